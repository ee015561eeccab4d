// SPDX-License-Identifier: MIT
// Fields of CSV files (RFC 4180).
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace clasp {

/// In quotes, on one line.
std::string csv_quoted(std::string_view text);
/// In quotes where it needs them.
std::string csv_field(std::string_view text);
/// The fields of a line, without their quotes.
std::vector<std::string> split_csv(std::string_view line);

}  // namespace clasp
