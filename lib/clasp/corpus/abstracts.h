// SPDX-License-Identifier: MIT
// Abstracts of the corpus' publications, by DOI from Crossref, kept in the corpus.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "corpus/database.h"
#include "corpus/inquiry.h"

namespace clasp {

/// One answer, for good: `text`, or `problem` where there is none to get.
struct AbstractRow {
  std::string doi;  ///< as normal_doi() writes it
  std::string text, problem;
};

void add_abstract(Database& db, const AbstractRow& row);  ///< replaces that of the same DOI
std::vector<AbstractRow> abstracts(const Database& db);   ///< by DOI
std::string abstract_of(const Database& db, const std::string& doi);  ///< empty: none

struct AbstractOptions {
  InquiryOptions inquiry;  ///< endpoint: of the Crossref REST API
  std::string mailto;      ///< goes with every request, as Crossref asks; may be empty
  bool again = false;      ///< ask for what had no abstract, too
};

struct AbstractReport {
  std::int64_t dois = 0;   ///< of the corpus
  std::int64_t known = 0;  ///< answered by an earlier run
  InquiryReport inquiry;   ///< good: abstracts found; final: none to get
};

/// Asks for every DOI that has no answer yet, each answer committed as it comes. Throws Error: see
/// ask_all(); the disk.
AbstractReport fetch_abstracts(Database& db, const AbstractOptions& options,
                               const std::function<void(const AbstractReport&)>& progress = {});

}  // namespace clasp
