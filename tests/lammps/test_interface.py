# SPDX-License-Identifier: MIT
"""The solid-liquid interface of examples/interface: words tell the two sides apart."""
import collections
import unittest
from pathlib import Path

from lammps_runner import MODELS, PLUGIN, LammpsTest

INPUT = Path(__file__).parents[2] / "examples/interface/in.interface"
RADIUS = 6.0  # of the surroundings in the input
CRYSTAL, LIQUID = 1, 2

# what the two halves are, by their numbers of neighbours: 4 in the crystal, about 5 in the liquid
NEIGHBOURS = """
compute n all coord/atom cutoff 3.0
compute nl lower reduce ave c_n
compute nu upper reduce ave c_n
thermo_style custom step c_nl c_nu
run 0
"""


class Interface(LammpsTest):
    def test_words_tell_the_sides_apart(self):
        result = self.run_lammps(
            f"variable plugin index {PLUGIN}\nvariable model index {MODELS}/shipped.safetensors\n"
            + INPUT.read_text() + NEIGHBOURS, load=False)
        self.assertEqual(result.status, 0, result.output)
        self.check_halves(result.thermo())
        self.check_dump(result.folder / "interface.dump")
        self.check_picture(result.folder / "interface.6000.ppm")

    def check_halves(self, thermo):
        self.assertAlmostEqual(thermo[-1]["c_nl"], 4.0, delta=0.2)
        self.assertGreater(thermo[-1]["c_nu"], 4.4)
        named = [row for row in thermo if "c_crystal" in row]
        crystal, liquid = named[-1]["c_crystal"], named[-1]["c_liquid"]
        self.assertGreater(crystal, 0.85)  # atoms at the interface are called by either name
        self.assertGreater(liquid, 0.75)
        self.assertGreater(crystal + liquid, 1.7)

    def check_dump(self, path):
        """Away from the interfaces by more than the radius both sides are named rightly."""
        lines = path.read_text().splitlines()
        first = max(n for n, line in enumerate(lines) if line.startswith("ITEM: ATOMS"))
        low, high = map(float, lines[first - 1].split())
        middle = (low + high) / 2
        names = {"lower": collections.Counter(), "upper": collections.Counter()}
        for line in lines[first + 1:]:
            z, best = float(line.split()[4]), int(line.split()[-1])
            if min(abs(z - plane) for plane in (low, middle, high)) > RADIUS + 2.0:
                names["lower" if z < middle else "upper"][best] += 1
        for side, name in (("lower", CRYSTAL), ("upper", LIQUID)):
            with self.subTest(side=side):
                self.assertGreater(sum(names[side].values()), 400)
                self.assertGreater(names[side][name], 0.95 * sum(names[side].values()), names)

    def check_picture(self, path):
        head, size, _, pixels = path.read_bytes().split(b"\n", 3)
        width, height = map(int, size.split())
        self.assertEqual((head, len(pixels)), (b"P6", 3 * width * height))
        blue = sum(pixels[n] < pixels[n + 2] - 40 for n in range(0, len(pixels), 3))
        red = sum(pixels[n] > pixels[n + 2] + 40 for n in range(0, len(pixels), 3))
        self.assertGreater(blue, 10000)
        self.assertGreater(red, 10000)


if __name__ == "__main__":
    unittest.main()
