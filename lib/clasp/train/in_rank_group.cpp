// SPDX-License-Identifier: MIT
#include "train/in_rank_group.h"

#include <cstdlib>

#include "core/error.h"
#include "train/launch.h"

namespace clasp {

TrainingEnd in_rank_group(const PretrainSettings& settings,
                          const std::function<TrainingEnd(const RankGroup&)>& work) {
  const auto get = [](const char* name) -> const char* { return std::getenv(name); };
  const RankGroup ranks(find_launch(get), settings.rank_timeout);
  try {
    return work(ranks);
  } catch (const LostRank& lost) {
    if (ranks.speaks())
      throw Error("training", "", "a rank has ended before the others (" + lost.reason + ")",
                  "see what it said itself, if anything, and continue with --resume");
  } catch (const Error&) {
    if (ranks.speaks()) throw;
  }
  return TrainingEnd::kElsewhere;
}

}  // namespace clasp
