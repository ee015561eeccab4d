// SPDX-License-Identifier: MIT
// Keyword captions: a language model reads title and abstract and names features, functions and
// applications of the material (Suzuki et al., Mach. Learn.: Sci. Technol. 6 (2025) 035006).
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "corpus/database.h"
#include "corpus/inquiry.h"

namespace clasp {

constexpr const char* kKeywordSource = "keywords";  ///< of the captions, one for each keyword
constexpr std::size_t kMostKeywords = 10;

/// One publication's answer, for good: `words`, or `problem` where there are none.
struct KeywordRow {
  std::int64_t publication = 0;
  std::vector<std::string> words;
  std::string model, problem;
};

std::vector<Publication> titled_publications(const Database& db);  ///< that title a structure
void add_keywords(Database& db, const KeywordRow& row);            ///< replaces the publication's
/// Captions of the structures that the publication titles.
void caption_with(Database& db, const KeywordRow& row);
std::vector<KeywordRow> keywords(const Database& db);  ///< by publication

/// Body of the request (chat/completions): the instructions, and title and abstract as they are.
std::string keyword_request(const std::string& model, const std::string& title,
                            const std::string& abstract, int attempt);
/// kGood: `value` is a JSON list of 1 to 10 keywords. kFinal: none left without the unspecific ones
/// and those in `drop`. kMalformed: the model did not answer with a list of texts. kTrouble: not a
/// chat completion.
Judgement read_keywords(const std::string& body, const std::vector<std::string>& drop);
/// Whether a keyword says nothing about the material ("crystal structure", "X-ray diffraction"),
/// whatever its case, hyphens and plural.
bool unspecific(const std::string& keyword);

struct KeywordOptions {
  InquiryOptions inquiry;         ///< endpoint: up to "/v1"
  std::string model;              ///< empty: the first that the server names
  std::string key;                ///< sent as bearer token, if not empty
  std::vector<std::string> drop;  ///< more keywords to leave out
  bool titles = false;            ///< publications without an abstract, too
  bool again = false;             ///< those without keywords, too
};

struct KeywordReport {
  std::string model;
  std::int64_t publications = 0;  ///< with a title and, unless `titles`, an abstract
  std::int64_t known = 0;         ///< answered by an earlier run
  InquiryReport inquiry;
};

/// Asks for every publication that titles a structure and has no answer yet. Each answer is
/// committed as it comes, with the captions of all structures it titles; structures that came since
/// an earlier run get its captions. Throws Error: see ask_all(); a server that names no model; the
/// disk.
KeywordReport fetch_keywords(Database& db, const KeywordOptions& options,
                             const std::function<void(const KeywordReport&)>& progress = {});

}  // namespace clasp
