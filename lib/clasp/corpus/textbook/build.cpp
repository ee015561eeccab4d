// SPDX-License-Identifier: MIT
// From a line of the table of substances to a crystal: space group operations on the asymmetric
// unit.
#include <cmath>
#include <cstdlib>
#include <gemmi/symmetry.hpp>
#include <map>

#include "core/elements.h"
#include "core/error.h"
#include "corpus/textbook/prototypes.h"
#include "corpus/textbook/substances.h"

namespace clasp {

namespace {

constexpr double kSameSite = 0.1;  ///< Angstrom: closer images of a site are one

std::string label(const Substance& s) {
  return std::string("textbook ") + s.elements + " " + s.prototype;
}

const gemmi::SpaceGroup& space_group_of(const Prototype& p) {
  const auto* group = gemmi::find_spacegroup_by_name(p.group);
  if (group == nullptr) throw Error(p.id, "space group", std::string(p.group) + " is unknown");
  return *group;
}

/// Cell vectors from the lengths and angles that the crystal system leaves free; sets how many.
Mat3 cell_of(const gemmi::SpaceGroup& group, const std::array<double, 13>& n, std::size_t* used) {
  switch (group.crystal_system()) {
    case gemmi::CrystalSystem::Cubic:
      *used = 1;
      return lattice_from_parameters(n[0], n[0], n[0], 90, 90, 90);
    case gemmi::CrystalSystem::Tetragonal:
      *used = 2;
      return lattice_from_parameters(n[0], n[0], n[1], 90, 90, 90);
    case gemmi::CrystalSystem::Trigonal:
    case gemmi::CrystalSystem::Hexagonal:
      *used = 2;
      return lattice_from_parameters(n[0], n[0], n[1], 90, 90, 120);
    case gemmi::CrystalSystem::Orthorhombic:
      *used = 3;
      return lattice_from_parameters(n[0], n[1], n[2], 90, 90, 90);
    default:
      *used = 4;
      return lattice_from_parameters(n[0], n[1], n[2], 90, n[3], 90);
  }
}

/// "1/2+u", "2v", "0.25": a sum of numbers, fractions and letters with factors.
double coordinate(const std::string& text, const std::map<char, double>& values,
                  const std::string& subject) {
  double sum = 0.0;
  std::size_t at = 0;
  while (at < text.size()) {
    double sign = 1.0;
    if (text[at] == '+' || text[at] == '-') sign = text[at++] == '-' ? -1.0 : 1.0;
    const char* begin = text.c_str() + at;
    char* end = nullptr;
    double term = std::strtod(begin, &end);
    if (end == begin) term = 1.0;
    if (*end == '/') term /= std::strtod(end + 1, &end);
    if (const auto it = values.find(*end); it != values.end()) {
      term *= it->second;
      ++end;
    }
    if (end == begin) throw Error(subject, "sites", "coordinate " + text + " cannot be read");
    sum += sign * term;
    at = static_cast<std::size_t>(end - text.c_str());
  }
  return sum;
}

/// "Na", "O:0.96", "Co:0.5,Ni:0.5".
std::vector<Occupant> occupants(const std::string& text, const std::string& subject) {
  std::map<int, double> amounts;
  for (const auto& part : split_words(text, ',')) {
    const auto colon = part.find(':');
    const int z = atomic_number(part.substr(0, colon));
    if (z == 0) throw Error(subject, "elements", part + " is not an element");
    amounts[z] += colon == std::string::npos ? 1.0 : std::strtod(part.c_str() + colon + 1, nullptr);
  }
  std::vector<Occupant> list;
  list.reserve(amounts.size());
  for (const auto& [z, amount] : amounts) list.push_back({z, amount});
  return list;
}

double wrapped(double x) {
  x -= std::floor(x);
  return x > 1.0 - 1e-9 ? 0.0 : x;
}

/// Distance between two fractional points by the shortest image along each axis.
double separation(const Vec3& a, const Vec3& b, const Mat3& lattice) {
  Vec3 d = a - b;
  for (double& x : d) x -= std::round(x);
  return norm(d * lattice);
}

void add_orbit(Structure& s, const gemmi::GroupOps& operations, const Vec3& position,
               const std::vector<Occupant>& who, const std::string& subject) {
  for (const gemmi::Op& op : operations) {
    const auto image = op.apply_to_xyz({position[0], position[1], position[2]});
    Site site{{wrapped(image[0]), wrapped(image[1]), wrapped(image[2])}, who};
    bool known = false;
    for (const Site& other : s.sites) {
      if (separation(site.frac, other.frac, s.lattice) > kSameSite) continue;
      if (!(other.occupants == who)) throw Error(subject, "sites", "two elements on one site");
      known = true;
      break;
    }
    if (!known) s.sites.push_back(std::move(site));
  }
}

template <class... Tables>
auto joined(const Tables&... tables) {
  typename std::common_type_t<Tables...> all;
  (all.insert(all.end(), tables.begin(), tables.end()), ...);
  return all;
}

}  // namespace

std::vector<std::string> split_words(const std::string& text, char separator) {
  std::vector<std::string> parts;
  std::size_t begin = 0;
  while (begin < text.size()) {
    const std::size_t end = std::min(text.find(separator, begin), text.size());
    const std::size_t first = text.find_first_not_of(' ', begin);
    if (first < end) parts.push_back(text.substr(first, end - first));
    begin = end + 1;
  }
  return parts;
}

const std::vector<Prototype>& prototypes() {
  static const auto all = joined(element_prototypes(), binary_prototypes(), compound_prototypes());
  return all;
}

const std::vector<Substance>& substances() {
  static const auto all = joined(
      close_packed_elements(), open_elements(), rock_salt_substances(), tetrahedral_substances(),
      fluorite_substances(), oxide_substances(), layered_substances(), intermetallic_substances(),
      laves_substances(), perovskite_substances(), ternary_substances(), mineral_substances(),
      alloy_substances());
  return all;
}

const Prototype& find_prototype(const std::string& id) {
  for (const auto& p : prototypes())
    if (id == p.id) return p;
  throw Error(id, "", "no such structure type in the table");
}

int space_group_number(const Prototype& p) {
  return space_group_of(p).number;
}

Structure build_crystal(const Substance& s) {
  const Prototype& p = find_prototype(s.prototype);
  const gemmi::SpaceGroup& group = space_group_of(p);
  const auto elements = split_words(s.elements, ' ');
  const std::string free = p.free;
  std::size_t used = 0;
  Structure crystal;
  crystal.lattice = cell_of(group, s.numbers, &used);
  if (used + free.size() > s.numbers.size()) throw Error(label(s), "numbers", "too few");
  std::map<char, double> values;
  for (std::size_t i = 0; i < free.size(); ++i) values[free[i]] = s.numbers[used + i];
  const gemmi::GroupOps operations = group.operations();
  for (const auto& line : split_words(p.sites, ';')) {
    const auto words = split_words(line, ' ');
    const std::size_t which = static_cast<std::size_t>(words.at(0)[0] - 'A');
    if (words.size() != 4 || which >= elements.size())
      throw Error(label(s), "sites", line + " does not fit the elements");
    Vec3 position{};
    for (std::size_t k = 0; k < 3; ++k) position[k] = coordinate(words[k + 1], values, label(s));
    add_orbit(crystal, operations, position, occupants(elements[which], label(s)), label(s));
  }
  return crystal;
}

}  // namespace clasp
