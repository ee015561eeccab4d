// SPDX-License-Identifier: MIT
// JSON as text, whatever the file names in it.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace clasp {

/// One line; bytes that are not UTF-8 become U+FFFD.
inline std::string json_text(const nlohmann::json& value) {
  return value.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace clasp
