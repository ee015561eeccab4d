// SPDX-License-Identifier: MIT
// Encodes captions and keeps them. The cache holds its key, then a record per text: hash of what
// follows, length, text, values, each number at a multiple of its size.
#include "train/caption_bank.h"

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <set>

#include "core/error.h"
#include "core/growing_file.h"
#include "core/hash.h"
#include "text/formulas.h"
#include "text/named_elements.h"
#include "train/parts.h"

namespace clasp {
namespace {

constexpr std::size_t kChunk = 64;  // texts encoded between two writes, per thread

struct RecordHead {
  std::uint64_t hash = 0;
  std::uint64_t length = 0;  ///< of the text
};

std::size_t padded(std::size_t bytes) {
  return (bytes + 7) / 8 * 8;
}

std::string record_of(const std::string& text, const float* values, int width) {
  std::string body = text;
  body.resize(padded(text.size()));
  body.append(reinterpret_cast<const char*>(values), width * sizeof(float));
  body.resize(padded(body.size()));
  const RecordHead head = {hash_text(body), text.size()};
  return std::string(reinterpret_cast<const char*>(&head), sizeof head) + body;
}

/// What the values depend on, padded to a multiple of their size.
std::string cache_key(const std::string& encoder, const TextReading& reading) {
  std::string key = "captions of " + encoder + "/" +
                    std::to_string(static_cast<int>(reading.pooling)) + "/" +
                    std::to_string(reading.max_tokens);
  if (reading.spell_formulas) key += "/spelled by rules " + std::to_string(kSpellingRules);
  if (reading.named_elements) key += "/elements by rules " + std::to_string(kNamingRules);
  key.resize(padded(key.size() + 1));
  return key;
}

}  // namespace

CaptionBank::CaptionBank(const std::string& folder, const TextReading& reading,
                         const std::string& path, int threads)
    : encoder_(TextEncoder::from_folder(folder, reading)),
      fingerprint_(encoder_.fingerprint()),
      path_(path),
      key_(cache_key(fingerprint_, reading)),
      threads_(threads) {
  load();
}

void CaptionBank::load() {
  if (!std::filesystem::exists(path_)) return;
  MappedFile file(path_);
  if (known_ > 0 && (file.size() < known_ || std::memcmp(file.data(), file_.data(), known_) != 0)) {
    known_ = 0;
    values_.clear();
  }
  file_ = std::move(file);
  const auto* bytes = reinterpret_cast<const char*>(file_.data());
  if (known_ == 0) {
    if (file_.size() < key_.size() || std::memcmp(bytes, key_.data(), key_.size()) != 0) return;
    known_ = key_.size();
  }
  RecordHead head;
  while (file_.size() - known_ >= sizeof head) {
    std::memcpy(&head, bytes + known_, sizeof head);
    const std::size_t begin = known_ + sizeof head, left = file_.size() - begin;
    const std::size_t values = padded(width() * sizeof(float));
    if (left < values || head.length > left - values) return;
    const std::size_t size = padded(head.length) + values;
    if (size > left || hash_bytes(bytes + begin, size) != head.hash) return;
    values_.try_emplace(std::string(bytes + begin, head.length), begin + padded(head.length));
    known_ = begin + size;
  }
}

std::vector<std::string> CaptionBank::missing(const std::vector<std::string>& texts) const {
  std::set<std::string> missing;
  for (const auto& text : texts)
    if (!values_.count(text)) missing.insert(text);
  return {missing.begin(), missing.end()};
}

void CaptionBank::prepare(const std::vector<std::string>& texts, const Progress& progress) {
  if (missing(texts).empty()) return;
  GrowingFile file(path_);
  load();  // another process may have encoded them
  std::vector<std::string> todo = missing(texts);
  if (todo.empty()) return;
  std::stable_sort(todo.begin(), todo.end(),
                   [](const auto& a, const auto& b) { return a.size() < b.size(); });
  if (file_.size() != known_) {  // another key's, or with a damaged end; others may have it mapped
    file.restart();
    file.append(file_.data(), known_);
  }
  if (known_ == 0) file.append(key_.data(), key_.size());
  const std::size_t stride = kChunk * static_cast<std::size_t>(threads_);
  for (std::size_t begin = 0; begin < todo.size(); begin += stride) {
    const std::size_t n = std::min(stride, todo.size() - begin);
    std::vector<std::string> records(threads_);
    for_each_part(threads_, [&](int part) {
      const std::vector<std::string> own(todo.begin() + begin + n * part / threads_,
                                         todo.begin() + begin + n * (part + 1) / threads_);
      if (own.empty()) return;
      const Matrix encoded = encoder_.encode(own);
      for (std::size_t i = 0; i < own.size(); ++i)
        records[part] += record_of(own[i], encoded.row(static_cast<int>(i)), width());
    });
    for (const auto& r : records) file.append(r.data(), r.size());
    if (progress)
      progress(static_cast<std::int64_t>(begin + n), static_cast<std::int64_t>(todo.size()));
  }
  load();
}

const float* CaptionBank::operator[](const std::string& text) const {
  const auto it = values_.find(text);
  if (it == values_.end()) throw Error("caption \"" + text + "\"", "", "was not encoded");
  return reinterpret_cast<const float*>(file_.data() + it->second);
}

}  // namespace clasp
