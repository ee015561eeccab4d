// SPDX-License-Identifier: MIT
// Substances with the rock salt, caesium chloride, fluorite and antifluorite structures.
#include "corpus/textbook/substances.h"

namespace clasp {

namespace {

constexpr auto kAlkaliHalide = "alkali halide|ionic crystal|salt|wide band gap insulator";
constexpr auto kSilverHalide = "silver halide|ionic crystal";
constexpr auto kHydride = "metal hydride|ionic crystal";
constexpr auto kAlkalineOxide = "alkaline earth oxide|oxide|ionic crystal|ceramic";
constexpr auto kMottOxide =
    "transition metal oxide|antiferromagnetic insulator|Mott insulator|oxide";
constexpr auto kMetalOxide = "transition metal oxide|oxide";
constexpr auto kChalcogenide = "alkaline earth chalcogenide|ionic crystal|insulator";
constexpr auto kLead =
    "lead chalcogenide|narrow band gap semiconductor|thermoelectric|IV-VI semiconductor";
constexpr auto kCarbide =
    "transition metal carbide|ultra-high temperature ceramic|hard ceramic|refractory";
constexpr auto kNitride = "transition metal nitride|hard ceramic|refractory";
constexpr auto kFuel = "nuclear fuel|actinide compound";
constexpr auto kFluoride = "fluoride|ionic crystal|insulator|optical material";
constexpr auto kActinideOxide = "actinide oxide|nuclear fuel|oxide|ceramic";
constexpr auto kRareEarthOxide = "rare earth oxide|oxide|ceramic";
constexpr auto kAlkaliOxide = "alkali oxide|oxide|ionic crystal";
constexpr auto kAlkaliSulfide = "alkali chalcogenide|ionic crystal";

}  // namespace

const std::vector<Substance>& rock_salt_substances() {
  static const std::vector<Substance> table = {
      {"rock-salt",
       "Na Cl",
       {5.6402},
       "sodium chloride|halite|table salt|rock salt",
       kAlkaliHalide},
      {"rock-salt", "Li F", {4.0263}, "lithium fluoride", kAlkaliHalide},
      {"rock-salt", "Li Cl", {5.1396}, "lithium chloride", kAlkaliHalide},
      {"rock-salt", "Li Br", {5.5013}, "lithium bromide", kAlkaliHalide},
      {"rock-salt", "Li I", {6.0120}, "lithium iodide", kAlkaliHalide},
      {"rock-salt", "Na F", {4.6344}, "sodium fluoride", kAlkaliHalide},
      {"rock-salt", "Na Br", {5.9732}, "sodium bromide", kAlkaliHalide},
      {"rock-salt",
       "Na I",
       {6.4728},
       "sodium iodide",
       "alkali halide|ionic crystal|salt|scintillator"},
      {"rock-salt", "K F", {5.3470}, "potassium fluoride", kAlkaliHalide},
      {"rock-salt", "K Cl", {6.2931}, "potassium chloride|sylvite", kAlkaliHalide},
      {"rock-salt", "K Br", {6.6005}, "potassium bromide", kAlkaliHalide},
      {"rock-salt", "K I", {7.0656}, "potassium iodide", kAlkaliHalide},
      {"rock-salt", "Rb F", {5.6400}, "rubidium fluoride", kAlkaliHalide},
      {"rock-salt", "Rb Cl", {6.5810}, "rubidium chloride", kAlkaliHalide},
      {"rock-salt", "Rb Br", {6.8540}, "rubidium bromide", kAlkaliHalide},
      {"rock-salt", "Rb I", {7.3420}, "rubidium iodide", kAlkaliHalide},
      {"rock-salt", "Cs F", {6.0080}, "caesium fluoride|cesium fluoride", kAlkaliHalide},
      {"rock-salt", "Ag F", {4.9360}, "silver fluoride", kSilverHalide},
      {"rock-salt", "Ag Cl", {5.5491}, "silver chloride", kSilverHalide},
      {"rock-salt", "Ag Br", {5.7745}, "silver bromide", kSilverHalide},
      {"rock-salt", "Li H", {4.0834}, "lithium hydride", kHydride},
      {"rock-salt", "Na H", {4.8800}, "sodium hydride", kHydride},
      {"rock-salt", "K H", {5.7000}, "potassium hydride", kHydride},
      {"rock-salt", "Mg O", {4.2117}, "magnesium oxide|magnesia|periclase", kAlkalineOxide},
      {"rock-salt", "Ca O", {4.8105}, "calcium oxide|lime|quicklime", kAlkalineOxide},
      {"rock-salt", "Sr O", {5.1602}, "strontium oxide", kAlkalineOxide},
      {"rock-salt", "Ba O", {5.5390}, "barium oxide", kAlkalineOxide},
      {"rock-salt", "Mn O", {4.4448}, "manganese oxide|manganosite", kMottOxide},
      {"rock-salt", "Fe O", {4.3070}, "iron oxide|wustite|iron monoxide", kMottOxide},
      {"rock-salt", "Co O", {4.2603}, "cobalt oxide|cobalt monoxide", kMottOxide},
      {"rock-salt", "Ni O", {4.1769}, "nickel oxide|bunsenite", kMottOxide},
      {"rock-salt", "Cd O", {4.6953}, "cadmium oxide", "oxide|semiconductor|transparent conductor"},
      {"rock-salt", "Ti O", {4.1770}, "titanium monoxide", kMetalOxide},
      {"rock-salt", "V O", {4.0730}, "vanadium monoxide", kMetalOxide},
      {"rock-salt",
       "Eu O",
       {5.1439},
       "europium oxide",
       "ferromagnetic semiconductor|rare earth oxide|oxide"},
      {"rock-salt", "Mg S", {5.2033}, "magnesium sulfide", kChalcogenide},
      {"rock-salt", "Ca S", {5.6948}, "calcium sulfide|oldhamite", kChalcogenide},
      {"rock-salt", "Sr S", {6.0198}, "strontium sulfide", kChalcogenide},
      {"rock-salt", "Ba S", {6.3875}, "barium sulfide", kChalcogenide},
      {"rock-salt",
       "Mn S",
       {5.2236},
       "manganese sulfide|alabandite",
       "sulfide|antiferromagnet|semiconductor"},
      {"rock-salt", "Ca Se", {5.9160}, "calcium selenide", kChalcogenide},
      {"rock-salt", "Ba Te", {7.0010}, "barium telluride", kChalcogenide},
      {"rock-salt", "Eu S", {5.9680}, "europium sulfide", "ferromagnetic semiconductor|sulfide"},
      {"rock-salt", "Pb S", {5.9362}, "lead sulfide|galena|lead sulphide", kLead},
      {"rock-salt", "Pb Se", {6.1243}, "lead selenide", kLead},
      {"rock-salt", "Pb Te", {6.4620}, "lead telluride", kLead},
      {"rock-salt",
       "Sn Te",
       {6.3268},
       "tin telluride",
       "topological crystalline insulator|narrow band gap semiconductor|IV-VI semiconductor"},
      {"rock-salt", "Ti C", {4.3274}, "titanium carbide", kCarbide},
      {"rock-salt", "Zr C", {4.6930}, "zirconium carbide", kCarbide},
      {"rock-salt", "Hf C", {4.6376}, "hafnium carbide", kCarbide},
      {"rock-salt", "V C", {4.1655}, "vanadium carbide", kCarbide},
      {"rock-salt", "Nb C", {4.4698}, "niobium carbide", kCarbide},
      {"rock-salt", "Ta C", {4.4555}, "tantalum carbide", kCarbide},
      {"rock-salt", "U C", {4.9605}, "uranium carbide", kFuel},
      {"rock-salt", "Ti N", {4.2417}, "titanium nitride", kNitride},
      {"rock-salt", "Zr N", {4.5776}, "zirconium nitride", kNitride},
      {"rock-salt", "Hf N", {4.5253}, "hafnium nitride", kNitride},
      {"rock-salt", "V N", {4.1392}, "vanadium nitride", kNitride},
      {"rock-salt", "Nb N", {4.3940}, "niobium nitride", "transition metal nitride|superconductor"},
      {"rock-salt", "Cr N", {4.1490}, "chromium nitride", kNitride},
      {"rock-salt", "Sc N", {4.5030}, "scandium nitride", "transition metal nitride|semiconductor"},
      {"rock-salt", "U N", {4.8899}, "uranium nitride", kFuel},
      {"rock-salt", "Gd N", {4.9990}, "gadolinium nitride", "rare earth nitride|ferromagnet"},
      {"rock-salt", "Er As", {5.7320}, "erbium arsenide", "rare earth pnictide|semimetal"},
      {"caesium-chloride", "Cs Cl", {4.1230}, "caesium chloride|cesium chloride", kAlkaliHalide},
      {"caesium-chloride", "Cs Br", {4.2953}, "caesium bromide|cesium bromide", kAlkaliHalide},
      {"caesium-chloride",
       "Cs I",
       {4.5667},
       "caesium iodide|cesium iodide",
       "alkali halide|ionic crystal|salt|scintillator"},
      {"caesium-chloride", "Tl Cl", {3.8342}, "thallium chloride", "halide|ionic crystal"},
      {"caesium-chloride",
       "Tl Br",
       {3.9842},
       "thallium bromide",
       "halide|ionic crystal|semiconductor"},
  };
  return table;
}

const std::vector<Substance>& fluorite_substances() {
  static const std::vector<Substance> table = {
      {"fluorite", "Ca F", {5.4626}, "calcium fluoride|fluorite|fluorspar", kFluoride},
      {"fluorite", "Sr F", {5.7996}, "strontium fluoride", kFluoride},
      {"fluorite",
       "Ba F",
       {6.2001},
       "barium fluoride",
       "fluoride|ionic crystal|insulator|scintillator"},
      {"fluorite", "Cd F", {5.3880}, "cadmium fluoride", kFluoride},
      {"fluorite",
       "Pb F",
       {5.9400},
       "beta-lead fluoride|lead fluoride",
       "fluoride|superionic conductor|ionic crystal"},
      {"fluorite", "Sr Cl", {6.9767}, "strontium chloride", "halide|ionic crystal|salt"},
      {"fluorite", "U O", {5.4704}, "uranium dioxide|urania|uraninite", kActinideOxide},
      {"fluorite", "Th O", {5.5972}, "thorium dioxide|thoria", kActinideOxide},
      {"fluorite", "Pu O", {5.3960}, "plutonium dioxide", kActinideOxide},
      {"fluorite", "Np O", {5.4341}, "neptunium dioxide", kActinideOxide},
      {"fluorite", "Am O", {5.3760}, "americium dioxide", "actinide oxide|oxide"},
      {"fluorite",
       "Ce O",
       {5.4113},
       "cerium dioxide|ceria|cerium oxide",
       "rare earth oxide|catalyst support|oxide|ceramic"},
      {"fluorite", "Pr O", {5.3940}, "praseodymium dioxide", kRareEarthOxide},
      {"fluorite",
       "Zr O",
       {5.1280},
       "cubic zirconia|zirconium dioxide|zirconia",
       "refractory oxide|oxide|ceramic"},
      {"fluorite",
       "Hf O",
       {5.1150},
       "cubic hafnia|hafnium dioxide|hafnia",
       "refractory oxide|oxide|ceramic"},
      {"fluorite", "Co Si", {5.3640}, "cobalt disilicide", "metal silicide|metallic conductor"},
      {"fluorite", "Ni Si", {5.4060}, "nickel disilicide", "metal silicide|metallic conductor"},
      {"fluorite", "Au Al", {5.9970}, "gold aluminide|purple gold", "intermetallic compound"},
      {"fluorite", "Pt Al", {5.9100}, "platinum aluminide", "intermetallic compound"},
      {"fluorite", "Ti H", {4.4540}, "titanium hydride|titanium dihydride", "metal hydride|metal"},
      {"fluorite",
       "Y H",
       {5.2070},
       "yttrium dihydride|yttrium hydride",
       "metal hydride|metal|neutron moderator"},
      {"fluorite", "Er H", {5.1230}, "erbium dihydride", "metal hydride|metal"},
      {"antifluorite", "Li O", {4.6190}, "lithium oxide|lithia", kAlkaliOxide},
      {"antifluorite", "Na O", {5.5500}, "sodium oxide", kAlkaliOxide},
      {"antifluorite", "K O", {6.4360}, "potassium oxide", kAlkaliOxide},
      {"antifluorite", "Li S", {5.7100}, "lithium sulfide|lithium sulphide", kAlkaliSulfide},
      {"antifluorite", "Na S", {6.5390}, "sodium sulfide|sodium sulphide", kAlkaliSulfide},
      {"antifluorite", "K S", {7.3910}, "potassium sulfide", kAlkaliSulfide},
      {"antifluorite", "Li Se", {6.0050}, "lithium selenide", kAlkaliSulfide},
      {"antifluorite", "Be C", {4.3420}, "beryllium carbide", "carbide|ceramic"},
      {"antifluorite",
       "Mg Si",
       {6.3510},
       "magnesium silicide",
       "thermoelectric|semiconductor|silicide"},
      {"antifluorite",
       "Mg Ge",
       {6.3849},
       "magnesium germanide",
       "thermoelectric|semiconductor|germanide"},
      {"antifluorite",
       "Mg Sn",
       {6.7630},
       "magnesium stannide",
       "thermoelectric|narrow band gap semiconductor"},
  };
  return table;
}

}  // namespace clasp
