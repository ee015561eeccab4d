// SPDX-License-Identifier: MIT
// Which format a file has.
#include <filesystem>

#include "core/error.h"
#include "corpus/archive_reader.h"
#include "corpus/files.h"
#include "screen/line_reader.h"
#include "screen/snapshot.h"

namespace clasp {
namespace {

enum class Format { kUnknown, kCif, kXyz, kDump };

Format format_of_name(const std::string& path) {
  std::filesystem::path name = std::filesystem::path(path).filename();
  if (is_archive(path)) return Format::kCif;
  if (has_ending(path, {".gz", ".xz", ".bz2", ".zst"})) name.replace_extension();
  const std::string text = name.string();
  if (has_ending(text, {".cif"})) return Format::kCif;
  if (has_ending(text, {".xyz", ".extxyz"})) return Format::kXyz;
  if (has_ending(text, {".dump", ".lammpstrj"}) || text.rfind("dump.", 0) == 0)
    return Format::kDump;
  return Format::kUnknown;
}

Format format_of_text(const std::string& path) {
  std::string_view line;
  LineReader lines(path);
  if (!lines.next(&line))
    throw Error(path, "", "is empty", "give a dump, extended XYZ or CIF file");
  if (line.substr(0, 5) == "ITEM:") return Format::kDump;
  if (!line.empty() && line.find_first_not_of("0123456789 \t") == std::string_view::npos)
    return Format::kXyz;
  return Format::kCif;
}

}  // namespace

bool is_snapshot_file(const std::string& path) {
  return format_of_name(path) != Format::kUnknown;
}

std::unique_ptr<SnapshotReader> open_snapshots(const std::string& path,
                                               const TypeElements& elements) {
  Format format = format_of_name(path);
  if (format == Format::kUnknown) format = format_of_text(path);
  if (format == Format::kDump) return read_lammps_dump(path, elements);
  return format == Format::kXyz ? read_extended_xyz(path) : read_cif_file(path);
}

}  // namespace clasp
