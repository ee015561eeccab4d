// SPDX-License-Identifier: MIT
// LAMMPS dumps and extended XYZ files.
#include "fuzz/target.h"
#include "screen/snapshot.h"
#include "support/temporary_folder.h"

namespace {

constexpr const char* kDump = R"(ITEM: TIMESTEP
100
ITEM: NUMBER OF ATOMS
3
ITEM: BOX BOUNDS xy xz yz pp pp ff
0.0 6.5 1.5
-1.0 5.0 0.0
0 5 0
ITEM: ATOMS id type element x y z ix iy iz
1 1 Na 0.1 0.2 0.3 0 0 0
3 2 Cl 2.8 0.0 0.1 1 0 0
2 1 Na 2.8 2.8 0.0 0 -1 0
ITEM: TIMESTEP
200
ITEM: NUMBER OF ATOMS
1
ITEM: BOX BOUNDS pp pp pp
0 4
0 4
0 4
ITEM: ATOMS id type xs ys zs
1 2 0.5 0.25 0.75
)";

constexpr const char* kXyz = R"(2
Lattice="4.0 0.0 0.0 0.0 4.0 0.0 0.0 0.0 4.0" Properties=species:S:1:pos:R:3:force:R:3 pbc="T T F"
Cu 0.0 0.0 0.0 0.1 0.2 0.3
O 1.9 2.0 2.0 0 0 0
1
Lattice="3 0 0 0 3 0 0 0 3"
Fe 1 1 1
)";

void read_all(clasp::SnapshotReader& reader) {
  clasp::SnapshotPart part;
  while (reader.next(&part)) {
    for (const auto& snapshot : part.snapshots) clasp::lammps_box(snapshot);
    part = {};
  }
}

}  // namespace

std::vector<std::string> fuzz_seeds() {
  return {kDump, kXyz};
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const clasp::test::TemporaryFolder folder;
  return clasp::test::parse_input(data, size, [](const std::string& text) {
    const bool is_dump = text.compare(0, 5, "ITEM:") == 0;
    const std::string path = folder.write(is_dump ? "input.dump" : "input.xyz", text);
    if (is_dump)
      read_all(*clasp::read_lammps_dump(path, {11, 17}));
    else
      read_all(*clasp::read_extended_xyz(path));
  });
}
