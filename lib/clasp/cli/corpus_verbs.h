// SPDX-License-Identifier: MIT
// The verbs of `clasp corpus`, one source file each (describe and textbook share one,
// and so do abstracts and keywords).
#pragma once

#include <CLI/CLI.hpp>

namespace clasp {

void add_corpus_ingest(CLI::App& corpus);
void add_corpus_split(CLI::App& corpus);
void add_corpus_info(CLI::App& corpus);
void add_corpus_describe(CLI::App& corpus);
void add_corpus_textbook(CLI::App& corpus);
void add_corpus_abstracts(CLI::App& corpus);
void add_corpus_keywords(CLI::App& corpus);
void add_corpus_merge(CLI::App& corpus);
void add_corpus_export(CLI::App& corpus);

}  // namespace clasp
