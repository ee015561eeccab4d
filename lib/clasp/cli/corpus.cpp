// SPDX-License-Identifier: MIT
// clasp corpus: the verbs that make and inspect a corpus.
#include "cli/commands.h"
#include "cli/corpus_verbs.h"

namespace clasp {

void add_corpus_command(CLI::App& parent) {
  CLI::App* corpus = parent.add_subcommand("corpus", "Make and inspect a corpus of structures");
  corpus->require_subcommand(1);
  add_corpus_ingest(*corpus);
  add_corpus_split(*corpus);
  add_corpus_info(*corpus);
  add_corpus_describe(*corpus);
  add_corpus_textbook(*corpus);
  add_corpus_abstracts(*corpus);
  add_corpus_keywords(*corpus);
  add_corpus_merge(*corpus);
  add_corpus_export(*corpus);
}

}  // namespace clasp
