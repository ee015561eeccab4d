// SPDX-License-Identifier: MIT
// The record of a training: JSON lines, each with an event.
#pragma once

#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

namespace clasp {

class Metrics {
 public:
  /// Starts the file anew, or appends. Throws Error if it cannot be written.
  Metrics(const std::string& path, bool append);
  /// Writes {"event": event, ...fields}. Throws Error.
  void write(const std::string& event, nlohmann::json fields);

 private:
  std::string path_;
  std::ofstream file_;
};

}  // namespace clasp
