// SPDX-License-Identifier: MIT
// Writes models.
#include "train/export.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <set>

#include "core/error.h"
#include "core/hash.h"
#include "core/json_text.h"
#include "encoder/snapshot_encoder.h"

namespace clasp {
namespace {

/// What a crystal is a sample of: "title", a label set, "textbook", or "other".
std::string kind_of(const CrystalView& crystal) {
  if (crystal.textbook()) return "textbook";
  if (std::string set = crystal.label("set"); !set.empty()) return set;
  return crystal.captions_of("title").empty() ? "other" : "title";
}

/// One from each list in turn, until there are `count` or all lists are used up.
std::vector<int> in_turn(const std::map<std::string, std::vector<int>>& lists, std::size_t count) {
  std::vector<int> taken;
  for (std::size_t round = 0; taken.size() < count; ++round) {
    const std::size_t before = taken.size();
    for (const auto& [kind, list] : lists)
      if (round < list.size() && taken.size() < count) taken.push_back(list[round]);
    if (taken.size() == before) break;
  }
  return taken;
}

}  // namespace

ModelSettings model_settings(const PretrainSettings& settings, const NeighbourStore& store,
                             const TextEncoder* encoder) {
  ModelSettings m;
  m.name =
      settings.name.empty() ? std::filesystem::path(settings.out).stem().string() : settings.name;
  m.graph = settings.graph;
  m.graph.padding = Padding::kMask;
  m.elements = store.elements();
  if (encoder == nullptr) return m;
  std::filesystem::path folder(settings.text_encoder);
  m.text.encoder_name = (folder.has_filename() ? folder : folder.parent_path()).filename().string();
  m.text.fingerprint = encoder->fingerprint();
  static_cast<TextReading&>(m.text) = settings.reading;
  m.text.bert = encoder->settings();
  return m;
}

ModelFile model_in_memory(const ModelSettings& settings,
                          const std::map<std::string, TensorData>& tensors) {
  return ModelFile::from_bytes(settings.name,
                               to_safetensors(tensors, {{"clasp", json_text(settings.to_json())}}));
}

std::vector<int> reference_sample(const CorpusView& corpus, const std::vector<bool>& usable,
                                  int count, double packings, std::uint64_t seed) {
  std::map<std::string, std::vector<int>> crystals, melts;
  for (int i = 0; i < static_cast<int>(corpus.crystals.size()); ++i) {
    const auto& c = corpus.crystals[i];
    if (!usable[i] || c.analogue()) continue;  // percentiles are among what exists
    (c.phase == Phase::kCrystal ? crystals[kind_of(c)] : melts["packing"]).push_back(i);
  }
  for (auto* lists : {&crystals, &melts})
    for (auto& [kind, list] : *lists)
      std::sort(list.begin(), list.end(), [&](int a, int b) {
        return mix(seed, hash_text(corpus.crystals[a].source)) <
               mix(seed, hash_text(corpus.crystals[b].source));
      });
  std::vector<int> sample = in_turn(melts, static_cast<std::size_t>(std::lround(count * packings)));
  for (const int i : in_turn(crystals, static_cast<std::size_t>(count) - sample.size()))
    sample.push_back(i);
  std::sort(sample.begin(), sample.end());
  return sample;
}

TensorData reference_embeddings(const ModelFile& model, const Database& db,
                                const std::vector<int>& sample) {
  CrystalEncoder encoder(model);
  const std::set<int> wanted(sample.begin(), sample.end());
  std::vector<float> values;
  std::int64_t rows = 0;
  int index = -1;
  db.for_each_structure([&](const StructureRow& row) {
    if (!wanted.count(++index)) return;
    const auto e = encoder.embed(row.structure, row.source);
    values.insert(values.end(), e.begin(), e.end());
    ++rows;
  });
  return TensorData::from_floats(values, {rows, model.embedding_size()}, DType::F16);
}

nlohmann::json data_record(const CorpusView& corpus) {
  nlohmann::json record;
  for (const auto& c : corpus.crystals) {
    const std::string split = c.split.empty() ? "unsplit" : c.split;
    const char* phase = c.phase == Phase::kCrystal ? "crystals" : "packings";
    auto& structures = record["structures"][split][phase];
    structures = structures.is_null() ? 1 : structures.get<int>() + 1;
    for (const auto& [source, texts] : c.captions) {
      auto& captions = record["captions"][split][source];
      captions = (captions.is_null() ? 0 : captions.get<int>()) + static_cast<int>(texts.size());
    }
  }
  return record;
}

}  // namespace clasp
