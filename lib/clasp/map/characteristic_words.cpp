// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>
#include <unordered_map>

#include "core/lower_case.h"
#include "map/clusters.h"

namespace clasp {
namespace {

constexpr std::size_t kShortestWord = 3;
constexpr std::size_t kStem = 5;  ///< words that begin alike say the same
constexpr int kFewestTitles = 2;  ///< a word of one title is a name, not a topic

// English, and what nearly every title about a crystal may say.
constexpr std::array kCommon = {
    "about",    "acid",          "after",       "also",       "analysis",   "and",
    "are",      "based",         "between",     "both",       "but",        "can",
    "compound", "compounds",     "containing",  "crystal",    "crystals",   "derived",
    "detail",   "determination", "different",   "effect",     "effects",    "for",
    "from",     "has",           "have",        "high",       "into",       "investigation",
    "its",      "new",           "novel",       "not",        "occurrence", "one",
    "other",    "part",          "properties",  "refinement", "related",    "results",
    "series",   "some",          "structural",  "structure",  "structures", "studies",
    "study",    "synthesis",     "synthesized", "system",     "than",       "that",
    "the",      "their",         "these",       "this",       "three",      "through",
    "two",      "type",          "under",       "using",      "via",        "was",
    "were",     "which",         "with",        "within"};

bool is_common(const std::string& word) {
  return std::binary_search(kCommon.begin(), kCommon.end(), word, [](const auto& a, const auto& b) {
    return std::string_view(a) < std::string_view(b);
  });
}

bool letter(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) || (c & 0x80) != 0;
}

/// Words of a title: letters and digits, with single hyphens inside; at least one letter.
std::set<std::string> words_of(const std::string& title) {
  std::set<std::string> words;
  for (std::size_t i = 0; i < title.size();) {
    std::size_t end = i;
    bool any_letter = false;
    while (end < title.size() &&
           (letter(title[end]) ||
            (title[end] == '-' && end > i && end + 1 < title.size() && letter(title[end + 1])))) {
      any_letter |= !std::isdigit(static_cast<unsigned char>(title[end])) && title[end] != '-';
      ++end;
    }
    if (any_letter && end - i >= kShortestWord) words.insert(title.substr(i, end - i));
    i = std::max(end, i + 1);
  }
  return words;
}

struct WordCounts {
  std::map<int, int> by_cluster;  ///< titles
  std::map<std::string, int> spellings;
  int total = 0;

  /// The most frequent one; in lower case if it was ever written so (not at a title's beginning).
  const std::string& spelling() const {
    for (const auto& [text, n] : spellings)
      if (lower_case(text) == text) return text;
    return std::max_element(spellings.begin(), spellings.end(),
                            [](const auto& a, const auto& b) { return a.second < b.second; })
        ->first;
  }
};

/// What the forms of a word share: lower case, without the s of a plural.
std::string base_form(const std::string& word) {
  std::string form = lower_case(word);
  const std::size_t n = form.size();
  if (n > kStem - 1 && form[n - 1] == 's' && form[n - 2] != 's') form.pop_back();
  return form;
}

bool says_the_same(const std::string& a, const std::string& b) {
  return a.compare(0, kStem, b, 0, kStem) == 0;
}

}  // namespace

std::vector<std::vector<std::string>> characteristic_words(const std::vector<std::string>& titles,
                                                           const std::vector<int>& cluster,
                                                           int count, std::size_t words_each) {
  std::map<std::string, WordCounts> words;
  std::set<std::pair<int, std::string>> seen;
  for (std::size_t i = 0; i < titles.size(); ++i) {
    if (titles[i].empty() || !seen.emplace(cluster[i], titles[i]).second) continue;
    for (const std::string& word : words_of(titles[i])) {
      if (is_common(lower_case(word))) continue;
      WordCounts& counts = words[base_form(word)];
      ++counts.by_cluster[cluster[i]];
      ++counts.spellings[word];
      ++counts.total;
    }
  }
  const double average = static_cast<double>(seen.size()) / std::max(1, count);
  std::vector<std::vector<std::pair<double, std::string>>> scored(static_cast<std::size_t>(count));
  for (const auto& [word, counts] : words)
    for (const auto& [c, n] : counts.by_cluster)
      if (n >= kFewestTitles)
        scored[static_cast<std::size_t>(c)].emplace_back(-n * std::log1p(average / counts.total),
                                                         word);
  std::vector<std::vector<std::string>> result;
  for (auto& candidates : scored) {
    std::sort(candidates.begin(), candidates.end());
    std::vector<std::string> chosen, shown;
    for (const auto& [score, word] : candidates) {
      if (chosen.size() == words_each) break;
      if (std::any_of(chosen.begin(), chosen.end(),
                      [&](const std::string& other) { return says_the_same(other, word); }))
        continue;
      chosen.push_back(word);
      shown.push_back(words[word].spelling());
    }
    result.push_back(std::move(shown));
  }
  return result;
}

}  // namespace clasp
