// SPDX-License-Identifier: MIT
// Titles, publications and labels that come beside the CIF files, as JSON lines.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "corpus/database.h"

namespace clasp {

/// One line. Fields: `cif` (file name, or a list of them), `block`, `title`, `generic_title`,
/// `doi`, `journal`, `year`; every other field that is not null or nested becomes a label.
struct CaptionLine {
  int number = 0;                 ///< line in its file, from 1
  std::vector<std::string> cifs;  ///< paths inside the archive or folder
  bool weak =
      false;  ///< `cif` is a list: matched by composition, the structure is not the paper's own
  std::string block;
  Publication publication;
  bool generic_title = false;  ///< the title is no caption
  std::vector<std::pair<std::string, std::string>> labels;
};

/// Throws Error (subject `path`, place "line N"): missing file, not JSON, no `cif`.
std::vector<CaptionLine> read_caption_lines(const std::string& path);

struct CaptionReport {
  std::int64_t lines = 0;
  std::int64_t matched = 0;  ///< lines with at least one structure in the corpus
  std::int64_t without_structure = 0;
  std::vector<std::string> missing;  ///< the first few CIF names without a structure
};

/// Adds the lines to the structures that the corpus holds: captions "title" (in place of the CIF's
/// own title) or "weak-title", labels, and the group (DOI, else title, else the parent's `mp_id`).
/// One transaction, idempotent.
CaptionReport attach_captions(Database& db, const std::vector<CaptionLine>& lines);

}  // namespace clasp
