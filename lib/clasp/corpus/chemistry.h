// SPDX-License-Identifier: MIT
// What kind of compound a composition is, by a few rules of inorganic nomenclature.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace clasp {

/// A class of compound and the elements that its name already says: {"titanate", {8, 22}}.
struct CompoundClass {
  std::string name;
  std::vector<int> implied;  ///< atomic numbers
};

/// Amounts by atomic number to classes such as "oxide", "sulfate", "intermetallic compound",
/// "metal-organic compound": the most specific first, at least one for a composition that is not
/// empty.
std::vector<CompoundClass> compound_classes(const std::map<int, double>& amounts);

/// Names of the elements, the most electropositive first, without some.
std::vector<std::string> element_names(const std::map<int, double>& amounts,
                                       const std::vector<int>& without = {});
/// "a, b and c" for the comma ", " and the last " and ".
std::string join_words(const std::vector<std::string>& words, const std::string& comma,
                       const std::string& last);
/// "strontium titanate", "gallium nitride", "nickel aluminium intermetallic compound", "silica",
/// "copper".
/// @param kind  one of the composition's classes
std::string systematic_name(const std::map<int, double>& amounts, const CompoundClass& kind);

/// True for elements that are metals when solid at room temperature.
bool is_metal(int z);
bool has_metal(const std::map<int, double>& amounts);

}  // namespace clasp
