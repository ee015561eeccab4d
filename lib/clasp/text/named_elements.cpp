// SPDX-License-Identifier: MIT
// Words that name elements.
#include "text/named_elements.h"

#include <cctype>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/anions.h"
#include "core/lower_case.h"

namespace clasp {
namespace {

using Dictionary = std::unordered_map<std::string, std::vector<std::string_view>>;

/// Words beside the names of elements and anions, and the symbols of what they name.
const Dictionary& other_words() {
  static const Dictionary words = {{"aluminum", {"Al"}},
                                   {"cesium", {"Cs"}},
                                   {"sulphur", {"S"}},
                                   {"sulphide", {"S"}},
                                   {"wolfram", {"W"}},
                                   {"deuterium", {"H"}},
                                   {"deuteride", {"H"}},
                                   {"ferrous", {"Fe"}},
                                   {"ferric", {"Fe"}},
                                   {"cuprous", {"Cu"}},
                                   {"cupric", {"Cu"}},
                                   {"uranyl", {"U", "O"}},
                                   {"vanadyl", {"V", "O"}},
                                   {"hydroxide", {"O", "H"}},
                                   {"oxyhydroxide", {"O", "H"}},
                                   {"hydrate", {"H", "O"}},
                                   {"water", {"H", "O"}},
                                   {"ammonium", {"N", "H"}},
                                   {"azide", {"N"}},
                                   {"cyanide", {"C", "N"}},
                                   {"thiocyanate", {"S", "C", "N"}},
                                   {"silica", {"Si", "O"}},
                                   {"alumina", {"Al", "O"}},
                                   {"zirconia", {"Zr", "O"}},
                                   {"titania", {"Ti", "O"}},
                                   {"magnesia", {"Mg", "O"}},
                                   {"ceria", {"Ce", "O"}},
                                   {"yttria", {"Y", "O"}},
                                   {"steel", {"Fe"}},
                                   {"silane", {"Si", "H"}},
                                   {"borane", {"B", "H"}},
                                   {"borohydride", {"B", "H"}},
                                   {"oxychloride", {"O", "Cl"}},
                                   {"oxyfluoride", {"O", "F"}},
                                   {"oxysulfide", {"O", "S"}},
                                   {"oxynitride", {"O", "N"}}};
  return words;
}

/// Oxyanions: "titanate" names titanium and oxygen.
const std::unordered_map<std::string, std::string_view>& oxyanions() {
  static const std::unordered_map<std::string, std::string_view> words = {
      {"titanate", "Ti"},   {"zirconate", "Zr"},  {"hafnate", "Hf"},    {"niobate", "Nb"},
      {"tantalate", "Ta"},  {"vanadate", "V"},    {"chromate", "Cr"},   {"chromite", "Cr"},
      {"molybdate", "Mo"},  {"tungstate", "W"},   {"manganate", "Mn"},  {"manganite", "Mn"},
      {"ferrite", "Fe"},    {"ferrate", "Fe"},    {"cobaltate", "Co"},  {"cobaltite", "Co"},
      {"nickelate", "Ni"},  {"cuprate", "Cu"},    {"zincate", "Zn"},    {"aluminate", "Al"},
      {"gallate", "Ga"},    {"indate", "In"},     {"silicate", "Si"},   {"germanate", "Ge"},
      {"stannate", "Sn"},   {"phosphate", "P"},   {"phosphite", "P"},   {"arsenate", "As"},
      {"arsenite", "As"},   {"antimonate", "Sb"}, {"bismuthate", "Bi"}, {"borate", "B"},
      {"carbonate", "C"},   {"nitrate", "N"},     {"nitrite", "N"},     {"sulfate", "S"},
      {"sulphate", "S"},    {"sulfite", "S"},     {"selenate", "Se"},   {"selenite", "Se"},
      {"tellurate", "Te"},  {"tellurite", "Te"},  {"chlorate", "Cl"},   {"perchlorate", "Cl"},
      {"bromate", "Br"},    {"iodate", "I"},      {"periodate", "I"},   {"ruthenate", "Ru"},
      {"rhodate", "Rh"},    {"iridate", "Ir"},    {"osmate", "Os"},     {"rhenate", "Re"},
      {"perrhenate", "Re"}, {"uranate", "U"},     {"plumbate", "Pb"},   {"permanganate", "Mn"}};
  return words;
}

using Elements = std::bitset<kFeatureElements>;

std::unordered_map<std::string, Elements> make_dictionary() {
  std::unordered_map<std::string, Elements> all;
  const auto add = [&](const std::string& word, std::string_view symbol) {
    all[word].set(static_cast<std::size_t>(atomic_number(symbol) - 1));
  };
  for (int z = 1; z <= kFeatureElements; ++z) {
    add(std::string(element_name(z)), element_symbol(z));
    if (const auto anion = anion_name(z); !anion.empty())
      add(std::string(anion), element_symbol(z));
  }
  for (const auto& [word, symbols] : other_words())
    for (const auto symbol : symbols) add(word, symbol);
  for (const auto& [word, symbol] : oxyanions()) {
    add(word, symbol);
    add(word, "O");
  }
  return all;
}

/// What a lower-case word names, "oxides" as "oxide".
Elements elements_of(const std::string& word) {
  static const auto dictionary = make_dictionary();
  auto it = dictionary.find(word);
  if (it == dictionary.end() && !word.empty() && word.back() == 's')
    it = dictionary.find(word.substr(0, word.size() - 1));
  return it == dictionary.end() ? Elements() : it->second;
}

}  // namespace

Elements named_elements(const std::string& text) {
  Elements named;
  std::string word;
  for (const char c : lower_case(text) + ' ') {
    if (std::isalpha(static_cast<unsigned char>(c)) != 0) {
      word += c;
    } else {
      named |= elements_of(word);
      word.clear();
    }
  }
  return named;
}

}  // namespace clasp
