// SPDX-License-Identifier: MIT
// Options that the trainings share.
#include "cli/train_program/train_options.h"

#include <cstdio>
#include <fstream>
#include <map>

#include "core/error.h"

namespace clasp {
namespace {

void add_files(CLI::App& command, TrainOptions& o) {
  auto& s = o.settings;
  command.add_option("database", s.database, "Corpus made by `clasp corpus`")->required();
  command.add_option("--text-encoder", s.text_encoder, "Folder of a Hugging Face BERT");
  command.add_option("--name", s.name, "Name of the model; default: the file's");
  command.add_option("--licence", s.licence, "Licence of the model, for its record");
  command.add_option("--data-note", s.data_note,
                     "Sources and licences of the data, for the record");
  command.add_option("--cache", s.cache,
                     "Prefix of the caches of neighbours and captions; default: OUT");
  command.add_option("--metrics", s.metrics, "JSON-lines file; default: OUT.metrics.jsonl");
}

void add_course(CLI::App& command, TrainOptions& o) {
  auto& s = o.settings;
  command.add_option("--splits", s.splits, "Splits to train on")
      ->delimiter(',')
      ->capture_default_str();
  command.add_flag("--all-textbook", s.all_textbook,
                   "Train on textbook crystals whatever their split");
  command.add_option("--batch", s.batch, "Pairs per step, of all ranks together")
      ->capture_default_str();
  command.add_option("--micro-batch", s.micro_batch,
                     "Pairs a rank embeds at a time, which bounds its memory: the loss is that of "
                     "the whole batch, batch norms see a micro-batch; 0: all");
  command
      .add_option("--freeze", s.freeze,
                  "Parts that stay as they are: crystal, text, norms (statistics of the batch "
                  "norms alone)")
      ->delimiter(',');
  command.add_option("--epochs", s.epochs, "Length of the course")->capture_default_str();
  command.add_option("--steps", s.steps, "Length of the course in steps, instead of --epochs");
  command.add_option("--minutes", s.minutes, "Stop early after this time and write the model");
  command.add_option("--seed", s.seed)->capture_default_str();
  command.add_option("--threads", s.threads, "Per rank")->capture_default_str();
  command
      .add_option("--device", s.device,
                  "Where the network is trained: cpu (default), or cuda, of which each rank of a "
                  "host takes the next")
      ->transform(CLI::CheckedTransformer(
          std::map<std::string, Device>{{"cpu", Device::kCpu}, {"cuda", Device::kCuda}}));
  command
      .add_option("--precision", s.precision,
                  "float32 (default), or bfloat16 for the crystal's edges and the products of "
                  "matrices, which saves time on a GPU")
      ->transform(CLI::CheckedTransformer(std::map<std::string, Precision>{
          {"float32", Precision::kFloat32}, {"bfloat16", Precision::kBfloat16}}));
  command
      .add_option("--validate-epochs", s.validate_epochs,
                  "Epochs between validations; 0: at the end")
      ->capture_default_str();
  command.add_option("--patience", s.patience,
                     "Stop after so many validations without a better mean ROC-AUC of words, and "
                     "write the best weights; 0: never");
  command.add_option("--checkpoint-minutes", s.checkpoint_minutes)->capture_default_str();
  command.add_option("--checkpoint-steps", s.checkpoint_steps, "Also after so many steps");
  command
      .add_option("--rank-timeout", s.rank_timeout,
                  "Seconds a rank is waited for that does not answer")
      ->capture_default_str();
  command.add_option("--references", s.references, "Reference embeddings for percentiles")
      ->capture_default_str();
  command
      .add_option("--reference-packings", s.reference_packings,
                  "Share of liquids and glasses in them")
      ->capture_default_str();
}

/// The network's shape and its text; a training that starts from a model has both from there.
void add_shape(CLI::App& command, TrainOptions& o) {
  auto& s = o.settings;
  auto& n = s.network;
  auto& g = s.graph;
  command
      .add_option("--pooling", s.reading.pooling, "How the text encoder's tokens become one vector")
      ->transform(CLI::CheckedTransformer(std::map<std::string, Pooling>{
          {"mean", Pooling::kMean}, {"cls", Pooling::kCls}, {"pooler", Pooling::kPooler}}));
  command.add_option("--max-tokens", s.reading.max_tokens, "Longer captions are cut")
      ->capture_default_str();
  command.add_flag("--spell-formulas,!--as-written", s.reading.spell_formulas,
                   "Read formulas as names of elements: \"NaCl\" as \"sodium chloride\"");
  command.add_flag("--named-elements,!--no-named-elements", s.reading.named_elements,
                   "Let the text head see which elements a text names");
  command.add_option("--neighbours", g.max_neighbours)->capture_default_str();
  command.add_option("--cutoff", g.cutoff, "Angstrom")->capture_default_str();
  command.add_option("--convolutions", n.convolutions)->capture_default_str();
  command.add_option("--embedding-size", n.embedding_size)->capture_default_str();
  command.add_option("--crystal-layers", n.crystal_layers)->capture_default_str();
  command.add_option("--text-layers", n.text_layers)->capture_default_str();
  command.add_option("--text-hidden", n.text_hidden)->capture_default_str();
}

void add_learning(CLI::App& command, TrainOptions& o) {
  auto& l = o.settings.loss;
  auto& p = o.settings.optimiser;
  command
      .add_option("--loss", l.kind,
                  "infonce (learned scale), cosface (fixed scale, margin; 0: CLIP), arcface "
                  "(margin on the angle) or siglip (learned scale and bias)")
      ->transform(
          CLI::CheckedTransformer(std::map<std::string, LossKind>{{"infonce", LossKind::kInfoNce},
                                                                  {"clip", LossKind::kInfoNce},
                                                                  {"cosface", LossKind::kCosFace},
                                                                  {"arcface", LossKind::kArcFace},
                                                                  {"siglip", LossKind::kSigLip}}));
  command.add_option("--scale", l.scale, "Scale of the cosines, or where it starts")
      ->capture_default_str();
  command
      .add_option("--margin", l.margin, "Taken off the cosine of true pairs, or put on their angle")
      ->capture_default_str();
  command.add_option("--bias", l.bias, "Where the bias of siglip starts")->capture_default_str();
  command.add_flag("--mask,!--no-mask", l.mask, "Leave false negatives out of the loss")
      ->capture_default_str();
  command.add_option("--rate", p.rate, "Learning rate")->capture_default_str();
  command.add_option("--weight-decay", p.weight_decay)->capture_default_str();
  command.add_option("--warmup", p.warmup, "Steps")->capture_default_str();
  command
      .add_option("--schedule", p.schedule,
                  "Rate after the warm-up: constant, linear or cosine to 0, or step")
      ->transform(
          CLI::CheckedTransformer(std::map<std::string, Schedule>{{"constant", Schedule::kConstant},
                                                                  {"linear", Schedule::kLinear},
                                                                  {"cosine", Schedule::kCosine},
                                                                  {"step", Schedule::kStep}}));
  command
      .add_option("--step-at", p.step_at, "step: shares of the course after which the rate drops")
      ->delimiter(',')
      ->capture_default_str();
  command.add_option("--step-factor", p.step_factor, "step: by this factor")->capture_default_str();
  command.add_option("--crystal-dropout", o.settings.network.crystal_dropout)
      ->capture_default_str();
  command.add_option("--text-dropout", o.settings.network.text_dropout)->capture_default_str();
  command.add_option("--average", p.average, "Decay of the weight average; 0: none")
      ->capture_default_str();
}

void add_draws(CLI::App& command, TrainOptions& o) {
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
  command.add_option("--melts", c.melts, "Liquids and glasses that come with a textbook crystal")
      ->capture_default_str();
  command
      .add_option(
          "--relatives", c.relatives,
          "Labelled crystals of one parent or formula that share a batch, at most; 0: drawn "
          "apart")
      ->capture_default_str();
  command
      .add_option("--within", c.within,
                  "Sets whose labels are no negatives for crystals of other sets")
      ->delimiter(',');
  command
      .add_option("--exact", a.exact,
                  "Sets whose crystals are neither displaced nor sheared, only scaled")
      ->delimiter(',');
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
  command
      .add_option("--lindemann", a.lindemann,
                  "Largest ratio of that to a textbook crystal's shortest distance; 0: any")
      ->capture_default_str();
  command.add_option("--supercell", a.supercell, "Share of draws made a supercell")
      ->capture_default_str();
  command
      .add_option("--textbook-supercell", a.textbook_supercell, "The same for textbook crystals")
      ->capture_default_str();
  command.add_option("--supercell-atoms", a.supercell_atoms)->capture_default_str();
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
    if (item.inputs.empty())
      throw Error(path, item.name, "is an empty list", "give a value, or leave it out");
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

void add_train_options(CLI::App& command, TrainOptions& options, bool with_shape) {
  command.add_option("--config", options.config, "TOML file with any of these options");
  add_files(command, options);
  add_course(command, options);
  if (with_shape) add_shape(command, options);
  add_learning(command, options);
  add_draws(command, options);
}

PretrainSettings read_train_options(CLI::App& command, TrainOptions& options) {
  if (!options.config.empty()) read_config(command, options.config);
  PretrainSettings settings = options.settings;
  if (!options.draws.empty()) settings.draws.clear();
  for (const auto& text : options.draws) settings.draws.push_back(parse_draw(text));
  settings.command = command_line();
  return settings;
}

}  // namespace clasp
