// SPDX-License-Identifier: MIT
// CIF files and archives of them, as snapshots of the cells that `clasp embed` uses.
#include <fmt/format.h>

#include "core/elements.h"
#include "core/error.h"
#include "corpus/archive_reader.h"
#include "corpus/cif.h"
#include "screen/snapshot.h"

namespace clasp {
namespace {

constexpr double kFull = 1e-3;  ///< what a full site's occupancy may miss through rounding

/// An atom type of LAMMPS is one element.
Snapshot to_snapshot(const Structure& s, const std::string& id) {
  Snapshot snapshot;
  snapshot.id = id;
  snapshot.cell = s.lattice;
  for (std::size_t i = 0; i < s.sites.size(); ++i) {
    const auto& occupants = s.sites[i].occupants;
    if (occupants.size() != 1 || occupants.front().occupancy < 1.0 - kFull)
      throw Error(id, fmt::format("site {}", i + 1),
                  occupants.size() == 1 ? fmt::format("{} occupies it to {:.4g} only",
                                                      element_symbol(occupants.front().z),
                                                      occupants.front().occupancy)
                                        : fmt::format("{} elements share it", occupants.size()),
                  "use `clasp embed`, or give an ordered model of the structure");
    snapshot.z.push_back(occupants.front().z);
    snapshot.positions.push_back(s.cartesian(static_cast<int>(i)));
  }
  return snapshot;
}

class CifReader : public SnapshotReader {
 public:
  explicit CifReader(const std::string& path)
      : path_(path), bare_(!is_archive(path)), archive_(path, bare_) {}

  bool next(SnapshotPart* part) override {
    FoundFile file;
    if (bare_) {
      if (read_) return false;
      read_ = true;
      if (!part) return true;
      std::string name;
      if (archive_.next(&name)) file.text = archive_.contents();
      file.path = path_;
    } else if (!next_cif(archive_, path_, &file, part != nullptr)) {
      return false;
    }
    if (part && file.problem.empty())
      read_text(file.text, file.path, part);
    else if (part)
      part->rejected.push_back({file.path, file.rejection()});
    return true;
  }

 private:
  static void read_text(const std::string& text, const std::string& name, SnapshotPart* part) {
    std::vector<CifEntry> entries;
    std::vector<CifProblem> problems;
    try {
      entries = read_cif(text, name, {}, &problems);
    } catch (const Error& e) {
      part->rejected.push_back({name, e.reason()});
    }
    for (const CifProblem& p : problems) part->rejected.push_back({name + "#" + p.block, p.reason});
    for (const CifEntry& entry : entries) {
      const std::string id = entries.size() > 1 ? name + "#" + entry.block : name;
      try {
        part->snapshots.push_back(to_snapshot(conventional_standard_cell(entry.structure, id), id));
      } catch (const Error& e) {
        part->rejected.push_back({id, e.reason()});
      }
    }
  }

  std::string path_;
  bool bare_, read_ = false;
  ArchiveReader archive_;
};

}  // namespace

std::unique_ptr<SnapshotReader> read_cif_file(const std::string& path) {
  return std::make_unique<CifReader>(path);
}

}  // namespace clasp
