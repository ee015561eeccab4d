// SPDX-License-Identifier: MIT
// Every distinct caption goes through the frozen text encoder once; the results stay on disk, in a
// file that is mapped.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/mapped_file.h"
#include "text/text.h"

namespace clasp {

class CaptionBank {
 public:
  using Progress = std::function<void(std::int64_t, std::int64_t)>;

  /// Uses the cache at `path` as far as it is whole, if the same encoder made it. Throws Error.
  CaptionBank(const std::string& folder, const TextReading& reading, const std::string& path,
              int threads);

  /// Encodes those of the texts that are not in the cache and adds them to it, piece by piece.
  void prepare(const std::vector<std::string>& texts, const Progress& progress);
  /// The encoder's output [width()] of a prepared text; valid until the next prepare().
  const float* operator[](const std::string& text) const;
  int width() const { return encoder_.width(); }
  const TextEncoder& encoder() const { return encoder_; }
  const std::string& fingerprint() const { return fingerprint_; }  ///< of the encoder

 private:
  /// Takes in what the cache holds beyond what is known, or all anew if it is another file by now.
  void load();
  std::vector<std::string> missing(const std::vector<std::string>& texts) const;

  TextEncoder encoder_;
  std::string fingerprint_, path_, key_;
  int threads_;
  MappedFile file_;
  std::size_t known_ = 0;                                ///< bytes of the cache that are whole
  std::unordered_map<std::string, std::size_t> values_;  ///< where a text's values begin
};

}  // namespace clasp
