# SPDX-License-Identifier: MIT
"""The crystals that judge_model.py judges by: cell, own words, and how LAMMPS moves their atoms.

Words are chosen so that no caption of `clasp corpus textbook` has the same text.
"""
from dataclasses import dataclass, field

FCC = [(0, 0, 0), (0, 0.5, 0.5), (0.5, 0, 0.5), (0.5, 0.5, 0)]
BCC = [(0, 0, 0), (0.5, 0.5, 0.5)]


def shifted(points, by):
    return [tuple((p + b) % 1 for p, b in zip(point, by)) for point in points]


@dataclass
class Crystal:
    name: str
    words: str  #: the prompt that should come first
    cell: tuple  #: a, b, c in Angstrom; gamma is 120 degrees where `hexagonal`
    sites: list  #: (element, positions)
    repeat: tuple  #: supercell of the snapshots
    pair: list = field(default_factory=list)  #: LAMMPS commands; empty: displaced copies instead of dynamics
    charges: dict = field(default_factory=dict)
    melt: float = 0.0  #: K, well above melting
    growth: float = 1.0  #: volume of the melt over that of the crystal; the melt is run at constant volume
    step: float = 0.001  #: ps
    hexagonal: bool = False
    sigma: float = 0.08  #: Angstrom per axis, of displaced copies
    cold: float = 300.0  #: K


MASS = {"Al": 26.98, "Ar": 39.95, "As": 74.92, "Ba": 137.3, "C": 12.01, "Ca": 40.08, "Cd": 112.4, "Cl": 35.45,
        "Cs": 132.9, "Cu": 63.55, "F": 19.0, "Fe": 55.85, "Ga": 69.72, "Ge": 72.63, "In": 114.8, "Mg": 24.31,
        "Mo": 95.95, "N": 14.01, "Na": 22.99, "Ni": 58.69, "O": 16.0, "P": 30.97, "Si": 28.09, "Sr": 87.62, "Ta": 180.9,
        "Te": 127.6,
        "Ti": 47.87, "U": 238.0, "W": 183.8, "Zn": 65.38, "Zr": 91.22, "Pt": 195.1, "Au": 197.0, "Ag": 107.9}


def eam(style, potential, *elements):
    return [f"pair_style {style}", f"pair_coeff * * {potential} {' '.join(elements)}"]


def unary(style, potential):
    return [f"pair_style {style}", f"pair_coeff * * {potential}"]


TOSI_FUMI = ["pair_style born/coul/dsf 0.25 10.0 10.0",
             "pair_coeff 1 1 0.26368 0.317 2.340 1.0486 -0.49936",
             "pair_coeff 1 2 0.21096 0.317 2.755 6.9906 -8.6758",
             "pair_coeff 2 2 0.15822 0.317 3.170 72.4022 -145.4275"]
MAGNESIA = ["pair_style born/coul/dsf 0.25 10.0 10.0",
            "pair_coeff 1 1 0.0 0.3 0.0 0.0 0.0",
            "pair_coeff 1 2 1428.5 0.2945 0.0 0.0 0.0",
            "pair_coeff 2 2 22764.3 0.149 0.0 0.0 0.0"]

URANIA = ["pair_style born/coul/dsf 0.25 10.0 10.0",  # Busker et al.
          "pair_coeff 1 1 0.0 0.3 0.0 0.0 0.0",
          "pair_coeff 1 2 1761.775 0.35643 0.0 0.0 0.0",
          "pair_coeff 2 2 9547.96 0.2192 0.0 32.0 0.0"]
FLUORITE = ["pair_style born/coul/dsf 0.25 10.0 10.0",  # Gillan, J. Phys. C 19 (1986) 3391
            "pair_coeff 1 1 0.0 0.3 0.0 0.0 0.0",
            "pair_coeff 1 2 674.3 0.336 0.0 0.0 0.0",
            "pair_coeff 2 2 1808.0 0.293 0.0 109.1 0.0"]
TITANIA = ["pair_style born/coul/dsf 0.25 10.0 10.0",  # Matsui and Akaogi
           "pair_coeff 1 1 31120.2 0.154 0.0 5.25 0.0",
           "pair_coeff 1 2 16957.53 0.194 0.0 12.59 0.0",
           "pair_coeff 2 2 11782.76 0.234 0.0 30.22 0.0"]

CRYSTALS = [
    Crystal("silicon", "Si crystal with the diamond lattice", (5.431,) * 3,
            [("Si", FCC + shifted(FCC, (0.25,) * 3))], (3, 3, 3), eam("sw", "Si.sw", "Si"), melt=2600, growth=0.94),
    Crystal("germanium", "Ge crystal with the diamond lattice", (5.658,) * 3,
            [("Ge", FCC + shifted(FCC, (0.25,) * 3))], (3, 3, 3), eam("tersoff", "SiCGe.tersoff", "Ge"), melt=4500),
    Crystal("diamond", "sp3-bonded carbon, a diamond gemstone", (3.567,) * 3,
            [("C", FCC + shifted(FCC, (0.25,) * 3))], (3, 3, 3), eam("tersoff", "SiC.tersoff", "C"), melt=9000,
            growth=1.2, step=0.0005),
    Crystal("copper", "Cu metal with the fcc lattice", (3.615,) * 3, [("Cu", FCC)], (4, 4, 4),
            eam("eam/alloy", "Cu_mishin1.eam.alloy", "Cu"), melt=2500, growth=1.1),
    Crystal("aluminium", "Al metal with the fcc lattice", (4.05,) * 3, [("Al", FCC)], (4, 4, 4),
            eam("eam/alloy", "Al_zhou.eam.alloy", "Al"), melt=1800, growth=1.1),
    Crystal("nickel", "Ni metal with the fcc lattice", (3.524,) * 3, [("Ni", FCC)], (4, 4, 4),
            eam("eam/alloy", "NiAlH_jea.eam.alloy", "Ni"), melt=3200, growth=1.12),
    Crystal("gold", "Au metal with the fcc lattice", (4.078,) * 3, [("Au", FCC)], (4, 4, 4),
            unary("eam", "Au_u3.eam"), melt=2400, growth=1.1),
    Crystal("platinum", "Pt metal with the fcc lattice", (3.924,) * 3, [("Pt", FCC)], (4, 4, 4),
            unary("eam", "Pt_u3.eam"), melt=3500, growth=1.1),
    Crystal("iron", "Fe metal with the bcc lattice", (2.866,) * 3, [("Fe", BCC)], (5, 5, 5),
            eam("eam/fs", "Fe_mm.eam.fs", "Fe"), melt=3500, growth=1.1),
    Crystal("tungsten", "W metal with the bcc lattice", (3.165,) * 3, [("W", BCC)], (5, 5, 5),
            eam("eam/alloy", "W_zhou.eam.alloy", "W"), melt=7000, growth=1.12),
    Crystal("tantalum", "Ta metal with the bcc lattice", (3.304,) * 3, [("Ta", BCC)], (5, 5, 5),
            eam("eam/alloy", "CuTa.eam.alloy", "Ta"), melt=6000, growth=1.12),
    Crystal("magnesium", "Mg metal with the hcp lattice", (3.209, 3.209, 5.211),
            [("Mg", [(1 / 3, 2 / 3, 0.25), (2 / 3, 1 / 3, 0.75)])], (6, 6, 4),
            eam("eam/fs", "Mg_mm.eam.fs", "Mg"), melt=1800, growth=1.1, hexagonal=True),
    Crystal("zirconium", "Zr metal with the hcp lattice", (3.232, 3.232, 5.148),
            [("Zr", [(1 / 3, 2 / 3, 0.25), (2 / 3, 1 / 3, 0.75)])], (6, 6, 4),
            eam("eam/fs", "Zr_mm.eam.fs", "Zr"), melt=3500, growth=1.08, hexagonal=True),
    Crystal("argon", "frozen Ar, a rare gas crystal at low temperature", (5.311,) * 3, [("Ar", FCC)], (4, 4, 4),
            ["pair_style lj/cut 10.5", "pair_coeff 1 1 0.01032 3.405"], melt=160, growth=1.25, step=0.004, cold=30),
    Crystal("NiAl", "NiAl alloy with the CsCl order", (2.887,) * 3, [("Ni", BCC[:1]), ("Al", BCC[1:])], (5, 5, 5),
            eam("eam/alloy", "NiAlH_jea.eam.alloy", "Ni", "Al"), melt=3200, growth=1.12),
    Crystal("Ni3Al", "Ni3Al, the ordered cubic phase in superalloys", (3.572,) * 3,
            [("Ni", FCC[1:]), ("Al", FCC[:1])], (4, 4, 4), eam("eam/alloy", "NiAlH_jea.eam.alloy", "Ni", "Al"),
            melt=3200, growth=1.12),
    Crystal("CuZr", "CuZr alloy with the CsCl order", (3.262,) * 3, [("Cu", BCC[:1]), ("Zr", BCC[1:])], (5, 5, 5),
            eam("eam/fs", "CuZr_mm.eam.fs", "Cu", "Zr"), melt=2500, growth=1.08),
    Crystal("SiC", "SiC crystal, the cubic polytype", (4.36,) * 3, [("Si", FCC), ("C", shifted(FCC, (0.25,) * 3))],
            (3, 3, 3), eam("vashishta", "SiC.vashishta", "Si", "C"), melt=6500, growth=1.15),
    Crystal("InP", "InP crystal, a cubic compound semiconductor", (5.869,) * 3,
            [("In", FCC), ("P", shifted(FCC, (0.25,) * 3))], (3, 3, 3), eam("vashishta", "InP.vashishta", "In", "P"),
            melt=3500, growth=1.05),
    Crystal("CdTe", "CdTe crystal, a cubic compound semiconductor", (6.482,) * 3,
            [("Cd", FCC), ("Te", shifted(FCC, (0.25,) * 3))], (3, 3, 3), eam("sw", "CdTe.sw", "Cd", "Te"), melt=2800,
            growth=1.02),
    Crystal("GaN", "GaN crystal with hexagonal symmetry", (3.189, 3.189, 5.186),
            [("Ga", [(1 / 3, 2 / 3, 0), (2 / 3, 1 / 3, 0.5)]), ("N", [(1 / 3, 2 / 3, 0.377), (2 / 3, 1 / 3, 0.877)])],
            (4, 4, 3), eam("sw", "GaN.sw", "Ga", "N"), melt=6000, growth=1.1, step=0.0005, hexagonal=True),
    Crystal("NaCl", "NaCl crystal, common salt", (5.64,) * 3, [("Na", FCC), ("Cl", shifted(FCC, (0.5,) * 3))],
            (3, 3, 3), TOSI_FUMI, {"Na": 1, "Cl": -1}, melt=1900, growth=1.3),
    Crystal("MgO", "MgO crystal with the NaCl lattice", (4.212,) * 3, [("Mg", FCC), ("O", shifted(FCC, (0.5,) * 3))],
            (3, 3, 3), MAGNESIA, {"Mg": 2, "O": -2}, melt=6500, growth=1.25),
    Crystal("quartz", "SiO2 crystal, low quartz", (4.913, 4.913, 5.405),
            [("Si", [(0.4697, 0, 2 / 3), (0, 0.4697, 1 / 3), (0.5303, 0.5303, 0)]),
             ("O", [(0.4135, 0.2669, 0.7858), (0.7331, 0.1466, 0.4525), (0.8534, 0.5865, 0.1191),
                    (0.2669, 0.4135, 0.2142), (0.1466, 0.7331, 0.5475), (0.5865, 0.8534, 0.8809)])],
            (3, 3, 3), eam("vashishta", "SiO.1990.vashishta", "Si", "O"), melt=6000, growth=1.1, hexagonal=True),
    Crystal("CaF2", "CaF2 crystal, a calcium halide", (5.463,) * 3,
            [("Ca", FCC), ("F", shifted(FCC, (0.25,) * 3) + shifted(FCC, (0.75,) * 3))], (3, 3, 3), FLUORITE,
            {"Ca": 2, "F": -1}, melt=2000, growth=1.25),
    Crystal("UO2", "UO2 reactor fuel crystal", (5.470,) * 3,
            [("U", FCC), ("O", shifted(FCC, (0.25,) * 3) + shifted(FCC, (0.75,) * 3))], (3, 3, 3), URANIA,
            {"U": 4, "O": -2}, melt=6500, growth=1.2),
    Crystal("SrTiO3", "SrTiO3 crystal, a cubic titanate", (3.905,) * 3,
            [("Sr", [(0, 0, 0)]), ("Ti", [(0.5, 0.5, 0.5)]), ("O", [(0, 0.5, 0.5), (0.5, 0, 0.5), (0.5, 0.5, 0)])],
            (3, 3, 3)),
    Crystal("CsCl", "CsCl crystal, an ionic salt of caesium", (4.123,) * 3,
            [("Cs", BCC[:1]), ("Cl", BCC[1:])], (5, 5, 5), ["pair_style eim", "pair_coeff * * Cs Cl ffield.eim Cs Cl"],
            melt=3000, growth=1.3),
    Crystal("rutile", "TiO2 crystal, the rutile phase", (4.594, 4.594, 2.959),
            [("Ti", BCC), ("O", [(0.305, 0.305, 0), (0.695, 0.695, 0), (0.195, 0.805, 0.5), (0.805, 0.195, 0.5)])],
            (3, 3, 5), TITANIA, {"Ti": 2.196, "O": -1.098}, melt=5500, growth=1.15),
    Crystal("graphite", "stacked graphene layers of carbon", (2.461, 2.461, 6.708),
            [("C", [(0, 0, 0.25), (0, 0, 0.75), (1 / 3, 2 / 3, 0.25), (2 / 3, 1 / 3, 0.75)])], (6, 6, 2),
            eam("airebo 3.0", "CH.airebo", "C"), melt=9000, growth=1.2, step=0.0005, hexagonal=True),
    Crystal("GaAs", "GaAs crystal, a cubic compound semiconductor", (5.653,) * 3,
            [("Ga", FCC), ("As", shifted(FCC, (0.25,) * 3))], (3, 3, 3), ["comm_modify cutoff 12", *eam("bop", "GaAs.bop.table", "Ga", "As")],
            melt=3500, growth=1.05),
]
