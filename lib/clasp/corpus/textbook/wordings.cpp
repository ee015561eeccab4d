// SPDX-License-Identifier: MIT
// Wordings for textbook crystals and their packings, assembled from the table's words.
#include "corpus/textbook/wordings.h"

#include <algorithm>

#include "core/elements.h"
#include "corpus/chemistry.h"

namespace clasp {

namespace {

void add(std::vector<std::string>& list, const std::string& text) {
  if (std::find(list.begin(), list.end(), text) == list.end()) list.push_back(text);
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

std::string letters(std::string text) {
  const auto separates = [](char c) { return c == ' ' || c == '-'; };
  text.erase(std::remove_if(text.begin(), text.end(), separates), text.end());
  return text;
}

/// "fcc copper", but neither "cubic cubic zirconia" nor "NaCl-type NaCl".
std::string with_adjective(const std::string& adjective, const std::string& name) {
  const std::string last = adjective.substr(adjective.rfind(' ') + 1);
  const bool said = contains(letters(name), letters(adjective)) || contains(name, last) ||
                    contains(letters(adjective), letters(name));
  return said ? name : adjective + " " + name;
}

/// Names that say which substance it is but not in which structure.
std::vector<std::string> names_without_structure(const Substance& s) {
  static const std::vector<std::string> structural = {"alpha-",
                                                      "beta-",
                                                      "gamma-",
                                                      "delta-",
                                                      "omega-",
                                                      "alpha ",
                                                      "beta ",
                                                      "gamma ",
                                                      "cubic ",
                                                      "hexagonal ",
                                                      "tetragonal ",
                                                      "monoclinic ",
                                                      "orthorhombic ",
                                                      "solid ",
                                                      "disordered ",
                                                      "ordered ",
                                                      "high-pressure ",
                                                      "crystalline ",
                                                      "wurtzite ",
                                                      "2H ",
                                                      "3C ",
                                                      "4H ",
                                                      "6H ",
                                                      "1T "};
  std::vector<std::string> names;
  for (std::string name : split_words(s.names)) {
    for (const auto& word : structural)
      if (name.rfind(word, 0) == 0) name.erase(0, word.size());
    add(names, name);
  }
  return names;
}

/// What the melt is called after: the element, the names for melts, or the substance's first names.
std::vector<std::string> melt_names(const Substance& s, const Structure& crystal) {
  if (s.fused[0] != '\0') return split_words(s.fused);
  const auto amounts = composition(crystal);
  if (amounts.size() > 1) {
    auto names = names_without_structure(s);
    if (names.size() > 2) names.resize(2);
    return names;
  }
  std::vector<std::string> names = {std::string(element_name(amounts.begin()->first))};
  if (names[0] == "aluminum" || names[0] == "aluminium") names = {"aluminium", "aluminum"};
  if (names[0] == "cesium" || names[0] == "caesium") names = {"caesium", "cesium"};
  return names;
}

bool is_molecule(const Substance& s) {
  return contains(s.classes, "molecular crystal") || contains(s.classes, "noble gas");
}

/// General words; some say what is missing, which names hardly teach.
std::vector<std::string> any_packing(Phase phase) {
  if (phase == Phase::kLiquid)
    return {"liquid",
            "melt",
            "fluid",
            "liquid phase",
            "molten phase",
            "molten material",
            "melted crystal",
            "disordered liquid",
            "non-crystalline fluid",
            "a liquid phase without long-range order",
            "liquid above the melting point",
            "atoms in a liquid",
            "high-temperature melt"};
  return {"glass",
          "glassy solid",
          "vitreous solid",
          "amorphous solid",
          "amorphous phase",
          "amorphous material",
          "disordered solid",
          "non-crystalline solid",
          "a solid without long-range order",
          "quenched melt"};
}

/// The table's classes and those of the composition: fluorite, too, is a halide.
std::string all_classes(const Substance& s, const Structure& crystal) {
  std::string all = s.classes;
  for (const auto& kind : compound_classes(composition(crystal))) all += "|" + kind.name;
  return all;
}

}  // namespace

std::vector<std::string> crystal_wordings(const Substance& s, const Prototype& p,
                                          const std::string& formula, const std::string& ordered) {
  const auto names = split_words(s.names), adjectives = split_words(p.adjective),
             types = split_words(p.types), classes = split_words(s.classes);
  const std::string& name = names[0];
  std::vector<std::string> list = {name};
  add(list, with_adjective(adjectives[0], name));
  add(list, name + ", " + types[0]);
  add(list, formula + ", " + types[types.size() > 1 ? 1 : 0]);
  add(list, with_adjective(adjectives.back(), formula));
  add(list, name + ", " + classes[0]);
  add(list, name + " (" + formula + ") crystal");
  if (!contains(name, "crystalline") && !contains(name, "solid")) add(list, "crystalline " + name);
  for (std::size_t i = 1; i < std::min<std::size_t>(names.size(), 4); ++i) add(list, names[i]);
  add(list, ordered + " in the " + types[0]);
  add(list, with_adjective(adjectives[adjectives.size() / 2], names.back()) +
                (contains(names.back(), "crystal") ? "" : " crystal"));
  add(list, formula + " " + classes.back());
  add(list, ordered);
  if (types.size() > 1) add(list, names[names.size() / 2] + " with the " + types[1]);
  add(list, formula + " crystal");
  add(list, adjectives[0] + " crystal of " + name);
  add(list, formula + " (" + adjectives.back() + ")");
  add(list, formula + " with " + types[0]);
  add(list, name + " in the " + types.back());
  add(list, "perfect crystal of " + formula);
  add(list, "single crystal of " + names.back());
  add(list, formula + ", a crystalline " + classes[classes.size() / 2]);
  return list;
}

std::vector<std::string> crystal_classes(const Substance& s, const Prototype& p) {
  const auto adjectives = split_words(p.adjective), types = split_words(p.types),
             classes = split_words(s.classes);
  std::vector<std::string> list;
  for (const auto& type : types) add(list, type);
  add(list, with_adjective(adjectives[0], classes[0]));
  add(list, with_adjective(adjectives.back(), classes.back()));
  add(list, classes[0]);
  add(list, classes[classes.size() / 2]);
  return list;
}

std::vector<std::string> packing_wordings(const Substance& s, const StructureRow& crystal,
                                          Phase phase) {
  std::vector<std::string> list;
  for (const auto& name : melt_names(s, crystal.structure)) {
    if (phase == Phase::kLiquid) {
      add(list, "liquid " + name);
      if (name != "water") add(list, "molten " + name);
      if (!is_molecule(s)) add(list, name + " melt");
      add(list, name + " in the liquid state");
    } else {
      add(list, name == "water" ? "amorphous ice" : "amorphous " + name);
      add(list, name + " glass");
      add(list, "non-crystalline " + name);
      if (name == "silica") add(list, "vitreous silica");
      if (name == "silica") add(list, "fused silica");
    }
  }
  const std::string& formula = crystal.formula;
  using Words = std::vector<std::string>;
  for (const auto& state : phase == Phase::kLiquid ? Words{"liquid ", "molten ", "melted "}
                                                   : Words{"amorphous ", "glassy ", "vitreous "})
    add(list, state + formula);
  if (phase == Phase::kGlass && bonding_of(crystal.structure) == Bonding::kMetallic)
    add(list, formula + " metallic glass");
  return list;
}

std::vector<std::string> packing_classes(const Substance& s, const Structure& crystal,
                                         Bonding bonding, Phase phase) {
  const bool liquid = phase == Phase::kLiquid;
  std::vector<std::string> list = any_packing(phase);
  const auto more = [&](const char* if_liquid, const char* if_glass) {
    add(list, liquid ? if_liquid : if_glass);
  };
  const std::string classes = all_classes(s, crystal);
  const auto is = [&](const char* word) { return contains(classes, word); };
  switch (bonding) {
    case Bonding::kMetallic:
      more("liquid metal", "metallic glass");
      more("molten metal", "amorphous metal");
      more("metallic melt", "glassy metal");
      if (composition(crystal).size() > 1) {
        more("molten alloy", "amorphous alloy");
        more("liquid alloy", "bulk metallic glass");
      }
      break;
    case Bonding::kIonic:
      more("ionic melt", "ionic glass");
      more("molten ionic compound", "amorphous ionic compound");
      break;
    case Bonding::kCovalent:
      more("covalent liquid", "covalent glass");
      more("molten covalent solid", "amorphous covalent solid");
      break;
    case Bonding::kDispersion:
      more("simple liquid", "Lennard-Jones glass");
      more("Lennard-Jones liquid", "noble gas glass");
      more("liquid noble gas", "glassy noble gas");
      more("rare gas fluid", "amorphous rare gas");
      break;
    case Bonding::kMolecular:
      more("molecular liquid", "molecular glass");
      more("liquid of molecules", "glass of molecules");
  }
  if (is("salt") || is("halide")) {
    more("molten salt", "halide glass");
    more("liquid salt", "amorphous salt");
  }
  if (bonding != Bonding::kMolecular && (is("oxide") || is("silica"))) {
    more("oxide melt", "oxide glass");
    more("molten oxide", "amorphous oxide");
  }
  if (is("silica")) more("silicate melt", "silicate glass");
  if (is("semiconductor")) {
    more("liquid semiconductor", "amorphous semiconductor");
    more("molten semiconductor", "semiconducting glass");
  }
  if (is("chalcogenide")) more("chalcogenide melt", "chalcogenide glass");
  return list;
}

}  // namespace clasp
