// SPDX-License-Identifier: MIT
#include "cli/map_corpus.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <map>
#include <unordered_map>

#include "core/elements.h"
#include "core/error.h"
#include "core/rng.h"
#include "corpus/sqlite.h"

namespace clasp {
namespace {

constexpr float kUnknown = std::numeric_limits<float>::quiet_NaN();

/// g/cm^3; the mean mass of partial occupants counts.
float density(const Structure& s) {
  constexpr double kGramsPerCubicCentimetre = 1.66053906660;  // of one g/mol per cubic Angstrom
  double mass = 0.0;
  for (const auto& [z, amount] : composition(s)) mass += amount * atomic_mass(z);
  return static_cast<float>(mass / s.volume() * kGramsPerCubicCentimetre);
}

/// Publications of the structures, each once.
class Publications {
 public:
  Publications(const Database& db, MapContents& contents) : contents_(contents) {
    for (const CaptionRow& caption : db.captions()) {
      auto [place, first] = chosen_.try_emplace(caption.structure, caption);
      // a paper's title, or else whatever comes first
      if (!first && place->second.source != "title" && caption.source == "title")
        place->second = caption;
    }
    Statement rows(db.handle(), db.path(), "SELECT id,doi,title,journal,year FROM publications");
    while (rows.step())
      papers_[rows.integer(0)] = {rows.text(2), rows.text(1), rows.text(3),
                                  static_cast<int>(rows.integer(4))};
  }

  /// Row of the structure's publication in the contents.
  std::uint32_t row_of(std::int64_t structure) {
    const auto found = chosen_.find(structure);
    if (found == chosen_.end()) return row("", {});
    const CaptionRow& caption = found->second;
    const auto paper = papers_.find(caption.publication);
    if (caption.source == "title" && paper != papers_.end())
      return row("paper " + std::to_string(caption.publication), paper->second);
    return row("caption " + caption.text, {caption.text, "", "", 0});
  }

 private:
  std::uint32_t row(const std::string& key, const MapPublication& publication) {
    const auto next = static_cast<std::uint32_t>(contents_.publications.size());
    const auto [place, added] = rows_.try_emplace(key, next);
    if (added) contents_.publications.push_back(publication);
    return place->second;
  }

  MapContents& contents_;
  std::unordered_map<std::int64_t, CaptionRow> chosen_;
  std::unordered_map<std::int64_t, MapPublication> papers_;
  std::unordered_map<std::string, std::uint32_t> rows_;
};

/// Numbers of entries in other databases measure nothing.
bool is_identifier(const std::string& label) {
  return label == "cod" || label == "amcsd";
}

/// Labels that are numbers: band gaps, critical temperatures.
void add_labels(const Database& db, const std::unordered_map<std::int64_t, std::size_t>& place,
                MapContents& contents) {
  std::map<std::string, std::vector<float>> numbers;
  std::map<std::string, bool> words;
  for (const LabelRow& label : db.labels()) {
    const auto found = place.find(label.structure);
    if (found == place.end() || is_identifier(label.name)) continue;
    char* end = nullptr;
    const float value = std::strtof(label.value.c_str(), &end);
    if (end == label.value.c_str() || *end != '\0') {
      words[label.name] = true;
      continue;
    }
    auto& column = numbers[label.name];
    column.resize(place.size(), kUnknown);
    column[found->second] = value;
  }
  for (auto& [name, values] : numbers)
    if (!words[name]) contents.properties.push_back({name, "", std::move(values)});
}

}  // namespace

std::vector<std::int64_t> select_structures(const Database& db, const MapSelection& selection) {
  std::vector<std::int64_t> ids;
  Statement rows(
      db.handle(), db.path(),
      "SELECT id FROM structures WHERE (phase=0 OR ?) AND (?='' OR split=?) AND source NOT LIKE ? "
      "ORDER BY id");
  rows.bind(static_cast<int>(selection.packings), selection.split, selection.split,
            std::string(kAnalogueSource) + "%");
  while (rows.step()) ids.push_back(rows.integer(0));
  if (ids.empty())
    throw Error(db.path(), "", "holds no structures for the map",
                selection.split.empty()
                    ? "fill it with `clasp corpus ingest`"
                    : "leave --split out, or make splits with `clasp corpus split`");
  if (selection.sample > 0 && selection.sample < ids.size()) {
    Rng rng(selection.seed);
    for (std::size_t i = 0; i < selection.sample; ++i)
      std::swap(ids[i], ids[i + rng.below(ids.size() - i)]);
    ids.resize(selection.sample);
    std::sort(ids.begin(), ids.end());
  }
  return ids;
}

void read_entries(const Database& db, const std::vector<std::int64_t>& ids, MapContents& contents) {
  Publications publications(db, contents);
  std::unordered_map<std::int64_t, std::size_t> place;
  for (std::size_t i = 0; i < ids.size(); ++i) place[ids[i]] = i;
  std::vector<float> sites, volume, density_of, group, elements, year;
  db.for_each_structure([&](const StructureRow& row) {
    if (place.count(row.id) == 0) return;
    contents.source.push_back(row.source);
    contents.formula.push_back(row.formula);
    contents.publication.push_back(publications.row_of(row.id));
    contents.structures.push_back(packed_structure(row.structure));
    const auto n = static_cast<float>(row.structure.sites.size());
    sites.push_back(n);
    volume.push_back(static_cast<float>(row.structure.volume()) / n);
    density_of.push_back(density(row.structure));
    group.push_back(row.space_group > 0 ? static_cast<float>(row.space_group) : kUnknown);
    elements.push_back(static_cast<float>(composition(row.structure).size()));
    const int published = contents.publications[contents.publication.back()].year;
    year.push_back(published > 0 ? static_cast<float>(published) : kUnknown);
  });
  contents.properties = {
      {"density", "g/cm³", std::move(density_of)}, {"volume per atom", "Å³", std::move(volume)},
      {"atoms in the cell", "", std::move(sites)}, {"elements", "", std::move(elements)},
      {"space group", "", std::move(group)},       {"year", "", std::move(year)}};
  add_labels(db, place, contents);
}

}  // namespace clasp
