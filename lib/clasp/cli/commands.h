// SPDX-License-Identifier: MIT
// The subcommands of `clasp`, one source file each. Every function adds its command to `parent`;
// its options live as long as the program, and its callback throws clasp::Error on bad input.
#pragma once

#include <CLI/CLI.hpp>

namespace clasp {

/// corpus ingest | split | info | describe | textbook | abstracts | keywords | merge | export
void add_corpus_command(CLI::App& parent);
void add_model_command(CLI::App& parent);   ///< model info | verify | import | pack
void add_embed_command(CLI::App& parent);   ///< embed
void add_screen_command(CLI::App& parent);  ///< screen
void add_eval_command(CLI::App& parent);    ///< eval zeroshot | retrieval
void add_index_command(CLI::App& parent);   ///< index
void add_search_command(CLI::App& parent);  ///< search
void add_map_command(CLI::App& parent);     ///< map
void add_report_command(CLI::App& parent);  ///< report

}  // namespace clasp
