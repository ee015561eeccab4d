// SPDX-License-Identifier: MIT
#include "core/elements.h"

#include <cctype>
#include <string>

namespace clasp {
namespace {

struct ElementRow {
  const char* symbol;
  const char* name;
  double mass;
  double electronegativity;  // Pauling; 0: unknown
  const char*
      bins;  // one digit (base 20) per property of kWidths: its bin, or '-' where it has none
};

constexpr ElementRow kTable[kElements] = {
    {"H", "hydrogen", 1.00794, 2.20, "104006504"},
    {"He", "helium", 4.0026, 0.00, "i0-019-06"},
    {"Li", "lithium", 6.941, 0.98, "111401503"},
    {"Be", "beryllium", 9.01218, 1.57, "213314000"},
    {"B", "boron", 10.811, 2.04, "d14224410"},
    {"C", "carbon", 12.0107, 2.55, "e15235610"},
    {"N", "nitrogen", 14.0067, 3.04, "f17246214"},
    {"O", "oxygen", 15.9994, 3.44, "g18156614"},
    {"F", "fluorine", 18.9984, 3.98, "h19167914"},
    {"Ne", "neon", 20.1797, 0.00, "i1-178-14"},
    {"Na", "sodium", 22.9898, 0.93, "121501505"},
    {"Mg", "magnesium", 24.305, 1.31, "222513-04"},
    {"Al", "aluminium", 26.9815, 1.61, "d23422512"},
    {"Si", "silicon", 28.0855, 1.90, "e23433613"},
    {"P", "phosphorus", 30.9738, 2.19, "f24345514"},
    {"S", "sulfur", 32.065, 2.58, "g25355714"},
    {"Cl", "chlorine", 35.453, 3.16, "h27366915"},
    {"Ar", "argon", 39.948, 0.00, "i2-377-16"},
    {"K", "potassium", 39.0983, 0.82, "130700508"},
    {"Ca", "calcium", 40.078, 1.00, "231612406"},
    {"Sc", "scandium", 44.9559, 1.36, "332522424"},
    {"Ti", "titanium", 47.867, 1.54, "432433423"},
    {"V", "vanadium", 50.9415, 1.63, "533443522"},
    {"Cr", "chromium", 51.9961, 1.66, "633453521"},
    {"Mn", "manganese", 54.938, 1.55, "733463-21"},
    {"Fe", "iron", 55.845, 1.83, "833473421"},
    {"Co", "cobalt", 58.9332, 1.88, "933383521"},
    {"Ni", "nickel", 58.6934, 1.91, "a34393621"},
    {"Cu", "copper", 63.546, 1.90, "b333a3621"},
    {"Zn", "zinc", 65.409, 1.65, "c334b4-22"},
    {"Ga", "gallium", 69.723, 1.81, "d33422513"},
    {"Ge", "germanium", 72.64, 2.01, "e34433613"},
    {"As", "arsenic", 74.9216, 2.18, "f34444513"},
    {"Se", "selenium", 78.96, 2.55, "g35454714"},
    {"Br", "bromine", 79.904, 2.96, "h37365915"},
    {"Kr", "krypton", 83.798, 3.00, "i3-476-17"},
    {"Rb", "rubidium", 85.4678, 0.82, "140800509"},
    {"Sr", "strontium", 87.62, 0.95, "241712407"},
    {"Y", "yttrium", 88.9059, 1.22, "342622425"},
    {"Zr", "zirconium", 91.224, 1.33, "442532524"},
    {"Nb", "niobium", 92.9064, 1.60, "543543523"},
    {"Mo", "molybdenum", 95.94, 2.16, "644553522"},
    {"Tc", "technetium", 98, 1.90, "744463522"},
    {"Ru", "ruthenium", 101.07, 2.20, "844473622"},
    {"Rh", "rhodium", 102.906, 2.28, "945483622"},
    {"Pd", "palladium", 106.42, 2.20, "a444b4522"},
    {"Ag", "silver", 107.868, 1.93, "b444a3622"},
    {"Cd", "cadmium", 112.411, 1.69, "c434b4-23"},
    {"In", "indium", 114.818, 1.78, "d43522414"},
    {"Sn", "tin", 118.71, 1.96, "e44533614"},
    {"Sb", "antimony", 121.76, 2.05, "f44544615"},
    {"Te", "tellurium", 127.6, 2.10, "g44454715"},
    {"I", "iodine", 126.904, 2.66, "h46465916"},
    {"Xe", "xenon", 131.293, 2.60, "i46475418"},
    {"Cs", "caesium", 132.905, 0.79, "150900509"},
    {"Ba", "barium", 137.327, 0.89, "251711407"},
    {"La", "lanthanum", 138.905, 1.10, "051612535"},
    {"Ce", "cerium", 140.116, 1.12, "051612535"},
    {"Pr", "praseodymium", 140.908, 1.13, "051611535"},
    {"Nd", "neodymium", 144.242, 1.14, "051612735"},
    {"Pm", "promethium", 145, 1.13, "05-612-3-"},
    {"Sm", "samarium", 150.36, 1.17, "051612-35"},
    {"Eu", "europium", 151.964, 1.20, "05-612536"},
    {"Gd", "gadolinium", 157.25, 1.20, "051612-35"},
    {"Tb", "terbium", 158.925, 1.10, "05-612635"},
    {"Dy", "dysprosium", 162.5, 1.22, "052612535"},
    {"Ho", "holmium", 164.93, 1.23, "052612-35"},
    {"Er", "erbium", 167.259, 1.24, "052612-35"},
    {"Tm", "thulium", 168.934, 1.25, "052612634"},
    {"Yb", "ytterbium", 173.04, 1.10, "05-612436"},
    {"Lu", "lutetium", 174.967, 1.27, "351621424"},
    {"Hf", "hafnium", 178.49, 1.30, "452533423"},
    {"Ta", "tantalum", 180.948, 1.50, "552543423"},
    {"W", "tungsten", 183.84, 2.36, "653453522"},
    {"Re", "rhenium", 186.207, 1.90, "753463422"},
    {"Os", "osmium", 190.23, 2.20, "854474622"},
    {"Ir", "iridium", 192.217, 2.20, "954484622"},
    {"Pt", "platinum", 195.084, 2.28, "a54494722"},
    {"Au", "gold", 196.967, 2.54, "b554a4722"},
    {"Hg", "mercury", 200.59, 2.00, "c534b5-24"},
    {"Tl", "thallium", 204.383, 1.62, "d53522514"},
    {"Pb", "lead", 207.2, 2.33, "e53533515"},
    {"Bi", "bismuth", 208.98, 2.02, "f53543515"},
    {"Po", "polonium", 210, 2.00, "g54554715"},
    {"At", "astatine", 210, 2.20, "h5456481-"},
    {"Rn", "radon", 220, 2.20, "i5-575-1-"},
    {"Fr", "francium", 223, 0.70, "16080050-"},
    {"Ra", "radium", 226, 0.90, "261711408"},
    {"Ac", "actinium", 227, 1.10, "061711535"},
    {"Th", "thorium", 232.038, 1.30, "062612-35"},
    {"Pa", "protactinium", 231.036, 1.50, "062612-34"},
    {"U", "uranium", 238.029, 1.38, "063612-33"},
    {"Np", "neptunium", 237, 1.36, "062612-35"},
    {"Pu", "plutonium", 244, 1.28, "062612-3-"},
    {"Am", "americium", 243, 1.30, "06-612-35"},
    {"Cm", "curium", 247, 1.30, "06-612-35"},
    {"Bk", "berkelium", 247, 1.30, "06-612-3-"},
    {"Cf", "californium", 251, 1.30, "06-612-3-"},
    {"Es", "einsteinium", 252, 1.30, "06-612-3-"},
    {"Fm", "fermium", 257, 1.30, "06-612-3-"},
    {"Md", "mendelevium", 258, 1.30, "---------"},
    {"No", "nobelium", 259, 1.30, "---------"},
    {"Lr", "lawrencium", 262, 1.30, "---------"},
    {"Rf", "rutherfordium", 267, 0.00, "---------"},
    {"Db", "dubnium", 268, 0.00, "---------"},
    {"Sg", "seaborgium", 269, 0.00, "---------"},
    {"Bh", "bohrium", 270, 0.00, "---------"},
    {"Hs", "hassium", 270, 0.00, "---------"},
    {"Mt", "meitnerium", 278, 0.00, "---------"},
    {"Ds", "darmstadtium", 281, 0.00, "---------"},
    {"Rg", "roentgenium", 282, 0.00, "---------"},
    {"Cn", "copernicium", 285, 0.00, "---------"},
    {"Nh", "nihonium", 286, 0.00, "---------"},
    {"Fl", "flerovium", 289, 0.00, "---------"},
    {"Mc", "moscovium", 290, 0.00, "---------"},
    {"Lv", "livermorium", 293, 0.00, "---------"},
    {"Ts", "tennessine", 294, 0.00, "---------"},
    {"Og", "oganesson", 294, 0.00, "---------"},
};

// Group, period, electronegativity, covalent radius, valence electrons, first ionisation energy,
// electron affinity, block, atomic volume.
constexpr int kWidths[9] = {19, 7, 10, 10, 12, 10, 10, 4, 10};

}  // namespace

int atomic_number(std::string_view symbol) {
  if (symbol.empty() || symbol.size() > 2) return 0;
  std::string wanted(1, static_cast<char>(std::toupper(static_cast<unsigned char>(symbol[0]))));
  if (symbol.size() == 2)
    wanted += static_cast<char>(std::tolower(static_cast<unsigned char>(symbol[1])));
  if (wanted == "D" || wanted == "T") return 1;
  for (int z = 1; z <= kElements; ++z)
    if (wanted == kTable[z - 1].symbol) return z;
  return 0;
}

std::string_view element_symbol(int z) {
  return kTable[z - 1].symbol;
}
std::string_view element_name(int z) {
  return kTable[z - 1].name;
}
double atomic_mass(int z) {
  return kTable[z - 1].mass;
}
double electronegativity(int z) {
  return kTable[z - 1].electronegativity;
}

std::array<float, kElementFeatures> element_features(int z) {
  std::array<float, kElementFeatures> features{};
  int offset = 0;
  for (int property = 0; property < 9; ++property) {
    const char digit = kTable[z - 1].bins[property];
    if (digit != '-') features[offset + (digit <= '9' ? digit - '0' : digit - 'a' + 10)] = 1.0F;
    offset += kWidths[property];
  }
  return features;
}

}  // namespace clasp
