// SPDX-License-Identifier: MIT
// Encodes captions and keeps them.
#include "train/caption_bank.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/error.h"
#include "core/safetensors.h"
#include "train/parts.h"

namespace clasp {
namespace {

constexpr std::size_t kChunk = 64;         // texts encoded between two progress reports, per thread
constexpr std::size_t kSaveEvery = 20000;  // texts, so that a killed run loses little

}  // namespace

CaptionBank::CaptionBank(const std::string& folder, Pooling pooling, int max_tokens,
                         const std::string& path, int threads)
    : encoder_(TextEncoder::from_folder(folder, pooling, max_tokens)),
      path_(path),
      key_(encoder_.fingerprint() + "/" + std::to_string(static_cast<int>(pooling)) + "/" +
           std::to_string(max_tokens)),
      threads_(threads) {
  load();
}

void CaptionBank::load() {
  try {
    const auto file = SafetensorsFile::open(path_);
    const auto key = file.metadata().find("key");
    if (key == file.metadata().end() || key->second != key_) return;
    auto texts = nlohmann::json::parse(file.metadata().at("texts")).get<std::vector<std::string>>();
    if (texts.size() <= texts_.size()) return;
    values_ = file.floats("embeddings", {static_cast<std::int64_t>(texts.size()), width()});
    texts_ = std::move(texts);
    row_.clear();
    for (std::size_t i = 0; i < texts_.size(); ++i) row_[texts_[i]] = i;
  } catch (const Error&) {  // no cache yet, or a damaged one: encode again
  }
}

std::set<std::string> CaptionBank::missing(const std::vector<std::string>& texts) const {
  std::set<std::string> missing;
  for (const auto& text : texts)
    if (!row_.count(text)) missing.insert(text);
  return missing;
}

void CaptionBank::save() const {
  const auto n = static_cast<std::int64_t>(texts_.size());
  std::map<std::string, TensorData> tensors;
  tensors["embeddings"] = TensorData::from_floats(values_, {n, width()});
  const auto texts =
      nlohmann::json(texts_).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  write_safetensors(path_, tensors, {{"key", key_}, {"texts", texts}});
}

void CaptionBank::prepare(const std::vector<std::string>& texts, const Progress& progress) {
  if (missing(texts).empty()) return;
  load();  // another rank may have encoded them
  const auto left = missing(texts);
  if (left.empty()) return;
  std::vector<std::string> todo(left.begin(), left.end());
  std::stable_sort(todo.begin(), todo.end(),
                   [](const auto& a, const auto& b) { return a.size() < b.size(); });
  const std::size_t stride = kChunk * static_cast<std::size_t>(threads_);
  std::size_t unsaved = 0;
  for (std::size_t begin = 0; begin < todo.size(); begin += stride) {
    const std::size_t n = std::min(stride, todo.size() - begin);
    std::vector<Matrix> encoded(threads_);
    for_each_part(threads_, [&](int part) {
      const auto first = todo.begin() + static_cast<std::ptrdiff_t>(begin + n * part / threads_);
      const auto last =
          todo.begin() + static_cast<std::ptrdiff_t>(begin + n * (part + 1) / threads_);
      if (first != last) encoded[part] = encoder_.encode({first, last});
    });
    for (std::size_t i = 0; i < n; ++i) {
      row_[todo[begin + i]] = texts_.size();
      texts_.push_back(todo[begin + i]);
    }
    for (const auto& m : encoded) values_.insert(values_.end(), m.values.begin(), m.values.end());
    if (progress)
      progress(static_cast<std::int64_t>(begin + n), static_cast<std::int64_t>(todo.size()));
    if ((unsaved += n) < kSaveEvery) continue;
    save();
    unsaved = 0;
  }
  save();
}

const float* CaptionBank::operator[](const std::string& text) const {
  const auto it = row_.find(text);
  if (it == row_.end()) throw Error("caption \"" + text + "\"", "", "was not encoded");
  return values_.data() + it->second * static_cast<std::size_t>(width());
}

}  // namespace clasp
