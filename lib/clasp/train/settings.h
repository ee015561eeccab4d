// SPDX-License-Identifier: MIT
// Everything that can be set about a training, as plain values with the defaults of the shipped
// model.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "core/model_file.h"

namespace clasp {

struct NetworkSettings {
  int convolutions = 5;
  int embedding_size = 768;
  int crystal_layers = 2;  ///< Linear, ReLU, BatchNorm between the pooled atoms and the last Linear
  double crystal_dropout = 0.0;
  int text_layers = 2;
  int text_hidden = 768;
  double text_dropout = 0.2;
};

enum class LossKind {
  kInfoNce,  ///< cross entropy of scale * cosine, the scale learned, as in CLIP
  kCosFace,  ///< cross entropy of scale * (cosine - margin on the diagonal); margin 0 is CLIP at a
             ///< fixed scale
  kArcFace,  ///< the same with the margin added to the angle
  kSigLip    ///< each pair judged on its own: sigmoid of scale * cosine + bias, both learned
};

struct LossSettings {
  LossKind kind = LossKind::kInfoNce;
  double scale = 14.0;  ///< where the learned scale starts, or the fixed one
  double max_scale = 100.0;
  double margin = 0.0;
  double bias = -10.0;  ///< where SigLIP's learned bias starts
  bool mask =
      true;  ///< false negatives (same caption, same crystal, same publication) leave the sum
};

/// What a crystal is to be told apart with.
enum class Objective {
  kText,      ///< its captions
  kStructure  ///< another distorted copy of itself, as in SimCLR (Chen et al., 2020): no text
};

enum class Device { kCpu, kCuda };

/// Of the products of matrices; weights, statistics, loss and optimiser are always float32.
enum class Precision { kFloat32, kBfloat16 };

enum class Schedule { kConstant, kLinear, kCosine, kStep };

struct OptimiserSettings {
  double rate = 2e-3;
  double weight_decay = 0.01;
  int warmup = 20;                            ///< steps of linear increase
  Schedule schedule = Schedule::kCosine;      ///< linear and cosine end at 0
  std::vector<double> step_at = {0.5, 0.75};  ///< kStep: shares of the course after which
  double step_factor = 0.1;                   ///< the rate is multiplied by this
  double average =
      0.98;  ///< decay of the weight average that is exported; 0 exports the last weights
};

struct AugmentSettings {
  double share = 0.7;                  ///< of the draws are strained and displaced
  double strain = 0.015;               ///< standard deviation of the strain components
  double stretch = 0.03;               ///< lengths change by up to this share
  double displacement = 0.15;          ///< Angstrom; the standard deviation is uniform in 0..this
  double textbook_displacement = 0.2;  ///< the same for textbook crystals
  double lindemann = 0.0;              ///< largest ratio of it to their shortest distance; 0: any
  double supercell = 0.0;              ///< share of draws of small cells that become a supercell
  double textbook_supercell = 0.75;    ///< the same for textbook crystals
  int supercell_atoms = 48;            ///< at least as many atoms has a supercell
  std::vector<std::string> exact;      ///< sets whose crystals keep their symmetry
};

/// How often the captions of one source are drawn in an epoch.
struct DrawSettings {
  std::string source;  ///< "title", "weak-title", "label", "textbook", "keywords", "description";
                       ///< empty: crystals without captions
  std::string set;     ///< only structures with this value of the label "set"; empty: the others
  double times = 1.0;  ///< multiples of their number, or
  std::int64_t count = 0;  ///< this many, if above 0
};

struct CaptionSettings {
  double fragments = 0.3;     ///< share of title draws that use a fragment of the title
  double facts = 0.25;        ///< share of draws with a description of the structure instead
  double label_facts = 0.05;  ///< the same for label captions
  int descriptions = 3;       ///< different descriptions used of each crystal
  int melts = 1;      ///< liquids and glasses that come with a draw of their textbook crystal
  int relatives = 0;  ///< up to so many labelled crystals of one parent or formula share a batch
  std::vector<std::string>
      within;  ///< sets whose labels say nothing about the crystals of other sets
  double generic_melts =
      0.6;  ///< share of draws of a liquid or glass with a caption many of them share
};

struct PretrainSettings {
  std::string database, out;
  std::string text_encoder;  ///< folder; empty with Objective::kStructure
  Objective objective = Objective::kText;
  TextReading reading;
  bool resume = false;
  std::vector<std::string> splits = {"train"};
  bool all_textbook = false;  ///< textbook crystals are trained on whatever their split

  std::string start;  ///< model file or checkpoint whose weights training starts from; may be empty
  std::vector<std::string>
      freeze;  ///< of "crystal", "text", "norms": what training leaves as it is

  int batch = 512;      ///< of all ranks together
  int micro_batch = 0;  ///< crystals a rank embeds at a time, which bounds its memory; 0: all
  double epochs = 40;
  std::int64_t steps = 0;  ///< if above 0, instead of epochs
  double minutes = 0;      ///< stop early after this time, if above 0
  std::uint64_t seed = 1;
  int threads = 1;
  Device device = Device::kCpu;
  Precision precision = Precision::kFloat32;
  double validate_epochs = 10;  ///< between validations; 0: at the end only
  int patience = 0;  ///< if above 0: stop after so many validations without a better mean ROC-AUC
                     ///< of words, and export the best weights
  double checkpoint_minutes = 5;
  std::int64_t checkpoint_steps = 0;  ///< if above 0, also after so many steps
  double rank_timeout = 1800;         ///< seconds a silent rank is waited for
  std::string cache;                  ///< prefix of the caches; empty: OUT
  std::string metrics;                ///< JSON-lines file; empty: OUT.metrics.jsonl
  int references = 4000;
  double reference_packings = 0.15;
  std::string name;                ///< of the model; empty: the file's
  std::string licence, data_note;  ///< shown by `clasp model info`
  std::string command;             ///< the command line, for the record

  GraphSettings graph;
  NetworkSettings network;
  LossSettings loss;
  OptimiserSettings optimiser;
  AugmentSettings augment;
  CaptionSettings captions;
  std::vector<DrawSettings> draws = {{"title", "", 1.0, 0},
                                     {"weak-title", "", 1.0, 0},
                                     {"label", "superconductors_3dsc", 0.0, 3200},
                                     {"label", "", 0.0, 800},
                                     {"textbook", "", 2.0, 0}};
};

/// What decides the course of a training: a checkpoint continues only under the same values.
nlohmann::json course_of(const PretrainSettings& settings);

/// Throws Error naming the option whose value makes no sense.
void check(const PretrainSettings& settings);

/// True if `part` ("crystal", "text", "norms") is left as it is.
bool is_frozen(const PretrainSettings& settings, const std::string& part);

/// "title=1x", "label/superconductors_3dsc=3200": a DrawSettings as written on the command line.
/// Throws Error.
DrawSettings parse_draw(const std::string& text);

}  // namespace clasp
