// SPDX-License-Identifier: MIT
// Keywords without a language model: what several titles say.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "corpus/database.h"

namespace clasp {

/// Answers in the corpus that come from here name this as their model.
constexpr const char* kTitlesModel = "titles";

struct TitleKeywordReport {
  std::int64_t publications = 0;   ///< that title a structure
  std::int64_t known = 0;          ///< of these, with the answer of a language model, which stays
  std::int64_t with_keywords = 0;  ///< of the others
  std::int64_t keywords = 0;       ///< different ones
};

/// A title's words and runs of up to three words, without articles, prepositions, markup, numbers
/// and formulas, and without what is unspecific() or in `drop`. In lower case, unless a word has
/// more capitals than its first letter ("Cd(II)").
std::vector<std::string> phrases_of(const std::string& title, const std::vector<std::string>& drop);

/// Gives every publication that titles a structure, and that no language model has answered for,
/// the phrases that at least `fewest` different titles hold, as keywords() with kTitlesModel, and
/// its structures the captions. Earlier answers of this kind are replaced. All or nothing.
/// @param fewest  at least 2
TitleKeywordReport keywords_of_titles(Database& db, int fewest,
                                      const std::vector<std::string>& drop);

}  // namespace clasp
