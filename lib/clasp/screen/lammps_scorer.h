// SPDX-License-Identifier: MIT
// Snapshots through LAMMPS' compute clasp/embed and fix clasp/score.
#pragma once

#include <string>
#include <vector>

#include "screen/lammps_library.h"
#include "screen/snapshot.h"

namespace clasp {

struct PromptScores {
  std::vector<double> percentile, cosine;  ///< one per prompt
};

/// One box and one fix for all snapshots: the model is read and the prompts are encoded once.
class LammpsScorer {
 public:
  struct Settings {
    std::string plugin;  ///< loaded if LAMMPS has no style clasp/embed of its own
    std::string model;
    std::vector<std::string> elements;  ///< the model's
    double cutoff = 8.0;                ///< of the model's graph, Angstrom
    std::vector<std::string> prompts;
  };

  /// Throws Error: no styles, and what the two styles say of model and prompts.
  LammpsScorer(LammpsLibrary& lammps, Settings settings);
  /// Throws Error (subject: the snapshot's id) if this snapshot cannot be scored; others can.
  PromptScores score(const Snapshot& snapshot);

 private:
  void set_up();
  void load_plugin();
  std::vector<int> types_of(const Snapshot& snapshot) const;
  LammpsLibrary& lammps_;
  Settings settings_;
  std::vector<int> type_of_z_;  ///< 0 where the model does not know the element
};

}  // namespace clasp
