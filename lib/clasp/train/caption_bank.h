// SPDX-License-Identifier: MIT
// Every distinct caption goes through the frozen text encoder once; the results stay on disk.
#pragma once

#include <functional>
#include <memory>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "text/text.h"

namespace clasp {

class CaptionBank {
 public:
  using Progress = std::function<void(std::int64_t, std::int64_t)>;

  /// Reads the cache at `path` if the same encoder made it.
  CaptionBank(const std::string& folder, Pooling pooling, int max_tokens, const std::string& path,
              int threads);

  /// Encodes those of the texts that are neither known nor in the cache, and saves the cache when
  /// there were any.
  void prepare(const std::vector<std::string>& texts, const Progress& progress);
  /// The encoder's output [width()] of a prepared text.
  const float* operator[](const std::string& text) const;
  int width() const { return encoder_.hidden_size(); }
  const TextEncoder& encoder() const { return encoder_; }

 private:
  /// Takes the cache's texts if it holds more than are known here.
  void load();
  std::set<std::string> missing(const std::vector<std::string>& texts) const;
  void save() const;

  TextEncoder encoder_;
  std::string path_, key_;
  int threads_;
  std::unordered_map<std::string, std::size_t> row_;
  std::vector<std::string> texts_;
  std::vector<float> values_;  ///< [texts, width]
};

}  // namespace clasp
