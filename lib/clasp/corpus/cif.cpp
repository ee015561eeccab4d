// SPDX-License-Identifier: MIT
#include "corpus/cif.h"

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <numeric>
#include <stdexcept>

#include "core/error.h"
#include "core/lower_case.h"
#include "corpus/cif_document.h"
#include "corpus/cif_sites.h"
#include "corpus/cif_symmetry.h"
#include "corpus/doi.h"
#include "corpus/site_species.h"

namespace clasp {
namespace {

constexpr std::size_t kMostSites =
    20000;  ///< a guard: symmetry search beyond it takes many minutes
constexpr double kLeastThickness =
    0.01;  ///< Angstrom between opposite faces of the cell; pymatgen's
constexpr double kOccupancyRounding = 1e-6;  ///< what rounding may add to a full site

double cell_number(const CifBlock& block, const std::string& tag, double fallback) {
  const auto* values = block.find(tag);
  double value = fallback;
  if (values && !parse_cif_number(values->front(), &value))
    throw std::runtime_error(tag + ": unreadable number '" + values->front() + "'; write a number");
  if (!values && fallback <= 0)
    throw std::runtime_error("no cell (" + tag + " is missing); give its three lengths and angles");
  return value;
}

/// Cell parameters; those that the crystal system implies may be missing.
Mat3 read_lattice(const CifBlock& block) {
  const std::string system =
      lower_case(block.first_of({"_symmetry_cell_setting", "_space_group_crystal_system"}));
  const bool known = !system.empty();
  const bool rhombohedral = system == "rhombohedral";
  const bool equal_all = system == "cubic" || rhombohedral;
  const bool equal_ab =
      equal_all || system == "tetragonal" || system == "hexagonal" || system == "trigonal";
  const bool right = known && system != "triclinic" && !rhombohedral;
  const double a = cell_number(block, "_cell_length_a", 0);
  const double b = cell_number(block, "_cell_length_b", equal_ab ? a : 0);
  const double c = cell_number(block, "_cell_length_c", equal_all ? a : 0);
  const double alpha = cell_number(block, "_cell_angle_alpha", right ? 90 : 0);
  const double beta = cell_number(
      block, "_cell_angle_beta", rhombohedral ? alpha : (right && system != "monoclinic" ? 90 : 0));
  const bool hexagonal = system == "hexagonal" || system == "trigonal";
  const double gamma = cell_number(block, "_cell_angle_gamma",
                                   rhombohedral ? alpha : (hexagonal ? 120 : (right ? 90 : 0)));
  const Mat3 lattice = lattice_from_parameters(a, b, c, alpha, beta, gamma);
  const double volume = std::abs(determinant(lattice));
  for (int i = 0; i < 3; ++i) {
    const double face = norm(cross(lattice[(i + 1) % 3], lattice[(i + 2) % 3]));
    if (!(face > 0) || !(volume / face >= kLeastThickness))
      throw std::runtime_error("cell without volume; check its lengths and angles");
  }
  return lattice;
}

void check_occupancies(std::vector<SpeciesSite>* sites) {
  for (SpeciesSite& site : *sites) {
    if (site.species.is_oxygen_with_hydrogen()) site.species.remove("H");
    const double total = site.species.total();
    if (total > 1.0 + kOccupancyRounding)
      throw std::runtime_error("occupancies of one site sum to " + std::to_string(total) +
                               "; correct them, or the overlapping sites");
    if (total > 1.0) site.species.scale(1.0 / total);
  }
}

/// Title and the like may be broken over lines.
std::string one_line(const std::string& text) {
  std::string out;
  for (const unsigned char c : text) {
    if (!std::isspace(c))
      out += static_cast<char>(c);
    else if (!out.empty() && out.back() != ' ')
      out += ' ';
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

void read_publication(const CifBlock& block, CifEntry* entry) {
  const auto fill = [&](std::string* field, const std::vector<std::string>& tags) {
    if (field->empty()) *field = one_line(block.first_of(tags));
  };
  fill(&entry->title, {"_publ_section_title", "_citation_title"});
  fill(&entry->doi, {"_journal_paper_doi", "_journal_doi", "_citation_doi"});
  entry->doi = tidy_doi(entry->doi);
  fill(&entry->journal, {"_journal_name_full", "_journal_name_abbrev", "_citation_journal_full",
                         "_citation_journal_abbrev"});
  if (entry->year == 0)
    entry->year = std::atoi(block.first_of({"_journal_year", "_citation_year"}).c_str());
}

CifEntry read_block(const CifBlock& block) {
  CifEntry entry;
  entry.block = block.name;
  entry.structure.lattice = read_lattice(block);
  const auto operations = symmetry_operations(block);
  auto sites = all_images(listed_sites(block, operations), operations, kMostSites);
  check_occupancies(&sites);

  std::vector<SiteSpecies> species;
  species.reserve(sites.size());
  for (const SpeciesSite& site : sites) species.push_back(site.species);
  const std::vector<int> kinds = rank_species(species);
  std::vector<int> order(sites.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](int a, int b) { return kinds[a] < kinds[b]; });
  for (const int i : order) {
    entry.structure.sites.push_back({sites[i].frac, sites[i].species.occupants()});
    entry.kinds.push_back(kinds[i]);
  }
  return entry;
}

bool claims_a_structure(const CifBlock& block) {
  return block.find("_atom_site_fract_x") || block.find("_atom_site_label");
}

}  // namespace

std::vector<CifEntry> read_cif(const std::string& text, const std::string& name,
                               const std::string& block, std::vector<CifProblem>* problems) {
  const auto blocks = parse_cif(text, name);
  std::vector<CifEntry> entries;
  std::vector<CifProblem> failed;
  bool found = block.empty();
  for (const CifBlock& b : blocks) {
    if (!block.empty() && b.name != block) continue;
    found = true;
    if (!claims_a_structure(b)) continue;
    try {
      entries.push_back(read_block(b));
    } catch (const std::runtime_error& e) {
      failed.push_back({b.name, e.what()});
    }
  }
  if (!found) throw Error(name, "", "no data block '" + block + "'", "name one that the file has");
  if (entries.empty() && !failed.empty())
    throw Error(name, "block '" + failed.front().block + "'", failed.front().reason);
  if (entries.empty())
    throw Error(name, "", "no atom sites", "give a CIF with a cell and fractional coordinates");
  for (CifEntry& entry : entries) {
    for (const CifBlock& b : blocks)
      if (b.name == entry.block) read_publication(b, &entry);
    // A paper's data often stand in a block of their own ("data_global").
    for (const CifBlock& b : blocks)
      if (!claims_a_structure(b)) read_publication(b, &entry);
  }
  if (problems) *problems = std::move(failed);
  return entries;
}

}  // namespace clasp
