// SPDX-License-Identifier: MIT
// clasp train pretrain: options of the trainer.
#include "train/pretrain.h"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <fstream>
#include <map>
#include <memory>

#include "cli/commands.h"
#include "cli/progress.h"
#include "core/error.h"

namespace clasp {
namespace {

struct Options {
  PretrainSettings settings;
  std::vector<std::string> draws;
  std::string config;
};

void add_files(CLI::App& command, Options& o) {
  auto& s = o.settings;
  command.add_option("database", s.database, "Corpus made by `clasp corpus`")->required();
  command.add_option("--text-encoder", s.text_encoder, "Folder of a Hugging Face BERT")->required();
  command.add_option("--out", s.out, "Model file to write (.safetensors)")->required();
  command.add_flag("--resume", s.resume, "Continue from OUT.checkpoint");
  command.add_option("--name", s.name, "Name of the model; default: the file's");
  command.add_option("--licence", s.licence, "Licence of the model, for its record");
  command.add_option("--data-note", s.data_note,
                     "Sources and licences of the data, for the record");
  command.add_option("--cache", s.cache,
                     "Prefix of the caches of neighbours and captions; default: OUT");
  command.add_option("--metrics", s.metrics, "JSON-lines file; default: OUT.metrics.jsonl");
  command.add_option("--pooling", s.pooling, "How the text encoder's tokens become one vector")
      ->transform(CLI::CheckedTransformer(std::map<std::string, Pooling>{
          {"mean", Pooling::kMean}, {"cls", Pooling::kCls}, {"pooler", Pooling::kPooler}}));
  command.add_option("--max-tokens", s.max_tokens, "Longer captions are cut")
      ->capture_default_str();
}

void add_course(CLI::App& command, Options& o) {
  auto& s = o.settings;
  command.add_option("--splits", s.splits, "Splits to train on")
      ->delimiter(',')
      ->capture_default_str();
  command.add_flag("--all-textbook", s.all_textbook,
                   "Train on textbook crystals whatever their split");
  command.add_option("--batch", s.batch)->capture_default_str();
  command.add_option("--epochs", s.epochs, "Length of the course")->capture_default_str();
  command.add_option("--steps", s.steps, "Length of the course in steps, instead of --epochs");
  command.add_option("--minutes", s.minutes, "Stop early after this time and write the model");
  command.add_option("--seed", s.seed)->capture_default_str();
  command.add_option("--threads", s.threads)->capture_default_str();
  command
      .add_option("--validate-epochs", s.validate_epochs,
                  "Epochs between validations; 0: at the end")
      ->capture_default_str();
  command.add_option("--checkpoint-minutes", s.checkpoint_minutes)->capture_default_str();
  command.add_option("--references", s.references, "Reference embeddings for percentiles")
      ->capture_default_str();
  command
      .add_option("--reference-packings", s.reference_packings,
                  "Share of liquids and glasses in them")
      ->capture_default_str();
}

void add_network(CLI::App& command, Options& o) {
  auto& n = o.settings.network;
  auto& g = o.settings.graph;
  command.add_option("--neighbours", g.max_neighbours)->capture_default_str();
  command.add_option("--cutoff", g.cutoff, "Angstrom")->capture_default_str();
  command.add_option("--convolutions", n.convolutions)->capture_default_str();
  command.add_option("--embedding-size", n.embedding_size)->capture_default_str();
  command.add_option("--crystal-layers", n.crystal_layers)->capture_default_str();
  command.add_option("--crystal-dropout", n.crystal_dropout)->capture_default_str();
  command.add_option("--text-layers", n.text_layers)->capture_default_str();
  command.add_option("--text-hidden", n.text_hidden)->capture_default_str();
  command.add_option("--text-dropout", n.text_dropout)->capture_default_str();
}

void add_learning(CLI::App& command, Options& o) {
  auto& l = o.settings.loss;
  auto& p = o.settings.optimiser;
  command
      .add_option("--loss", l.kind,
                  "infonce (learned scale) or cosface (fixed scale, margin; 0: CLIP)")
      ->transform(CLI::CheckedTransformer(std::map<std::string, LossKind>{
          {"infonce", LossKind::kInfoNce}, {"cosface", LossKind::kCosFace}}));
  command.add_option("--scale", l.scale, "Scale of the cosines, or where it starts")
      ->capture_default_str();
  command.add_option("--margin", l.margin, "Taken off the cosine of true pairs")
      ->capture_default_str();
  command.add_flag("--mask,!--no-mask", l.mask, "Leave false negatives out of the loss")
      ->capture_default_str();
  command.add_option("--rate", p.rate, "Learning rate")->capture_default_str();
  command.add_option("--weight-decay", p.weight_decay)->capture_default_str();
  command.add_option("--warmup", p.warmup, "Steps")->capture_default_str();
  command.add_flag("--cosine,!--constant", p.cosine, "Decrease the rate to 0 along a cosine")
      ->capture_default_str();
  command.add_option("--average", p.average, "Decay of the weight average; 0: none")
      ->capture_default_str();
}

void add_draws(CLI::App& command, Options& o) {
  auto& a = o.settings.augment;
  auto& c = o.settings.captions;
  command.add_option(
      "--draw", o.draws,
      "Captions drawn per epoch: SOURCE=NUMBERx or SOURCE/SET=COUNT, as in title=1x or "
      "label/zeolites_iza=800; may be repeated");
  command.add_option("--fragments", c.fragments, "Share of titles replaced by a fragment")
      ->capture_default_str();
  command.add_option("--facts", c.facts, "Share of captions replaced by a description")
      ->capture_default_str();
  command.add_option("--label-facts", c.label_facts, "The same for labels")->capture_default_str();
  command
      .add_option("--descriptions", c.descriptions, "Different descriptions used of each crystal")
      ->capture_default_str();
  command.add_option("--generic-melts", c.generic_melts, "Share of melts captioned without a name")
      ->capture_default_str();
  command.add_option("--augment", a.share, "Share of draws strained and displaced")
      ->capture_default_str();
  command.add_option("--strain", a.strain, "Standard deviation of strain components")
      ->capture_default_str();
  command.add_option("--stretch", a.stretch, "Largest change of lengths")->capture_default_str();
  command.add_option("--displacement", a.displacement, "Largest standard deviation, Angstrom")
      ->capture_default_str();
  command
      .add_option("--textbook-displacement", a.textbook_displacement,
                  "The same for textbook crystals")
      ->capture_default_str();
  command.add_option("--supercell", a.supercell, "Share of draws made a supercell")
      ->capture_default_str();
  command
      .add_option("--textbook-supercell", a.textbook_supercell, "The same for textbook crystals")
      ->capture_default_str();
  command.add_option("--supercell-atoms", a.supercell_atoms)->capture_default_str();
}

/// Sets the options that a TOML file names and the command line does not (CLI11 reads
/// configurations for the program as a whole only).
void read_config(CLI::App& command, const std::string& path) {
  std::vector<CLI::ConfigItem> items;
  try {
    items = CLI::ConfigTOML().from_file(path);
  } catch (const CLI::Error& e) {
    throw Error(path, "", e.what(), "give a TOML file of options");
  }
  for (const auto& item : items) {
    CLI::Option* option = command.get_option_no_throw("--" + item.name);
    if (option == nullptr || !item.parents.empty())
      throw Error(path, item.fullname(), "is no option of this command", "see --help");
    if (option->count() > 0) continue;
    try {
      if (option->get_items_expected_max() == 0)
        option->add_result(option->get_flag_value(item.name, item.inputs.front()));
      else
        option->add_result(item.inputs);
      option->run_callback();
    } catch (const CLI::Error& e) {
      throw Error(path, item.name, e.what(), "see --help");
    }
  }
}

/// The command line as it was typed, for the model's record.
std::string command_line() {
  std::ifstream file("/proc/self/cmdline", std::ios::binary);
  std::string line((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  while (!line.empty() && line.back() == '\0') line.pop_back();
  for (char& c : line)
    if (c == '\0') c = ' ';
  const auto name = line.find(' ');
  return name == std::string::npos ? line : "clasp" + line.substr(name);
}

}  // namespace

void add_train_command(CLI::App& parent) {
  CLI::App* train = parent.add_subcommand("train", "Train a model on a corpus");
  train->require_subcommand(1);
  CLI::App* command =
      train->add_subcommand("pretrain", "Train crystal tower and text head from scratch");
  const auto options = std::make_shared<Options>();
  command->add_option("--config", options->config, "TOML file with any of these options");
  add_files(*command, *options);
  add_course(*command, *options);
  add_network(*command, *options);
  add_learning(*command, *options);
  add_draws(*command, *options);
  command->callback([command, options] {
    if (!options->config.empty()) read_config(*command, options->config);
    auto& s = options->settings;
    if (!options->draws.empty()) {
      s.draws.clear();
      for (const auto& text : options->draws) s.draws.push_back(parse_draw(text));
    }
    s.command = command_line();
    std::unique_ptr<Progress> bar;
    std::string counted;
    PretrainOutput output;
    output.progress = [&](const std::string& what, std::int64_t done, std::int64_t total,
                          const std::string& note) {
      if (!bar || counted != what) bar = std::make_unique<Progress>(what, total);
      counted = what;
      bar->show(done, note);
      if (done >= total) bar.reset();
    };
    output.message = [&](const std::string& line) {
      bar.reset();
      std::fprintf(stderr, "%s\n", line.c_str());
    };
    if (!pretrain(s, output))
      throw Error(s.out, "", "training was stopped before its end", "continue it with --resume");
  });
}

}  // namespace clasp
