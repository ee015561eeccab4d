// SPDX-License-Identifier: MIT
// One training for every margin and scale of a grid, as in the paper's Table 2.
#pragma once

#include <optional>
#include <vector>

#include "train/pretrain.h"

namespace clasp {

struct SweepSettings {
  PretrainSettings pretrain;  ///< of every cell, but for margin, scale and out
  std::optional<PretrainSettings>
      finetune;  ///< after it, from its model, with its margin and scale
  std::vector<double> margins = {0, 0.3, 0.5};
  std::vector<double> scales = {1, 1.5, 2, 2.5, 3, 3.5};
  std::string out;  ///< the table; models and checkpoints are in OUT.cells
};

/// Scores of a cell, as Validator::score() gives them; null: not trained.
struct SweepCell {
  double margin = 0, scale = 0;
  nlohmann::json pretrained, finetuned;
};

/// Trains the cells that are not finished, from their checkpoints where there are any, and writes
/// the table after each. Throws Error, also if the cells were begun with other settings.
TrainingEnd sweep(const SweepSettings& settings, const PretrainOutput& output,
                  const RankGroup& ranks, std::vector<SweepCell>& cells);

/// The table with a line per cell: margin, scale, and scores before and after fine-tuning.
std::string sweep_csv(const std::vector<SweepCell>& cells);
/// The mean ROC-AUCs of words, margins down, scales across, for people.
std::string sweep_table(const SweepSettings& settings, const std::vector<SweepCell>& cells);

}  // namespace clasp
