// SPDX-License-Identifier: MIT
#include "corpus/cif_sites.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>
#include <map>
#include <stdexcept>

#include "core/elements.h"

namespace clasp {
namespace {

constexpr double kSiteTolerance = 1e-4;  ///< fractional; pymatgen's site_tolerance
constexpr double kFracTolerance = 1e-4;  ///< relative; pymatgen's frac_tolerance
constexpr double kLeastOccupancy = 1e-8;
constexpr const char* kNoSites =
    "no atom sites; list them with a label and fractional coordinates each";

std::string title_case(std::string s) {
  for (std::size_t i = 0; i < s.size(); ++i) {
    const auto c = static_cast<unsigned char>(s[i]);
    s[i] = static_cast<char>(i == 0 ? std::toupper(c) : std::tolower(c));
  }
  return s;
}

bool starts_with(const std::string& text, const char* prefix) {
  return text.rfind(prefix, 0) == 0;
}

int implicit_hydrogens(const std::string& symbol) {
  if (starts_with(symbol, "Wat") || starts_with(symbol, "wat")) return 2;
  return starts_with(symbol, "O-H") ? 1 : 0;
}

/// 0.3333 and 0.6667 to the thirds they stand for, so that symmetry images coincide.
double snap_to_thirds(double x) {
  for (const double third : {1.0 / 3.0, 2.0 / 3.0})
    if (std::abs(x / third - 1.0) <= kFracTolerance) return third;
  return x;
}

/// "1/4", which some files write for a coordinate.
bool parse_fraction(const std::string& text, double* value) {
  const auto slash = text.find('/');
  double above = 0, below = 0;
  if (slash == std::string::npos || !parse_cif_number(text.substr(0, slash), &above) ||
      !parse_cif_number(text.substr(slash + 1), &below) || below == 0)
    return false;
  *value = above / below;
  return true;
}

/// What to read the element from: the type symbol, or the label where the type is unknown; empty
/// for a row whose type is inapplicable, a dummy such as the centre of a ring.
std::string element_text(const std::vector<std::string>* types, const std::string& label,
                         std::size_t row) {
  if (!types || row >= types->size() || (*types)[row] == "?") return label == "." ? "" : label;
  return (*types)[row] == "." ? "" : (*types)[row];
}

double coordinate(const CifBlock& block, const char* tag, std::size_t row) {
  const auto* values = block.find(tag);
  double x = 0;
  if (!values || row >= values->size())
    throw std::runtime_error(std::string("no fractional coordinates (") + tag +
                             " is missing); give them for every site");
  if (!parse_cif_number((*values)[row], &x) && !parse_fraction((*values)[row], &x))
    throw std::runtime_error(std::string(tag) + ": unreadable number '" + (*values)[row] +
                             "'; write a number");
  return snap_to_thirds(x);
}

/// Type symbol -> oxidation state, also under the symbol without its charge; empty if the block
/// gives none.
std::map<std::string, double> oxidation_states(const CifBlock& block) {
  const auto* symbols = block.find("_atom_type_symbol");
  const auto* numbers = block.find("_atom_type_oxidation_number");
  std::map<std::string, double> states;
  if (!symbols || !numbers || symbols->size() != numbers->size()) return states;
  for (std::size_t i = 0; i < symbols->size(); ++i) {
    double charge = 0;
    if (!parse_cif_number((*numbers)[i], &charge)) return {};
    std::string bare = (*symbols)[i];
    states[bare] = charge;
    if (!bare.empty() && std::string("+-,").find(bare.back()) != std::string::npos) bare.pop_back();
    if (!bare.empty() && std::isdigit(static_cast<unsigned char>(bare.back()))) bare.pop_back();
    states[bare] = charge;
  }
  return states;
}

Species species_of(const std::string& symbol, const std::string& type,
                   const std::map<std::string, double>& states) {
  // Without charges pymatgen takes deuterium and tritium for hydrogen; with them it tells them
  // apart.
  if (states.empty()) return {symbol == "D" || symbol == "T" ? "H" : symbol, false, 0.0};
  auto it = states.find(type);
  if (it == states.end()) it = states.find(symbol);
  return {symbol, true, it == states.end() ? 0.0 : it->second};
}

bool coincide(const Vec3& a, const Vec3& b) {
  for (int i = 0; i < 3; ++i) {
    const double d = a[i] - b[i];
    if (std::abs(d - std::nearbyint(d)) >= kSiteTolerance) return false;
  }
  return true;
}

/// Points of the unit cell in boxes, so that a coinciding one is found without looking at all.
class PointSet {
 public:
  /// Index of a stored point that coincides with x (modulo 1), the earliest if several do; -1 if
  /// none does.
  int find(const Vec3& x) const {
    int found = -1;
    const auto consider = [&](int i) {
      if ((found < 0 || i < found) && coincide(points_[i], x)) found = i;
    };
    const double u = wrapped(x[0]);
    for (const double edge : {u - kSiteTolerance, u + kSiteTolerance}) {
      const int box = box_of(wrapped(edge));
      for (const int i : boxes_[box]) consider(i);
    }
    return found;
  }
  void add(const Vec3& x) {
    boxes_[box_of(wrapped(x[0]))].push_back(static_cast<int>(points_.size()));
    points_.push_back(x);
  }

 private:
  static constexpr int kBoxes = 1000;  // wider than the tolerance: two boxes cover every candidate
  static double wrapped(double u) { return u - std::floor(u); }
  static int box_of(double u) {
    // A coordinate that overflowed is not a number: it goes to the first box.
    return u > 0 ? std::min(kBoxes - 1, static_cast<int>(u * kBoxes)) : 0;
  }
  std::vector<Vec3> points_;
  std::vector<std::vector<int>> boxes_ = std::vector<std::vector<int>>(kBoxes);
};

int find_equivalent(const PointSet& known, const Vec3& x,
                    const std::vector<SymmetryOperation>& operations) {
  for (const SymmetryOperation& op : operations)
    if (const int i = known.find(op(x)); i >= 0) return i;
  return -1;
}

}  // namespace

bool parse_cif_number(const std::string& text, double* value) {
  std::string digits = text;
  // "(" with nothing behind it stays, and makes the number unreadable, as in pymatgen.
  const auto bracket = digits.find('(');
  if (bracket != std::string::npos && bracket + 1 < digits.size()) digits.resize(bracket);
  const auto blank = [](unsigned char c) { return std::isspace(c) != 0; };
  digits.erase(std::remove_if(digits.begin(), digits.end(), blank), digits.end());
  if (digits == ".") {
    *value = 0.0;
    return true;
  }
  const char* begin = digits.c_str() + (digits[0] == '+' ? 1 : 0);
  const char* end = digits.c_str() + digits.size();
  const auto result = std::from_chars(begin, end, *value);
  return result.ec == std::errc() && result.ptr == end && begin != end && std::isfinite(*value);
}

std::string element_in(const std::string& text) {
  for (const auto& [prefix, symbol] :
       {std::pair{"Hw", "H"}, {"Ow", "O"}, {"Wat", "O"}, {"wat", "O"}, {"OH", ""}, {"NO3", "N"}})
    if (starts_with(text, prefix)) return symbol;
  std::string two = title_case(text.substr(0, 2));
  const std::string one = title_case(text.substr(0, 1));
  if (two.size() == 2 && atomic_number(two)) return two;
  return atomic_number(one) ? one : text;
}

std::vector<SpeciesSite> listed_sites(const CifBlock& block,
                                      const std::vector<SymmetryOperation>& operations) {
  const auto* labels = block.find("_atom_site_label");
  const auto* types = block.find("_atom_site_type_symbol");
  const auto* occupancies = block.find("_atom_site_occupancy");
  if (!labels) labels = types;
  if (!labels) throw std::runtime_error(kNoSites);
  const auto states = oxidation_states(block);
  std::vector<SpeciesSite> sites;
  PointSet points;
  for (std::size_t row = 0; row < labels->size(); ++row) {
    const std::string type = element_text(types, (*labels)[row], row);
    const std::string symbol = element_in(type);
    if (symbol.empty()) continue;
    if (!atomic_number(symbol))
      throw std::runtime_error("site '" + (*labels)[row] + "': '" + type +
                               "' names no element; write its symbol");
    double occupancy = 1.0;
    if (occupancies && row < occupancies->size() &&
        !parse_cif_number((*occupancies)[row], &occupancy))
      occupancy = 1.0;
    if (occupancy <= 0) continue;
    const Vec3 x = {coordinate(block, "_atom_site_fract_x", row),
                    coordinate(block, "_atom_site_fract_y", row),
                    coordinate(block, "_atom_site_fract_z", row)};
    SiteSpecies species;
    species.add(species_of(symbol, type, states), std::max(occupancy, kLeastOccupancy));
    if (const int n = implicit_hydrogens(type)) species.add({"H", false, 0.0}, n);
    const int match = find_equivalent(points, x, operations);
    if (match >= 0) {
      sites[match].species.add(species);
    } else {
      points.add(x);
      sites.push_back({x, species});
    }
  }
  if (sites.empty()) throw std::runtime_error(kNoSites);
  return sites;
}

std::vector<SpeciesSite> all_images(const std::vector<SpeciesSite>& sites,
                                    const std::vector<SymmetryOperation>& operations,
                                    std::size_t most) {
  std::vector<SpeciesSite> images;
  std::vector<bool> done(sites.size(), false);
  for (std::size_t first = 0; first < sites.size(); ++first) {
    if (done[first]) continue;
    PointSet points;  // only sites of equal species merge
    for (std::size_t i = first; i < sites.size(); ++i) {
      if (done[i] || !sites[i].species.same_as(sites[first].species)) continue;
      done[i] = true;
      for (const SymmetryOperation& op : operations) {
        Vec3 x = op(sites[i].frac);
        for (double& u : x) u -= std::floor(u);
        if (!std::isfinite(x[0] + x[1] + x[2]))
          throw std::runtime_error("coordinates overflow; check them");
        if (points.find(x) >= 0) continue;
        points.add(x);
        images.push_back({x, sites[i].species});
        if (images.size() > most)
          throw std::runtime_error("more than " + std::to_string(most) +
                                   " sites in the cell; check the symmetry operations");
      }
    }
  }
  return images;
}

}  // namespace clasp
