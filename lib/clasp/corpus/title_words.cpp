// SPDX-License-Identifier: MIT
#include "corpus/title_words.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <sstream>

#include "core/lower_case.h"

namespace clasp {
namespace {

constexpr const char* kPunctuation = ".,;:()[]{}'\"!?";

}  // namespace

std::vector<std::string> words_of(const std::string& text) {
  std::istringstream in(text);
  return {std::istream_iterator<std::string>(in), {}};
}

bool is_content(const std::string& word) {
  static const std::set<std::string> stop = {
      "and",  "the",   "with", "from",  "for",  "into",    "their", "its",    "by",
      "of",   "in",    "on",   "at",    "to",   "an",      "as",    "is",     "are",
      "that", "this",  "some", "new",   "via",  "using",   "under", "study",  "case",
      "than", "which", "have", "based", "upon", "between", "both",  "through"};
  return word.size() > 2 && !stop.count(lower_case(word));
}

std::vector<std::string> content_of(const std::vector<std::string>& words) {
  std::vector<std::string> content;
  std::copy_if(words.begin(), words.end(), std::back_inserter(content), is_content);
  return content;
}

std::string bare(const std::string& word) {
  const auto first = word.find_first_not_of(kPunctuation);
  if (first == std::string::npos) return {};
  const auto end = word.find_last_not_of(kPunctuation) + 1;
  const std::string text = word.substr(first, end - first);
  const bool closes = end < word.size() && word[end] == ')' && text.find('(') != std::string::npos;
  return closes ? text + ')' : text;  // "Cd(II)", but "cadmium" of "(cadmium)"
}

std::string key_of(const std::vector<std::string>& words) {
  std::string key;
  for (const auto& word : words) key += lower_case(bare(word)) + ' ';
  return key;
}

std::string phrase(const std::vector<std::string>& words) {
  std::string text;
  for (const auto& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

}  // namespace clasp
