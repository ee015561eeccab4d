// SPDX-License-Identifier: MIT
// The record of a training: JSON lines, each with an event.
#pragma once

#include <cstdint>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

namespace clasp {

class Metrics {
 public:
  /// Starts the file anew, or continues it after its first `keep` bytes: what a killed training
  /// wrote since its checkpoint will be written again. Throws Error if it cannot be written.
  Metrics(const std::string& path, std::int64_t keep);
  /// Writes {"event": event, ...fields}. Throws Error.
  void write(const std::string& event, nlohmann::json fields);
  std::int64_t bytes() { return static_cast<std::int64_t>(file_.tellp()); }  ///< written so far

 private:
  std::string path_;
  std::ofstream file_;
};

}  // namespace clasp
