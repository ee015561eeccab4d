// SPDX-License-Identifier: MIT
// clasp train pretrain | finetune | sweep.
#include "cli/train_program/train.h"

#include <cstdio>
#include <map>
#include <memory>

#include "cli/progress.h"
#include "cli/train_program/train_options.h"
#include "core/error.h"
#include "train/in_rank_group.h"
#include "train/pretrain.h"
#include "train/sweep.h"

namespace clasp {
namespace {

/// Progress and messages on standard error.
class Terminal {
 public:
  Terminal() {
    output_.progress = [this](const std::string& what, std::int64_t done, std::int64_t total,
                              const std::string& note) {
      if (!bar_ || counted_ != what) bar_ = std::make_unique<Progress>(what, total);
      counted_ = what;
      bar_->show(done, note);
      if (done >= total) bar_.reset();
    };
    output_.message = [this](const std::string& line) {
      bar_.reset();
      std::fprintf(stderr, "%s\n", line.c_str());
    };
  }
  const PretrainOutput& output() const { return output_; }

 private:
  std::unique_ptr<Progress> bar_;
  std::string counted_;
  PretrainOutput output_;
};

/// Turns the end of a training into the end of the program.
void end_with(TrainingEnd end, const std::string& out, const char* remedy) {
  if (end == TrainingEnd::kStopped)
    throw Error(out, "", "training was stopped before its end", remedy);
  if (end == TrainingEnd::kElsewhere) throw CLI::RuntimeError(1);  // without a word
}

void run(const PretrainSettings& settings) {
  Terminal terminal;
  const auto work = [&](const RankGroup& ranks) {
    return pretrain(settings, terminal.output(), ranks);
  };
  end_with(in_rank_group(settings, work), settings.out, "continue it with --resume");
}

constexpr const char* kRanks =
    "Many processes: start it with mpirun, torchrun or srun on a folder that all see.";

void add_out(CLI::App& command, PretrainSettings& settings) {
  command.add_option("--out", settings.out, "Model file to write (.safetensors)")->required();
  command.add_flag("--resume", settings.resume, "Continue from OUT.checkpoint");
}

void add_pretrain(CLI::App& train) {
  CLI::App* command = train.add_subcommand(
      "pretrain", "Train crystal tower and text head from scratch, or the tower alone");
  const auto options = std::make_shared<TrainOptions>();
  add_out(*command, options->settings);
  command
      ->add_option("--objective", options->settings.objective,
                   "What crystals learn from: text (default), or structure, two distorted copies "
                   "of each crystal and no text encoder")
      ->transform(CLI::CheckedTransformer(std::map<std::string, Objective>{
          {"text", Objective::kText}, {"structure", Objective::kStructure}}));
  add_train_options(*command, *options, true);
  command->footer(std::string("Example: clasp train pretrain corpus.sqlite --text-encoder MiniLM "
                              "--out model.safetensors --config examples/train/minilm.toml\n") +
                  kRanks);
  command->callback([command, options] { run(read_train_options(*command, *options)); });
}

/// Keywords, one of each crystal's per draw, at the paper's rate.
void set_finetune_defaults(PretrainSettings& s) {
  s.epochs = 50;
  s.optimiser.rate = 1e-6;
  s.optimiser.warmup = 0;
  s.optimiser.schedule = Schedule::kConstant;
  s.captions.facts = 0;
  s.draws = {{"keywords", "", 1.0, 0}};
}

void add_finetune(CLI::App& train) {
  CLI::App* command = train.add_subcommand(
      "finetune", "Go on training a model, by default on keywords at the paper's rate");
  const auto options = std::make_shared<TrainOptions>();
  set_finetune_defaults(options->settings);
  command->add_option("--from", options->settings.start, "Model or checkpoint to start from")
      ->required();
  add_out(*command, options->settings);
  add_train_options(*command, *options, false);
  command->footer(std::string("Example: clasp train finetune corpus.sqlite --text-encoder MiniLM "
                              "--from model.safetensors --out tuned.safetensors\n") +
                  kRanks);
  command->callback([command, options] { run(read_train_options(*command, *options)); });
}

/// The settings of a fine-tuning from a TOML file alone; what files and encoder it shares with the
/// training before it comes from there.
PretrainSettings read_finetune(const std::string& config, const PretrainSettings& before) {
  CLI::App command;
  TrainOptions options;
  set_finetune_defaults(options.settings);
  add_train_options(command, options, false);
  options.config = config;
  PretrainSettings settings = read_train_options(command, options);
  settings.database = before.database;
  settings.text_encoder = before.text_encoder;
  settings.cache = before.cache;
  settings.threads = before.threads;
  settings.device = before.device;
  settings.precision = before.precision;
  return settings;
}

void add_sweep(CLI::App& train) {
  CLI::App* command =
      train.add_subcommand("sweep", "Train for every margin and scale of a grid, one table out");
  const auto options = std::make_shared<TrainOptions>();
  const auto sweep_settings = std::make_shared<SweepSettings>();
  const auto finetune = std::make_shared<std::string>();
  options->settings.loss.kind = LossKind::kCosFace;
  command
      ->add_option("--out", sweep_settings->out,
                   "Table to write (.csv); models are in OUT.cells, finished ones are not repeated")
      ->required();
  command->add_option("--margins", sweep_settings->margins)->delimiter(',')->capture_default_str();
  command->add_option("--scales", sweep_settings->scales)->delimiter(',')->capture_default_str();
  command->add_option("--finetune", *finetune,
                      "TOML file of `clasp train finetune`: fine-tune each model with it");
  add_train_options(*command, *options, true);
  command->footer(
      std::string("Example: clasp train sweep corpus.sqlite --text-encoder SciBERT --out "
                  "table2.csv --config examples/train/paper.toml --finetune "
                  "examples/train/paper-finetune.toml\n") +
      kRanks);
  command->callback([command, options, sweep_settings, finetune] {
    SweepSettings& s = *sweep_settings;
    s.pretrain = read_train_options(*command, *options);
    if (!finetune->empty()) s.finetune = read_finetune(*finetune, s.pretrain);
    Terminal terminal;
    std::vector<SweepCell> cells;
    const auto work = [&](const RankGroup& ranks) {
      const TrainingEnd end = sweep(s, terminal.output(), ranks, cells);
      if (end == TrainingEnd::kDone && ranks.first())
        std::printf("mean ROC-AUC of words in titles, validation split\n%s",
                    sweep_table(s, cells).c_str());
      return end;
    };
    end_with(in_rank_group(s.pretrain, work), s.out, "continue it with the same command");
  });
}

}  // namespace

void add_train_command(CLI::App& parent) {
  CLI::App* train = parent.add_subcommand("train", "Train a model on a corpus");
  train->require_subcommand(1);
  add_pretrain(*train);
  add_finetune(*train);
  add_sweep(*train);
}

}  // namespace clasp
