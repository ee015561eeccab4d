// SPDX-License-Identifier: MIT
// CIF syntax: text to data blocks of tags and values, with the leniency that published files need.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace clasp {

/// The tags of a data block that a structure or its publication needs, in lower case, with unquoted
/// values.
struct CifBlock {
  std::string name;
  std::map<std::string, std::vector<std::string>> values;

  /// All values of a tag; null if the block lacks it.
  const std::vector<std::string>* find(const std::string& tag) const;
  /// The first value of the first tag that has one other than "?", "." and ""; empty if none has.
  std::string first_of(const std::vector<std::string>& tags) const;
};

/// Blocks in file order; of blocks or tags with the same name the last counts. Throws Error
/// (subject `name`) with the line of the first syntax error.
std::vector<CifBlock> parse_cif(const std::string& text, const std::string& name);

}  // namespace clasp
