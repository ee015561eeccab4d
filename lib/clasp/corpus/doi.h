// SPDX-License-Identifier: MIT
// Spellings of a publication's identifier.
#pragma once

#include <string>

namespace clasp {

/// A DOI as abstracts are filed under it: lower case, without "doi:" or a resolver's address. Empty
/// if it is not one ("10.…/…").
std::string normal_doi(const std::string& doi);
/// The same, or the text as it is where it is no DOI.
std::string tidy_doi(const std::string& text);

}  // namespace clasp
