// SPDX-License-Identifier: MIT
#include "train/record.h"

#include <ctime>

namespace clasp {

using nlohmann::json;

double cpu_seconds() {
  timespec t{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
}

void TrainingRecord::open(std::int64_t keep) {
  if (!speaks_) return;
  const auto& s = settings_;
  metrics_ =
      std::make_unique<Metrics>(s.metrics.empty() ? s.out + ".metrics.jsonl" : s.metrics, keep);
}

void TrainingRecord::write(const std::string& event, const json& fields) {
  if (metrics_) metrics_->write(event, fields);
}

void TrainingRecord::say(const std::string& line) const {
  if (speaks_ && output_.message) output_.message(line);
}

std::function<void(std::int64_t, std::int64_t)> TrainingRecord::reporter(
    const std::string& what) const {
  return [this, what](std::int64_t done, std::int64_t total) {
    if (speaks_ && output_.progress) output_.progress(what, done, total, "");
  };
}

void TrainingRecord::steps(std::int64_t step, std::int64_t total, const StepCost& cost,
                           json state) {
  const double loss = cost.loss / static_cast<double>(cost.steps);
  const auto atoms = static_cast<double>(cost.atoms);
  state["step"] = step;
  state["loss"] = loss;
  state["atoms_per_step"] = cost.atoms / cost.steps;
  state["us_per_atom"] = 1e6 * cost.seconds / atoms;
  state["cpu_us_per_atom"] = 1e6 * cost.cpu_seconds / atoms;
  write("step", state);
  if (!speaks_ || !output_.progress) return;
  char note[96];
  std::snprintf(note, sizeof note, "loss %.3f, %.0f pairs/s, %.1f us/atom", loss,
                static_cast<double>(cost.pairs) / cost.seconds, 1e6 * cost.seconds / atoms);
  output_.progress("training steps", step, total, note);
}

std::string summary(const json& scores) {
  std::string line;
  const auto add = [&](const char* name, const json::json_pointer& at) {
    if (!scores.contains(at) || !scores.at(at).is_number()) return;
    char text[64];
    std::snprintf(text, sizeof text, "%s%s %.3f", line.empty() ? "" : ", ", name,
                  scores.at(at).get<double>());
    line += text;
  };
  add("copies R@1", json::json_pointer("/copies/R@1"));
  add("R@10", json::json_pointer("/retrieval/text_to_structure/R@10"));
  add("median rank", json::json_pointer("/retrieval/text_to_structure/median_rank"));
  add("words", json::json_pointer("/words/mean_roc_auc"));
  add("superconductor", json::json_pointer("/superconductors/roc_auc"));
  add("of new elements", json::json_pointer("/superconductors_of_new_elements/roc_auc"));
  add("ferroelectric", json::json_pointer("/ferroelectrics/roc_auc"));
  add("band gap", json::json_pointer("/band_gaps/spearman"));
  for (const char* set : {"held_out", "trained"}) {
    for (const char* among : {"", "/of_25"}) {
      const std::string at = std::string("/textbook_") + set + among;
      const std::string title = (set == std::string("trained") ? "trained textbook" : "textbook") +
                                std::string(*among == 0 ? "" : " of 25") + " own";
      add(title.c_str(), json::json_pointer(at + "/own_words"));
      add("kept", json::json_pointer(at + "/kept_at_300K"));
      add("left", json::json_pointer(at + "/left_when_molten"));
    }
  }
  return line;
}

}  // namespace clasp
