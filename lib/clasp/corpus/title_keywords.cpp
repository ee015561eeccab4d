// SPDX-License-Identifier: MIT
#include "corpus/title_keywords.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <set>

#include "core/lower_case.h"
#include "corpus/keywords.h"
#include "corpus/sqlite.h"
#include "corpus/title_words.h"

namespace clasp {
namespace {

constexpr std::size_t kLongestPhrase = 3;  // words

bool is_capital(char c) {
  return c >= 'A' && c <= 'Z';
}

/// "Magnetic" is "magnetic", "Cd(II)" and "MOF" stay.
std::string in_sentence_case(const std::string& word) {
  return std::any_of(word.begin() + 1, word.end(), is_capital) ? word : lower_case(word);
}

/// What may be part of a phrase: a word that says something, without digits or markup.
bool is_usable(const std::string& word) {
  const auto odd = [](unsigned char c) {
    return std::isdigit(c) || c == '<' || c == '>' || c == '\\' || c == '^' || c == '~' || c == '_';
  };
  return is_content(word) && !unspecific(word) && std::none_of(word.begin(), word.end(), odd);
}

using Phrases = std::vector<std::string>;

/// The phrases that so many different titles hold.
/// @param phrases  of each publication's title
std::set<std::string> shared_phrases(const std::vector<Publication>& publications,
                                     const std::vector<Phrases>& phrases, int fewest) {
  std::set<std::string> titles;
  std::map<std::string, int> uses;
  for (std::size_t i = 0; i < publications.size(); ++i)
    if (titles.insert(lower_case(publications[i].title)).second)
      for (const auto& text : phrases[i]) ++uses[text];
  std::set<std::string> shared;
  for (const auto& [text, n] : uses)
    if (n >= fewest) shared.insert(text);
  return shared;
}

}  // namespace

std::vector<std::string> phrases_of(const std::string& title,
                                    const std::vector<std::string>& drop) {
  const auto unwanted = [&](const std::string& text) {
    return unspecific(text) || std::any_of(drop.begin(), drop.end(), [&](const std::string& other) {
             return lower_case(other) == lower_case(text);
           });
  };
  std::vector<std::string> phrases;
  std::vector<std::string> run;  // of usable words up to here
  for (const auto& written : words_of(title)) {
    const std::string word = bare(written);
    if (!is_usable(word)) {
      run.clear();
      continue;
    }
    run.push_back(in_sentence_case(word));
    for (std::size_t n = 1; n <= std::min(kLongestPhrase, run.size()); ++n) {
      std::string text = phrase({run.end() - static_cast<std::ptrdiff_t>(n), run.end()});
      if (!unwanted(text) && std::find(phrases.begin(), phrases.end(), text) == phrases.end())
        phrases.push_back(std::move(text));
    }
  }
  return phrases;
}

TitleKeywordReport keywords_of_titles(Database& db, int fewest,
                                      const std::vector<std::string>& drop) {
  TitleKeywordReport report;
  Database::Transaction transaction(db);
  std::set<std::int64_t> answered;
  for (const KeywordRow& row : keywords(db))
    if (row.model != kTitlesModel) answered.insert(row.publication);
  db.statement(
        "DELETE FROM captions WHERE source=? AND publication IN "
        "(SELECT publication FROM keywords WHERE model=?)")
      .bind(kKeywordSource, kTitlesModel)
      .run();
  const auto publications = titled_publications(db);
  std::vector<Phrases> phrases;
  phrases.reserve(publications.size());
  for (const auto& p : publications) phrases.push_back(phrases_of(p.title, drop));
  const auto shared = shared_phrases(publications, phrases, fewest);
  std::set<std::string> used;
  for (std::size_t i = 0; i < publications.size(); ++i) {
    if (answered.count(publications[i].id)) {
      ++report.known;
      continue;
    }
    KeywordRow row{publications[i].id, {}, kTitlesModel, {}};
    for (const auto& text : phrases[i])
      if (shared.count(text)) row.words.push_back(text);
    if (row.words.empty()) row.problem = "the title shares no words with others";
    used.insert(row.words.begin(), row.words.end());
    report.with_keywords += !row.words.empty();
    add_keywords(db, row);
  }
  for (const KeywordRow& row : keywords(db)) caption_with(db, row);
  transaction.commit();
  report.publications = static_cast<std::int64_t>(publications.size());
  report.keywords = static_cast<std::int64_t>(used.size());
  return report;
}

}  // namespace clasp
