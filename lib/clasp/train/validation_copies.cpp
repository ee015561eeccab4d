// SPDX-License-Identifier: MIT
// Scores models without texts.
#include "train/validation_copies.h"

#include <algorithm>

#include "core/hash.h"
#include "encoder/snapshot_encoder.h"
#include "retrieval/ranks.h"
#include "train/validation.h"

namespace clasp {
namespace {

constexpr std::size_t kMost = 1000;  // crystals

Matrix embed(const ModelFile& model, const std::vector<Structure>& structures) {
  CrystalEncoder encoder(model);
  Matrix m{static_cast<int>(structures.size()), model.embedding_size(), {}};
  for (const auto& s : structures) {
    const auto e = encoder.embed(s, "validation");
    m.values.insert(m.values.end(), e.begin(), e.end());
  }
  return m;
}

}  // namespace

CopyValidator::CopyValidator(const Database& db, const CorpusView& corpus,
                             const std::vector<bool>& usable) {
  std::vector<std::pair<std::uint64_t, int>> chosen;  // in an order of chance
  for (int i = 0; i < static_cast<int>(usable.size()); ++i) {
    const auto& crystal = corpus.crystals[i];
    if (usable[i] && crystal.split == kValidationSplit && crystal.phase == Phase::kCrystal)
      chosen.emplace_back(hash_text(crystal.source), i);
  }
  std::sort(chosen.begin(), chosen.end());
  chosen.resize(std::min(chosen.size(), kMost));
  std::map<int, std::uint64_t> seed;
  for (const auto& [hash, index] : chosen) seed[index] = hash;
  int index = -1;
  db.for_each_structure([&](const StructureRow& row) {
    const auto it = seed.find(++index);
    if (it == seed.end()) return;
    ideal_.push_back(row.structure);
    copy_.push_back(warm_copy(row.structure, kWarmDisplacement, it->second));
  });
}

nlohmann::json CopyValidator::score(const ModelFile& model) const {
  if (ideal_.empty()) return nlohmann::json::object();
  std::vector<int> ranks;
  for_each_row_of_cosines(
      embed(model, copy_), embed(model, ideal_), [&](int copy, const float* cosines) {
        ranks.push_back(
            rank_of(cosines, static_cast<int>(ideal_.size()), [&](int i) { return i == copy; }));
      });
  nlohmann::json scores = ranks_json(ranks);
  scores["crystals"] = ideal_.size();
  return {{"copies", scores}};
}

}  // namespace clasp
