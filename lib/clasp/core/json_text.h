// SPDX-License-Identifier: MIT
// JSON as text, whatever the file names in it.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace clasp {

/// Bytes that are not UTF-8 become U+FFFD.
/// @param indent  of each level; -1: one line
inline std::string json_text(const nlohmann::json& value, int indent = -1) {
  return value.dump(indent, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace clasp
