// SPDX-License-Identifier: MIT
// Titles, publications and labels that come beside the CIF files, as JSON lines.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "corpus/database.h"

namespace clasp {

/// Captions of one source and publication.
struct MoreCaptions {
  std::string source;
  std::vector<std::string> texts;
  Publication publication;  ///< without title and DOI: none
};

/// One line. Fields: `cif` (file name, or a list of them), `block`, `title`, `generic_title`,
/// `doi`, `journal`, `year`; as `clasp corpus export` writes them also `captions`, a list of
/// objects with `source`, `texts` and a publication's fields, and `corpus`, an object with `group`,
/// `split` and, for packings, `phase` and `parent` (a `cif` again). Every other field that is not
/// null or nested becomes a label.
struct CaptionLine {
  int number = 0;                 ///< line in its file, from 1
  std::vector<std::string> cifs;  ///< paths inside the archive or folder
  bool weak =
      false;  ///< `cif` is a list: matched by composition, the structure is not the paper's own
  std::string block;
  Publication publication;
  bool generic_title = false;  ///< the title is no caption
  std::vector<std::pair<std::string, std::string>> labels;
  std::vector<MoreCaptions> captions;
  std::string group, split, phase, parent;
};

/// Throws Error (subject `path`, place "line N"): missing file, not JSON, no `cif`.
void for_each_caption_line(const std::string& path,
                           const std::function<void(const CaptionLine&)>& visit);

struct CaptionReport {
  std::int64_t lines = 0;
  std::int64_t matched = 0;  ///< lines with at least one structure in the corpus
  std::int64_t without_structure = 0;
  std::vector<std::string> missing;  ///< the first few CIF names without a structure
};

/// Adds the lines to the structures that the corpus holds: captions "title" (in place of the CIF's
/// own title) or "weak-title", labels, and the group (DOI, else title, else the parent's `mp_id`).
/// What an export restores goes over that. One transaction, idempotent. Throws Error as above.
CaptionReport attach_captions(Database& db, const std::string& path);

}  // namespace clasp
