// SPDX-License-Identifier: MIT
#include "screen/screening.h"

#include <fmt/format.h>

#include "core/error.h"
#include "core/structure.h"

namespace clasp {
namespace {

/// Scores the snapshots of a part; those that cannot be scored join its rejected ones.
std::vector<ScreenedSnapshot> score(SnapshotPart& part, LammpsScorer& scorer) {
  std::vector<ScreenedSnapshot> rows;
  for (const Snapshot& s : part.snapshots) {
    try {
      PromptScores scores = scorer.score(s);
      rows.push_back({s.id, s.frame, static_cast<std::int64_t>(s.z.size()),
                      reduced_formula(composition(s)), std::move(scores.percentile),
                      std::move(scores.cosine)});
    } catch (const Error& e) {
      const std::string place = s.frame == 0 ? "" : fmt::format("frame {}: ", s.frame);
      part.rejected.push_back({s.id, place + e.reason()});
    }
  }
  return rows;
}

}  // namespace

void screen_files(const std::vector<std::string>& files, const TypeElements& elements, Shard shard,
                  LammpsScorer& scorer, bool first_rank, ScreenJournal& journal,
                  const std::function<void(std::size_t)>& report) {
  for (std::size_t f = 0; f < files.size(); ++f) {
    const std::string& file = files[f];
    if (journal.finished(file)) continue;
    const std::int64_t begin = journal.next_part(file);
    std::int64_t number = 0;
    try {
      for (const auto reader = open_snapshots(file, elements);; ++number) {
        SnapshotPart part;
        const bool mine = number >= begin && shard.has(f, number);
        if (!reader->next(mine ? &part : nullptr)) break;
        if (!mine) continue;
        std::vector<ScreenedSnapshot> rows = score(part, scorer);
        if (!first_rank) continue;
        journal.add(file, number, std::move(rows), std::move(part.rejected));
        report(f);
      }
    } catch (const Error& e) {
      // what cannot be opened concerns one shard, what breaks off all that read it
      if (first_rank && (number > 0 || shard.has(f, 0)))
        journal.add(file, number, {}, {{file, e.reason()}});
    }
    if (first_rank) journal.finish(file);
  }
}

}  // namespace clasp
