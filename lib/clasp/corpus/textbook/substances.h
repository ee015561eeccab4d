// SPDX-License-Identifier: MIT
// The parts of the table of substances.
#pragma once

#include <vector>

#include "corpus/textbook/tables.h"

namespace clasp {

const std::vector<Substance>& close_packed_elements();
const std::vector<Substance>& open_elements();
/// Rock salt and caesium chloride.
const std::vector<Substance>& rock_salt_substances();
/// Zinc blende, wurtzite, polytypes, chalcopyrite.
const std::vector<Substance>& tetrahedral_substances();
/// Fluorite and antifluorite.
const std::vector<Substance>& fluorite_substances();
/// Binary oxides, nitrides, fluorides and hydrides of other types.
const std::vector<Substance>& oxide_substances();
/// Layered compounds, binary chalcogenides and pnictides, molecules.
const std::vector<Substance>& layered_substances();
const std::vector<Substance>& intermetallic_substances();
/// Laves phases, borides, Heusler compounds.
const std::vector<Substance>& laves_substances();
/// Perovskites and their relatives, cuprates.
const std::vector<Substance>& perovskite_substances();
/// Spinels, battery materials, pnictides, MAX phases.
const std::vector<Substance>& ternary_substances();
/// Silicates, garnets, pyrochlores, carbonates, sulfates, hydroxides.
const std::vector<Substance>& mineral_substances();
/// Solid solutions, with partial occupancies.
const std::vector<Substance>& alloy_substances();

}  // namespace clasp
