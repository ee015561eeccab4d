// SPDX-License-Identifier: MIT
// Files of snapshots through LAMMPS, on all ranks together.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "screen/lammps_scorer.h"
#include "screen/screen_journal.h"

namespace clasp {

/// One of `shards` equal parts of the work; `shard` counts from 0.
struct Shard {
  int shard = 0, shards = 1;
  /// Frames of one trajectory, and files of one frame, are spread evenly.
  bool has(std::size_t file, std::int64_t part) const {
    return static_cast<std::int64_t>(file + static_cast<std::size_t>(part)) % shards == shard;
  }
};

/// Screens what the journal does not know yet, and writes it there on rank 0. A file that cannot be
/// read, and a snapshot that cannot be scored, are rejected; the others go on.
/// @param report  called on rank 0 with the number of files done, after every snapshot
void screen_files(const std::vector<std::string>& files, const TypeElements& elements, Shard shard,
                  LammpsScorer& scorer, bool first_rank, ScreenJournal& journal,
                  const std::function<void(std::size_t)>& report);

}  // namespace clasp
