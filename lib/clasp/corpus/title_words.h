// SPDX-License-Identifier: MIT
// The words of titles, for captions made from parts of them.
#pragma once

#include <string>
#include <vector>

namespace clasp {

/// What stands between blanks.
std::vector<std::string> words_of(const std::string& text);
/// True for words of three bytes and more but articles, prepositions and the like.
bool is_content(const std::string& word);
std::vector<std::string> content_of(const std::vector<std::string>& words);
/// The word without the punctuation around it.
std::string bare(const std::string& word);
/// Equal for words that differ by case and the punctuation around them alone.
std::string key_of(const std::vector<std::string>& words);
/// The words with a blank between each two.
std::string phrase(const std::vector<std::string>& words);

}  // namespace clasp
