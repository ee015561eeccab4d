// SPDX-License-Identifier: MIT
// Arrangements of atoms from files of several formats, one after another.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/vec3.h"

namespace clasp {

/// Atoms in a cell that may be open in some directions.
struct Snapshot {
  std::string id;          ///< path, or path#block where a CIF file holds several structures
  std::int64_t frame = 0;  ///< timestep of a dump, else number of the frame in its file, from 0
  Mat3 cell{};             ///< rows are the cell vectors, Angstrom; those not periodic mean nothing
  std::array<bool, 3> periodic{true, true, true};
  std::vector<int> z;           ///< atomic numbers
  std::vector<Vec3> positions;  ///< Cartesian, Angstrom, relative to any origin
};

struct RejectedSnapshot {
  std::string id, reason;
};

/// What is read in one go: a frame of a trajectory, a CIF file, a member of an archive.
struct SnapshotPart {
  std::vector<Snapshot> snapshots;
  std::vector<RejectedSnapshot> rejected;
};

class SnapshotReader {
 public:
  virtual ~SnapshotReader() = default;
  /// Reads the next part, false at the end. With `part` null it is passed over, which is cheap.
  /// Throws Error (subject: the file) where the file is malformed; there is nothing to read after
  /// that.
  virtual bool next(SnapshotPart* part) = 0;
};

/// Atomic number of each atom type of a dump, 0 for types to be left out; empty: the dump's own
/// element names.
using TypeElements = std::vector<int>;

std::unique_ptr<SnapshotReader> read_cif_file(const std::string& path);
std::unique_ptr<SnapshotReader> read_extended_xyz(const std::string& path);
std::unique_ptr<SnapshotReader> read_lammps_dump(const std::string& path,
                                                 const TypeElements& elements);

/// Whether the name tells a format: .cif, .xyz, .extxyz, .dump, .lammpstrj or dump.*, compressed
/// or not, or an archive of CIF files.
bool is_snapshot_file(const std::string& path);
/// By the name or, where it tells nothing, by the first line. Throws Error (subject `path`).
std::unique_ptr<SnapshotReader> open_snapshots(const std::string& path,
                                               const TypeElements& elements);

/// The cell as LAMMPS wants it: a along x, b in the xy plane, directions that are not periodic
/// upright and as wide as the atoms need.
struct LammpsBox {
  Mat3 cell{};
  std::array<bool, 3> periodic{};
  std::vector<double> positions;  ///< [atoms][3], inside of the box, which begins at the origin
};
/// Distances are kept, handedness is not. Throws Error (subject: the snapshot's id): no atoms, no
/// volume, positions that are not finite, too thin a cell.
LammpsBox lammps_box(const Snapshot& snapshot);

/// Atoms of each element.
std::map<int, double> composition(const Snapshot& snapshot);

}  // namespace clasp
