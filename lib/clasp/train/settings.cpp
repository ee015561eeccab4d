// SPDX-License-Identifier: MIT
// Checks of the training's settings and their record.
#include "train/settings.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "core/error.h"
#include "core/json_text.h"

namespace clasp {
namespace {

void require(bool good, const char* option, double value, const char* allowed) {
  if (!good)
    throw Error(option, "", "has the value " + nlohmann::json(value).dump(),
                std::string("use ") + allowed);
}

void require_share(const char* option, double value) {
  require(value >= 0.0 && value <= 1.0, option, value, "a number from 0 to 1");
}

const char* loss_name(LossKind kind) {
  switch (kind) {
    case LossKind::kInfoNce:
      return "infonce";
    case LossKind::kCosFace:
      return "cosface";
    case LossKind::kArcFace:
      return "arcface";
    case LossKind::kSigLip:
      break;
  }
  return "siglip";
}

}  // namespace

bool is_frozen(const PretrainSettings& s, const std::string& part) {
  return std::find(s.freeze.begin(), s.freeze.end(), part) != s.freeze.end();
}

nlohmann::json course_of(const PretrainSettings& s) {
  nlohmann::json draws = nlohmann::json::array();
  for (const auto& d : s.draws) draws.push_back({d.source, d.set, d.times, d.count});
  const nlohmann::json course = {
      {"objective", s.objective == Objective::kText ? "text" : "structure"},
      {"splits", s.splits},
      {"all_textbook", s.all_textbook},
      {"start", s.start},
      {"freeze", s.freeze},
      {"batch", s.batch},
      {"micro_batch", s.micro_batch},
      {"epochs", s.epochs},
      {"steps", s.steps},
      {"patience", s.patience},
      {"seed", s.seed},
      {"threads", s.threads},
      {"pooling", static_cast<int>(s.reading.pooling)},
      {"max_tokens", s.reading.max_tokens},
      {"spell_formulas", s.reading.spell_formulas},
      {"named_elements", s.reading.named_elements},
      {"graph",
       {s.graph.max_neighbours, s.graph.cutoff, s.graph.gaussian_step, s.graph.gaussian_width}},
      {"network",
       {s.network.convolutions, s.network.embedding_size, s.network.crystal_layers,
        s.network.crystal_dropout, s.network.text_layers, s.network.text_hidden,
        s.network.text_dropout}},
      {"loss",
       {loss_name(s.loss.kind), s.loss.scale, s.loss.max_scale, s.loss.margin, s.loss.bias,
        s.loss.mask}},
      {"optimiser",
       {s.optimiser.rate, s.optimiser.weight_decay, s.optimiser.warmup,
        static_cast<int>(s.optimiser.schedule), s.optimiser.step_at, s.optimiser.step_factor,
        s.optimiser.average}},
      {"augment",
       {s.augment.share, s.augment.strain, s.augment.stretch, s.augment.displacement,
        s.augment.textbook_displacement, s.augment.supercell, s.augment.textbook_supercell,
        s.augment.supercell_atoms, s.augment.exact, s.augment.lindemann}},
      {"captions",
       {s.captions.fragments, s.captions.facts, s.captions.label_facts, s.captions.descriptions,
        s.captions.generic_melts, s.captions.melts, s.captions.relatives, s.captions.within}},
      {"draws", draws}};
  return nlohmann::json::parse(json_text(course));  // as a checkpoint gives it back
}

namespace {

/// What goes with texts alone.
void check_objective(const PretrainSettings& s) {
  if (s.objective == Objective::kText && s.text_encoder.empty())
    throw Error("--text-encoder", "", "is missing",
                "name the folder of a Hugging Face BERT, or train with --objective structure");
  if (s.objective == Objective::kStructure && !s.text_encoder.empty())
    throw Error("--text-encoder", "", "is of no use to --objective structure", "leave it out");
  if (s.objective == Objective::kStructure && s.patience > 0)
    throw Error("--patience", "", "waits for words, which --objective structure has not",
                "leave it out");
  if (s.objective == Objective::kStructure && is_frozen(s, "crystal"))
    throw Error("--freeze", "", "leaves nothing to train", "leave it out");
}

}  // namespace

void check(const PretrainSettings& s) {
  require(s.batch >= 2, "--batch", s.batch, "at least 2");
  require(s.micro_batch >= 0, "--micro-batch", s.micro_batch, "0 or more");
  require(s.patience >= 0, "--patience", s.patience, "0 or more");
  require(s.rank_timeout > 0, "--rank-timeout", s.rank_timeout, "seconds above 0");
  for (const auto& part : s.freeze)
    if (part != "crystal" && part != "text" && part != "norms")
      throw Error("--freeze", "", "has the value \"" + part + "\"",
                  "name crystal, text or norms, or several with commas");
  if (is_frozen(s, "crystal") && is_frozen(s, "text"))
    throw Error("--freeze", "", "leaves nothing to train", "freeze crystal or text, not both");
  require(s.epochs > 0 || s.steps > 0, "--epochs", s.epochs, "a number above 0, or --steps");
  require(s.threads >= 1 && s.threads <= 1024, "--threads", s.threads, "1 to the number of cores");
  require(s.graph.max_neighbours >= 1 && s.graph.max_neighbours <= 28, "--neighbours",
          s.graph.max_neighbours, "1 to 28");
  require(s.graph.cutoff > 0 && s.graph.cutoff <= 20, "--cutoff", s.graph.cutoff,
          "0 to 20 Angstrom");
  require(s.network.convolutions >= 1, "--convolutions", s.network.convolutions, "at least 1");
  require(s.network.embedding_size >= 1, "--embedding-size", s.network.embedding_size,
          "at least 1");
  require(s.network.text_layers >= 1, "--text-layers", s.network.text_layers, "at least 1");
  require(s.loss.scale > 0, "--scale", s.loss.scale, "a number above 0");
  require(s.optimiser.rate > 0, "--rate", s.optimiser.rate, "a number above 0");
  require(s.optimiser.average >= 0 && s.optimiser.average < 1, "--average", s.optimiser.average,
          "a number from 0 to below 1");
  for (const double at : s.optimiser.step_at) require_share("--step-at", at);
  require(s.optimiser.step_factor > 0, "--step-factor", s.optimiser.step_factor,
          "a number above 0");
  if (s.loss.kind == LossKind::kArcFace)
    require(s.loss.margin >= 0 && s.loss.margin < 1.5, "--margin", s.loss.margin,
            "an angle from 0 to 1.5");
  require_share("--text-dropout", s.network.text_dropout);
  require_share("--crystal-dropout", s.network.crystal_dropout);
  require_share("--augment", s.augment.share);
  require_share("--fragments", s.captions.fragments);
  require_share("--facts", s.captions.facts);
  require_share("--label-facts", s.captions.label_facts);
  require_share("--generic-melts", s.captions.generic_melts);
  require(s.captions.melts >= 0, "--melts", s.captions.melts, "0 or more");
  require(s.captions.relatives >= 0, "--relatives", s.captions.relatives, "0 or more");
  require(s.captions.descriptions >= 1, "--descriptions", s.captions.descriptions, "at least 1");
  require(s.augment.stretch >= 0 && s.augment.stretch < 0.5, "--stretch", s.augment.stretch,
          "0 to 0.5");
  require(s.augment.lindemann >= 0, "--lindemann", s.augment.lindemann, "0 or more");
  require(s.references >= 1, "--references", s.references, "at least 1");
  require_share("--reference-packings", s.reference_packings);
  if (s.draws.empty())
    throw Error("--draw", "", "is missing", "name at least one source of captions");
  check_objective(s);
}

DrawSettings parse_draw(const std::string& text) {
  const auto fail = [&]() -> DrawSettings {
    throw Error(
        "--draw", "", "cannot read \"" + text + "\"",
        "write SOURCE=NUMBERx or SOURCE/SET=COUNT, as in title=1x or label/zeolites_iza=800");
  };
  const auto equals = text.find('=');
  if (equals == std::string::npos || equals == 0 || equals + 1 == text.size()) return fail();
  DrawSettings draw;
  const auto slash = text.find('/');
  draw.source = text.substr(0, std::min(slash, equals));
  if (slash < equals) draw.set = text.substr(slash + 1, equals - slash - 1);
  const bool multiple = text.back() == 'x';
  const char* begin = text.data() + equals + 1;
  const char* end = text.data() + text.size() - (multiple ? 1 : 0);
  const auto read =
      multiple ? std::from_chars(begin, end, draw.times) : std::from_chars(begin, end, draw.count);
  if (read.ec != std::errc() || read.ptr != end) return fail();
  if (!multiple) draw.times = 0.0;
  const double number = multiple ? draw.times : static_cast<double>(draw.count);
  if (!std::isfinite(number) || number <= 0)
    throw Error("--draw", text, "needs a finite number above 0",
                "write one, as in title=1x, or leave the source out");
  return draw;
}

}  // namespace clasp
