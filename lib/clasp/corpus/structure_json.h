// SPDX-License-Identifier: MIT
// Structures as compact JSON text: how the corpus stores cells and sites, readable by any SQLite
// tool.
#pragma once

#include <string>

#include "core/structure.h"

namespace clasp {

/// "[ax,ay,az,bx,...,cz]", Angstrom; doubles survive the round trip exactly.
std::string lattice_to_json(const Structure& s);
/// "[[x,y,z,Z],[x,y,z,Z1,occupancy1,Z2,occupancy2],...]": an ordered full site has no occupancy.
std::string sites_to_json(const Structure& s);
/// Inverse of the two. Throws Error (subject `name`) if the texts are damaged.
Structure structure_from_json(const std::string& lattice, const std::string& sites,
                              const std::string& name);

}  // namespace clasp
