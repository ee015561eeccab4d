// SPDX-License-Identifier: MIT
// A corpus as files that other programs read, and `clasp corpus ingest` again: a CIF file for every
// structure, a line of JSON with its captions.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "corpus/database.h"

namespace clasp {

/// P1 CIF of a stored cell: every site, partial occupancies, 12 digits. The data block is named
/// after the id.
std::string cif_text(const StructureRow& row);

/// "0/01/23/0012345.cif": name of a structure's file below the folder, COD's layout by id.
std::string cif_name(std::int64_t id);

struct ExportOptions {
  std::string jsonl;  ///< file for the lines; empty: none
  std::string cif;    ///< folder for the CIF files; empty: none
};

struct ExportReport {
  std::int64_t structures = 0;
  std::int64_t written = 0;  ///< CIF files that were missing or different
};

/// Writes the CIF files, each whole or not at all, leaving those that are right as they are, then
/// the lines (see CaptionLine), whole or not at all: killed and run again it ends with the same
/// files. Ingested again they give the same crystals (see same_crystal()), captions, labels, groups
/// and splits, under the files' names. Throws Error: a file that cannot be written.
ExportReport export_corpus(const Database& db, const ExportOptions& options,
                           const std::function<void(const ExportReport&)>& progress = {});

}  // namespace clasp
