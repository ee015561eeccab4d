// SPDX-License-Identifier: MIT
#include "core/anions.h"

#include <map>

namespace clasp {

std::string_view anion_name(int z) {
  static const std::map<int, std::string_view> names = {
      {1, "hydride"},    {5, "boride"},    {6, "carbide"},    {7, "nitride"},  {8, "oxide"},
      {9, "fluoride"},   {14, "silicide"}, {15, "phosphide"}, {16, "sulfide"}, {17, "chloride"},
      {32, "germanide"}, {33, "arsenide"}, {34, "selenide"},  {35, "bromide"}, {51, "antimonide"},
      {52, "telluride"}, {53, "iodide"},   {83, "bismuthide"}};
  const auto it = names.find(z);
  return it == names.end() ? std::string_view() : it->second;
}

}  // namespace clasp
