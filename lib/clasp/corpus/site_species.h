// SPDX-License-Identifier: MIT
// What occupies a site, with isotopes and charges: finer than clasp::Site, because symmetry search
// must tell Fe2+ from Fe3+ and because pymatgen orders sites by it.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "core/structure.h"

namespace clasp {

struct Species {
  std::string symbol;  ///< element symbol, "D" or "T"
  bool has_charge = false;
  double charge = 0.0;  ///< oxidation state

  bool operator==(const Species& o) const {
    return symbol == o.symbol && has_charge == o.has_charge && charge == o.charge;
  }
  /// By electronegativity, symbol, charge.
  bool operator<(const Species& o) const;
  std::string text() const;  ///< "Fe", "Fe3+", "Si0+", "Na+"
};

/// Species with their amounts, in the order in which they were added.
class SiteSpecies {
 public:
  void add(const Species& species, double amount);
  void add(const SiteSpecies& other);
  void scale(double factor);
  void remove(const std::string& symbol);

  double total() const;
  /// Exactly neutral O and H: an oxygen with implicit hydrogen.
  bool is_oxygen_with_hydrogen() const;
  bool same_as(const SiteSpecies& other) const;  ///< to 1e-8 in every amount
  /// pymatgen's order of sites: by mean electronegativity, then by text, then by amounts.
  bool before(const SiteSpecies& other) const;
  /// By element, isotopes and charges dropped, sorted by atomic number.
  std::vector<Occupant> occupants() const;

 private:
  double mean_electronegativity() const;  ///< NaN where an element has none
  std::string text() const;               ///< "Fe3+" or "Fe:0.5, Mn:0.5"
  std::vector<std::pair<Species, double>> sorted() const;
  std::vector<std::pair<Species, double>> amounts_;
};

/// The rank of every site's species among the distinct ones, in pymatgen's order.
std::vector<int> rank_species(const std::vector<SiteSpecies>& sites);
/// The same from elements and occupancies alone.
std::vector<int> rank_species(const Structure& s);

}  // namespace clasp
