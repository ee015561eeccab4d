// SPDX-License-Identifier: MIT
// From trained tensors to a model file with reference embeddings.
#pragma once

#include <cstddef>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "core/model_file.h"
#include "text/text.h"
#include "train/corpus_view.h"
#include "train/neighbour_store.h"
#include "train/settings.h"

namespace clasp {

/// Settings of the model file of a training.
/// @param encoder  null: the model reads no texts
ModelSettings model_settings(const PretrainSettings& settings, const NeighbourStore& store,
                             const TextEncoder* encoder);

/// A model file in memory, without references.
ModelFile model_in_memory(const ModelSettings& settings,
                          const std::map<std::string, TensorData>& tensors);

/// Indices of `count` crystals that stand for the corpus: every kind of source equally often as
/// long as it lasts, the given share of them liquids and glasses; the same for the same corpus and
/// seed.
std::vector<int> reference_sample(const CorpusView& corpus, const std::vector<bool>& usable,
                                  int count, double packings, std::uint64_t seed);

/// Embeddings [n, embedding] of the sample as the model's users compute them, F16.
TensorData reference_embeddings(const ModelFile& model, const Database& db,
                                const std::vector<int>& sample);

/// Captions and crystals by source and split, for the model's record.
nlohmann::json data_record(const CorpusView& corpus);

}  // namespace clasp
