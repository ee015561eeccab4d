// SPDX-License-Identifier: MIT
// Captions from labels of data sets: superconductors, zeolites, frameworks, ferroelectric
// candidates, band gaps.
#include <cctype>
#include <cstdlib>

#include "corpus/captions.h"

namespace clasp {

namespace {

using Labels = std::map<std::string, std::string>;
using Words = std::vector<std::string>;

constexpr double kHighTemperature = 30.0;                                            ///< K
constexpr double kWideGap = 4.0, kInsulator = 2.5, kNarrowGap = 0.6, kNoGap = 0.01;  ///< eV

std::string value(const Labels& labels, const std::string& name) {
  const auto it = labels.find(name);
  return it == labels.end() ? std::string() : it->second;
}

/// The label as a number; false where it is missing or none.
bool number(const Labels& labels, const std::string& name, double* result) {
  const std::string text = value(labels, name);
  char* end = nullptr;
  *result = std::strtod(text.c_str(), &end);
  return !text.empty() && *end == '\0';
}

void append(Words& words, const Words& more) {
  words.insert(words.end(), more.begin(), more.end());
}

/// "COF-1.cif", "zeolites_iza/iza__ACO.cif" -> "COF-1", "iza__ACO".
std::string stem(const std::string& path) {
  const std::string name = path.substr(path.rfind('/') + 1);
  return name.substr(0, name.rfind('.'));
}

Words superconductor(const Labels& labels) {
  double tc = 0.0;
  if (!number(labels, "tc_kelvin", &tc)) return {};
  if (tc <= 0.0) return {"not a superconductor", "non-superconducting material"};
  Words words = {"superconductor", "superconducting material", "superconductivity"};
  if (tc > kHighTemperature)
    append(words, {"high-temperature superconductor", "high-Tc superconductor"});
  else if (tc < 10.0)
    append(words, {"conventional low-temperature superconductor"});
  return words;
}

Words zeolite(const std::string& name) {
  Words words = {"zeolite framework", "zeolite", "microporous silica framework",
                 "nanoporous framework of corner-sharing tetrahedra"};
  const auto mark = name.rfind('_');
  const std::string code = mark == std::string::npos ? name : name.substr(mark + 1);
  if (code.size() == 3)
    append(words, {code + " zeolite framework", "zeolite with framework type " + code});
  return words;
}

/// "IRMOF-1-Ar" -> "IRMOF-1": what was added to a framework's name in the data set goes.
std::string framework_name(std::string name) {
  for (const char* end : {"-primitive", "-crystal", "-dry", "-open", "-DFT", "-VASP", "-Ar",
                          "-dmol", "_ortho", "-Dubbeldam", "-Dybtsev"})
    if (const auto at = name.find(end); at != std::string::npos) name.erase(at);
  return name;
}

Words framework(const std::string& file) {
  const std::string name = framework_name(file);
  Words words = {"metal-organic framework", "MOF", "porous coordination polymer",
                 "nanoporous metal-organic framework"};
  if (name.rfind("COF", 0) == 0)
    words = {"covalent organic framework", "COF", "porous organic framework"};
  else if (name.rfind("ZIF", 0) == 0)
    append(words, {"zeolitic imidazolate framework", "ZIF"});
  if (!name.empty()) words.push_back(name + ", " + words[0]);
  return words;
}

Words ferroelectric(const Labels& labels) {
  const std::string state = value(labels, "state");
  if (state == "polar")
    return {"polar ferroelectric candidate", "ferroelectric candidate, polar structure",
            "polar crystal with switchable polarization", "ferroelectric"};
  if (state == "nonpolar")  // without the word: it is what they are not
    return {"nonpolar crystal", "crystal without spontaneous polarization",
            "centrosymmetric or nonpolar paraelectric phase", "paraelectric"};
  return {};
}

Words band_gap(const Labels& labels) {
  double gap = 0.0;
  if (!number(labels, "band_gap", &gap)) return {};
  if (gap > kWideGap) return {"wide band gap insulator", "insulator", "wide-bandgap insulator"};
  if (gap > kInsulator) return {"insulator", "wide band gap semiconductor"};
  if (gap > kNarrowGap) return {"semiconductor", "semiconducting material"};
  if (gap > kNoGap) return {"narrow band gap semiconductor", "semiconductor"};
  return {"metal", "metallic conductor without a band gap"};
}

}  // namespace

std::vector<std::string> describe_labels(const std::map<std::string, std::string>& labels) {
  const std::string set = value(labels, "set");
  const std::string name = stem(value(labels, "formula"));
  if (set == "zeolites_iza") return zeolite(name);
  if (set == "mofs") return framework(name);
  if (set == "halide_perovskites")
    return {"halide perovskite", "halide perovskite semiconductor",
            "perovskite solar cell material", "metal halide perovskite"};
  Words words = superconductor(labels);
  // Of candidates for ferroelectrics polarity alone: nearly all of them are insulators, and
  // captions of their gaps spoil what other crystals teach about gaps (doc/ablation.md).
  const Words polarity = ferroelectric(labels);
  append(words, polarity.empty() ? band_gap(labels) : polarity);
  return words;
}

}  // namespace clasp
