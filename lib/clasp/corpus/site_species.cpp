// SPDX-License-Identifier: MIT
#include "corpus/site_species.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <limits>

#include "core/elements.h"

namespace clasp {
namespace {

constexpr double kAmountTolerance = 1e-8;

double electronegativity_or_nan(const std::string& symbol) {
  const double x = electronegativity(atomic_number(symbol));
  return x > 0 ? x : std::numeric_limits<double>::quiet_NaN();
}

std::string charge_text(double charge) {
  const double size = std::abs(charge);
  char digits[32] = "";
  if (std::abs(size - std::round(size)) < kAmountTolerance)
    std::snprintf(digits, sizeof digits, "%.0f", size);
  else
    std::snprintf(digits, sizeof digits, "%.2f", size);
  const std::string number = std::string(digits) == "1" ? "" : digits;
  return number + (charge >= 0 ? "+" : "-");
}

}  // namespace

bool Species::operator<(const Species& o) const {
  const auto key = [](const Species& s) {
    const double x = electronegativity_or_nan(s.symbol);
    return std::isnan(x) ? std::numeric_limits<double>::infinity() : x;
  };
  if (key(*this) != key(o)) return key(*this) < key(o);
  if (symbol != o.symbol) return symbol < o.symbol;
  return charge < o.charge;
}

std::string Species::text() const {
  return has_charge ? symbol + charge_text(charge) : symbol;
}

void SiteSpecies::add(const Species& species, double amount) {
  for (auto& [known, sum] : amounts_)
    if (known == species) {
      sum += amount;
      return;
    }
  amounts_.emplace_back(species, amount);
}

void SiteSpecies::add(const SiteSpecies& other) {
  for (const auto& [species, amount] : other.amounts_) add(species, amount);
}

void SiteSpecies::scale(double factor) {
  for (auto& entry : amounts_) entry.second *= factor;
}

void SiteSpecies::remove(const std::string& symbol) {
  amounts_.erase(std::remove_if(amounts_.begin(), amounts_.end(),
                                [&](const auto& e) { return e.first.symbol == symbol; }),
                 amounts_.end());
}

double SiteSpecies::total() const {
  double sum = 0;
  for (const auto& entry : amounts_) sum += entry.second;
  return sum;
}

bool SiteSpecies::is_oxygen_with_hydrogen() const {
  const Species oxygen{"O", false, 0}, hydrogen{"H", false, 0};
  return amounts_.size() == 2 && ((amounts_[0].first == oxygen && amounts_[1].first == hydrogen) ||
                                  (amounts_[0].first == hydrogen && amounts_[1].first == oxygen));
}

bool SiteSpecies::same_as(const SiteSpecies& other) const {
  if (amounts_.size() != other.amounts_.size()) return false;
  return std::all_of(amounts_.begin(), amounts_.end(), [&](const auto& mine) {
    return std::any_of(other.amounts_.begin(), other.amounts_.end(), [&](const auto& theirs) {
      return mine.first == theirs.first &&
             std::abs(mine.second - theirs.second) <= kAmountTolerance;
    });
  });
}

double SiteSpecies::mean_electronegativity() const {
  double sum = 0;
  for (const auto& [species, amount] : amounts_)
    sum += electronegativity_or_nan(species.symbol) * amount;
  return sum / total();
}

std::vector<std::pair<Species, double>> SiteSpecies::sorted() const {
  auto entries = amounts_;
  std::sort(entries.begin(), entries.end(),
            [](const auto& a, const auto& b) { return a.first < b.first; });
  return entries;
}

std::string SiteSpecies::text() const {
  if (amounts_.size() == 1 && amounts_[0].second == 1.0) return amounts_[0].first.text();
  std::string out;
  for (const auto& [species, amount] : sorted()) {
    char number[32];
    std::snprintf(number, sizeof number, "%.3g", amount);
    out += (out.empty() ? "" : ", ") + species.text() + ":" + number;
    if (amount == std::floor(amount)) out += ".0";
  }
  return out;
}

bool SiteSpecies::before(const SiteSpecies& other) const {
  const double mine = mean_electronegativity(), theirs = other.mean_electronegativity();
  // With NaN neither holds, and the texts decide, as in pymatgen.
  if (mine < theirs) return true;
  if (mine > theirs) return false;
  const std::string my_text = text(), their_text = other.text();
  if (my_text != their_text) return my_text < their_text;
  // The same species: amounts that differ beyond the digits of the text.
  const auto by_amount = [](const auto& a, const auto& b) { return a.second < b.second; };
  const auto a = sorted(), b = other.sorted();
  return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end(), by_amount);
}

std::vector<Occupant> SiteSpecies::occupants() const {
  std::map<int, double> sum;
  for (const auto& [species, amount] : amounts_) sum[atomic_number(species.symbol)] += amount;
  std::vector<Occupant> out;
  out.reserve(sum.size());
  for (const auto& [z, amount] : sum) out.push_back({z, std::min(amount, 1.0)});
  return out;
}

std::vector<int> rank_species(const std::vector<SiteSpecies>& sites) {
  std::vector<SiteSpecies> distinct;
  std::vector<int> kind(sites.size());
  for (std::size_t i = 0; i < sites.size(); ++i) {
    const auto it = std::find_if(distinct.begin(), distinct.end(),
                                 [&](const SiteSpecies& s) { return s.same_as(sites[i]); });
    kind[i] = static_cast<int>(it - distinct.begin());
    if (it == distinct.end()) distinct.push_back(sites[i]);
  }
  // Insertion, not std::sort: electronegativities that do not exist make the order inconsistent.
  std::vector<int> order;
  for (int k = 0; k < static_cast<int>(distinct.size()); ++k) {
    auto at = order.end();
    while (at != order.begin() && distinct[k].before(distinct[*(at - 1)])) --at;
    order.insert(at, k);
  }
  std::vector<int> rank(distinct.size());
  for (std::size_t r = 0; r < order.size(); ++r) rank[order[r]] = static_cast<int>(r);
  for (int& k : kind) k = rank[k];
  return kind;
}

std::vector<int> rank_species(const Structure& s) {
  std::vector<SiteSpecies> sites(s.sites.size());
  for (std::size_t i = 0; i < s.sites.size(); ++i)
    for (const Occupant& o : s.sites[i].occupants)
      sites[i].add({std::string(element_symbol(o.z)), false, 0.0}, o.occupancy);
  return rank_species(sites);
}

}  // namespace clasp
