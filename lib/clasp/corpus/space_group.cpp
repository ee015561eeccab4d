// SPDX-License-Identifier: MIT
#include "corpus/space_group.h"

#include <gemmi/symmetry.hpp>

namespace clasp {

int space_group_number(const std::string& symbol) {
  const auto* group = gemmi::find_spacegroup_by_name(symbol);
  return group == nullptr ? 0 : group->number;
}

std::string space_group_symbol(int number) {
  const auto* group = gemmi::find_spacegroup_by_number(number);
  return group == nullptr ? std::string() : group->short_name();
}

}  // namespace clasp
