// SPDX-License-Identifier: MIT
// The elements in their structures at room temperature, and well-known other forms of them.
#include "corpus/textbook/substances.h"

namespace clasp {

namespace {

constexpr auto kMetal = "metal";
constexpr auto kNoble = "noble metal|precious metal|metal";
constexpr auto kTransition = "transition metal|metal";
constexpr auto kRefractory = "refractory metal|transition metal|metal";
constexpr auto kPlatinum = "platinum-group metal|precious metal|metal";
constexpr auto kAlkali = "alkali metal|metal";
constexpr auto kAlkalineEarth = "alkaline earth metal|metal";
constexpr auto kRareEarth = "rare earth metal|lanthanide|metal";
constexpr auto kActinide = "actinide|nuclear material|metal";
constexpr auto kMagnet = "ferromagnetic metal|transition metal|metal";
constexpr auto kNobleGas =
    "noble gas solid|rare gas crystal|Lennard-Jones solid|van der Waals crystal";
constexpr auto kSemiconductor = "elemental semiconductor|semiconductor|tetrahedral semiconductor";
constexpr auto kSemimetal = "semimetal|pnictogen";
constexpr auto kSuperMetal = "elemental superconductor|metal";

}  // namespace

const std::vector<Substance>& close_packed_elements() {
  static const std::vector<Substance> table = {
      {"fcc", "Cu", {3.6149}, "copper", "noble metal|coinage metal|transition metal|metal"},
      {"fcc", "Ag", {4.0857}, "silver", kNoble},
      {"fcc", "Au", {4.0782}, "gold", kNoble},
      {"fcc", "Al", {4.0495}, "aluminium|aluminum", "light metal|simple metal|metal"},
      {"fcc", "Ni", {3.5240}, "nickel", kMagnet},
      {"fcc", "Pd", {3.8907}, "palladium", kPlatinum},
      {"fcc", "Pt", {3.9242}, "platinum", kPlatinum},
      {"fcc", "Rh", {3.8034}, "rhodium", kPlatinum},
      {"fcc", "Ir", {3.8390}, "iridium", kPlatinum},
      {"fcc", "Pb", {4.9508}, "lead", "heavy metal|elemental superconductor|metal"},
      {"fcc", "Ca", {5.5884}, "calcium", kAlkalineEarth},
      {"fcc", "Sr", {6.0849}, "strontium", kAlkalineEarth},
      {"fcc", "Yb", {5.4847}, "ytterbium", kRareEarth},
      {"fcc", "Ce", {5.1610}, "gamma-cerium|cerium", kRareEarth},
      {"fcc", "La", {5.3030}, "beta-lanthanum", kRareEarth},
      {"fcc", "Th", {5.0845}, "thorium", kActinide},
      {"fcc", "Pu", {4.6370}, "delta-plutonium", kActinide},
      {"fcc", "Co", {3.5447}, "beta-cobalt|fcc cobalt", kMagnet},
      {"fcc", "Fe", {3.6470}, "gamma-iron|austenite|austenitic iron", kTransition},
      {"fcc", "Ne", {4.4640}, "solid neon|neon", kNobleGas},
      {"fcc", "Ar", {5.3110}, "solid argon|argon", kNobleGas},
      {"fcc", "Kr", {5.6460}, "solid krypton|krypton", kNobleGas},
      {"fcc", "Xe", {6.1320}, "solid xenon|xenon", kNobleGas},
      {"hcp", "Mg", {3.2094, 5.2107}, "magnesium", "light metal|alkaline earth metal|metal"},
      {"hcp", "Zn", {2.6650, 4.9468}, "zinc", kMetal},
      {"hcp", "Cd", {2.9794, 5.6186}, "cadmium", "heavy metal|metal"},
      {"hcp", "Ti", {2.9506, 4.6835}, "titanium|alpha-titanium", kTransition},
      {"hcp", "Zr", {3.2316, 5.1475}, "zirconium|alpha-zirconium", kTransition},
      {"hcp", "Hf", {3.1946, 5.0510}, "hafnium", kTransition},
      {"hcp", "Co", {2.5071, 4.0695}, "cobalt|alpha-cobalt", kMagnet},
      {"hcp", "Re", {2.7608, 4.4582}, "rhenium", kRefractory},
      {"hcp", "Ru", {2.7059, 4.2815}, "ruthenium", kPlatinum},
      {"hcp", "Os", {2.7344, 4.3173}, "osmium", kPlatinum},
      {"hcp", "Tc", {2.7380, 4.3930}, "technetium", kSuperMetal},
      {"hcp", "Be", {2.2859, 3.5845}, "beryllium", "light metal|alkaline earth metal|metal"},
      {"hcp", "Sc", {3.3088, 5.2680}, "scandium", kTransition},
      {"hcp", "Y", {3.6482, 5.7318}, "yttrium", "rare earth metal|metal"},
      {"hcp", "Gd", {3.6336, 5.7810}, "gadolinium", "ferromagnetic metal|rare earth metal|metal"},
      {"hcp", "Tb", {3.6055, 5.6966}, "terbium", kRareEarth},
      {"hcp", "Dy", {3.5915, 5.6501}, "dysprosium", kRareEarth},
      {"hcp", "Ho", {3.5778, 5.6178}, "holmium", kRareEarth},
      {"hcp", "Er", {3.5592, 5.5850}, "erbium", kRareEarth},
      {"hcp", "Tm", {3.5375, 5.5540}, "thulium", kRareEarth},
      {"hcp", "Lu", {3.5052, 5.5494}, "lutetium", kRareEarth},
      {"hcp", "Tl", {3.4566, 5.5248}, "thallium", "heavy metal|elemental superconductor|metal"},
      {"dhcp", "La", {3.7740, 12.171}, "lanthanum|alpha-lanthanum", kRareEarth},
      {"dhcp", "Pr", {3.6721, 11.8326}, "praseodymium", kRareEarth},
      {"dhcp", "Nd", {3.6582, 11.7966}, "neodymium", kRareEarth},
      {"dhcp", "Ce", {3.6810, 11.857}, "beta-cerium", kRareEarth},
      {"dhcp", "Am", {3.4681, 11.2410}, "americium", kActinide},
      {"samarium", "Sm", {3.6290, 26.2070}, "samarium", kRareEarth},
  };
  return table;
}

const std::vector<Substance>& open_elements() {
  static const std::vector<Substance> table = {
      {"bcc", "Fe", {2.8665}, "iron|alpha-iron|ferrite", kMagnet},
      {"bcc", "Cr", {2.8846}, "chromium", "antiferromagnetic metal|transition metal|metal"},
      {"bcc", "W", {3.1652}, "tungsten", kRefractory},
      {"bcc", "Mo", {3.1470}, "molybdenum", kRefractory},
      {"bcc", "Nb", {3.3004}, "niobium", "refractory metal|elemental superconductor|metal"},
      {"bcc", "Ta", {3.3013}, "tantalum", "refractory metal|elemental superconductor|metal"},
      {"bcc", "V", {3.0240}, "vanadium", "transition metal|elemental superconductor|metal"},
      {"bcc", "Li", {3.5092}, "lithium", "light metal|alkali metal|metal"},
      {"bcc", "Na", {4.2906}, "sodium", kAlkali},
      {"bcc", "K", {5.3280}, "potassium", kAlkali},
      {"bcc", "Rb", {5.5850}, "rubidium", kAlkali},
      {"bcc", "Cs", {6.1410}, "caesium|cesium", kAlkali},
      {"bcc", "Ba", {5.0130}, "barium", kAlkalineEarth},
      {"bcc", "Eu", {4.5827}, "europium", kRareEarth},
      {"bcc", "Ti", {3.3065}, "beta-titanium", kTransition},
      {"bcc", "Zr", {3.6090}, "beta-zirconium", kTransition},
      {"bcc", "U", {3.5240}, "gamma-uranium", kActinide},
      {"bcc", "Fe", {2.9320}, "delta-iron|delta ferrite", kTransition},
      {"simple-cubic", "Po", {3.3660}, "polonium|alpha-polonium", "metal|chalcogen"},
      {"diamond",
       "C",
       {3.5668},
       "diamond|carbon",
       "ultrahard material|wide band gap insulator|covalent crystal"},
      {"diamond", "Si", {5.4310}, "silicon|crystalline silicon", kSemiconductor},
      {"diamond", "Ge", {5.6579}, "germanium", kSemiconductor},
      {"diamond",
       "Sn",
       {6.4892},
       "grey tin|gray tin|alpha-tin",
       "semimetal|zero-gap semiconductor"},
      {"lonsdaleite",
       "C",
       {2.5100, 4.1200},
       "lonsdaleite|hexagonal diamond",
       "ultrahard material|covalent crystal"},
      {"graphite",
       "C",
       {2.4612, 6.7079},
       "graphite",
       "semimetal|layered material|van der Waals material"},
      {"graphene",
       "C",
       {2.4612, 15.0},
       "graphene",
       "two-dimensional material|semimetal|carbon nanomaterial"},
      {"fullerite",
       "C",
       {14.1700},
       "fullerite|buckminsterfullerene|solid C60|fullerene",
       "molecular crystal|semiconductor"},
      {"beta-tin", "Sn", {5.8318, 3.1819}, "white tin|tin|beta-tin", kSuperMetal},
      {"beta-tin",
       "Si",
       {4.6860, 2.5850},
       "silicon II|high-pressure silicon",
       "high-pressure phase|metal"},
      {"arsenic", "As", {3.7598, 10.5475, 0.2271}, "arsenic|grey arsenic|gray arsenic", kSemimetal},
      {"arsenic", "Sb", {4.3084, 11.2740, 0.2336}, "antimony", kSemimetal},
      {"arsenic", "Bi", {4.5460, 11.8620, 0.2339}, "bismuth", kSemimetal},
      {"selenium",
       "Se",
       {4.3662, 4.9536, 0.2254},
       "selenium|grey selenium|gray selenium",
       "semiconductor|chalcogen"},
      {"selenium", "Te", {4.4572, 5.9290, 0.2633}, "tellurium", "semiconductor|chalcogen"},
      {"mercury", "Hg", {3.4700, 6.7190}, "mercury|solid mercury", kSuperMetal},
      {"indium", "In", {3.2523, 4.9461}, "indium", kSuperMetal},
      {"gallium", "Ga", {4.5192, 7.6586, 4.5258, 0.1549, 0.0810}, "gallium|alpha-gallium", kMetal},
      {"iodine",
       "I",
       {7.1360, 4.6860, 9.7840, 0.1543, 0.1174},
       "iodine|solid iodine",
       "molecular crystal|halogen"},
      {"black-phosphorus",
       "P",
       {3.3136, 10.4780, 4.3763, 0.1017, 0.0806},
       "black phosphorus",
       "layered material|semiconductor|van der Waals material"},
      {"uranium", "U", {2.8537, 5.8695, 4.9548, 0.1025}, "uranium|alpha-uranium", kActinide},
      {"alpha-manganese",
       "Mn",
       {8.9125},
       "manganese|alpha-manganese",
       "antiferromagnetic metal|transition metal|metal"},
      {"beta-manganese", "Mn", {6.3152}, "beta-manganese", kTransition},
      {"sulfur",
       "S",
       {10.4646, 12.8660, 24.4860},
       "sulfur|sulphur|alpha-sulfur",
       "molecular crystal|chalcogen|insulator"},
      {"alpha-boron",
       "B",
       {4.9080, 12.5670},
       "boron|alpha-boron",
       "hard material|semiconductor|covalent crystal"},
      {"nitrogen",
       "N",
       {5.6610, 0.0560},
       "solid nitrogen|nitrogen",
       "molecular crystal|cryocrystal"},
      {"A15", "W W", {5.0460}, "beta-tungsten", kTransition},
      {"C32", "Ti Ti", {4.6000, 2.8200}, "omega-titanium|omega phase of titanium", kTransition},
      {"C32", "Zr Zr", {5.0390, 3.1360}, "omega-zirconium", kTransition},
  };
  return table;
}

}  // namespace clasp
