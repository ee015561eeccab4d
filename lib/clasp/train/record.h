// SPDX-License-Identifier: MIT
// What a training says while it runs: to its file of metrics and to whoever started it.
#pragma once

#include <memory>

#include "train/metrics.h"
#include "train/pretrain.h"

namespace clasp {

/// Cost and loss of some steps.
struct StepCost {
  double loss = 0, seconds = 0, cpu_seconds = 0;
  std::int64_t steps = 0, atoms = 0, pairs = 0;  ///< atoms of this rank, pairs of all
};

/// Silent on all ranks but the first.
class TrainingRecord {
 public:
  TrainingRecord(const PretrainSettings& settings, const PretrainOutput& output, bool speaks)
      : settings_(settings), output_(output), speaks_(speaks) {}

  /// Opens the file, see Metrics.
  void open(std::int64_t keep);
  void write(const std::string& event, const nlohmann::json& fields);
  void say(const std::string& line) const;
  std::function<void(std::int64_t, std::int64_t)> reporter(const std::string& what) const;
  /// A line about the steps up to `step` of `total`; `state` goes into it.
  void steps(std::int64_t step, std::int64_t total, const StepCost& cost, nlohmann::json state);
  std::int64_t bytes() { return metrics_ ? metrics_->bytes() : 0; }

 private:
  const PretrainSettings& settings_;
  const PretrainOutput& output_;
  bool speaks_;
  std::unique_ptr<Metrics> metrics_;
};

/// A line of the most telling scores of Validator::score().
std::string summary(const nlohmann::json& scores);

/// Processor time of this process so far.
double cpu_seconds();

}  // namespace clasp
