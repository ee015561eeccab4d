// SPDX-License-Identifier: MIT
#include "cli/map_output.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/csv.h"
#include "core/elements.h"
#include "core/json_text.h"
#include "core/write_file.h"

namespace clasp {
namespace {

using nlohmann::json;

void write_text(const std::string& path, const std::string& text) {
  write_file_atomically(path, text.data(), text.size());
}

json chemiscope_structure(const Structure& s) {
  json one = {{"size", s.sites.size()}, {"names", json::array()}};
  json& names = one["names"];
  std::array<std::vector<double>, 3> xyz;
  for (std::size_t i = 0; i < s.sites.size(); ++i) {
    const Vec3 at = s.cartesian(static_cast<int>(i));
    for (std::size_t k = 0; k < 3; ++k) xyz[k].push_back(at[k]);
    const auto& occupants = s.sites[i].occupants;
    names.push_back(occupants.empty() ? "X" : element_symbol(occupants.front().z));
  }
  one["x"] = xyz[0];
  one["y"] = xyz[1];
  one["z"] = xyz[2];
  for (const Vec3& row : s.lattice)
    for (const double v : row) one["cell"].push_back(v);
  return one;
}

template <class Values>
json property(const Values& values, const std::string& unit = {}) {
  json one = {{"target", "structure"}, {"values", values}};
  if (!unit.empty()) one["units"] = unit;
  return one;
}

bool complete(const std::vector<float>& values) {
  return std::all_of(values.begin(), values.end(), [](float v) { return std::isfinite(v); });
}

json chemiscope_properties(const MapContents& c) {
  std::vector<float> x, y;
  std::vector<std::string> cluster, title;
  for (std::size_t i = 0; i < c.size(); ++i) {
    x.push_back(c.places[2 * i]);
    y.push_back(c.places[2 * i + 1]);
    cluster.push_back(c.cluster_labels[static_cast<std::size_t>(c.cluster[i])]);
    title.push_back(c.publications[c.publication[i]].title);
  }
  json all = {{"t-SNE 1", property(x)},       {"t-SNE 2", property(y)},
              {"cluster", property(cluster)}, {"formula", property(c.formula)},
              {"title", property(title)},     {"source", property(c.source)}};
  for (const MapPrompt& p : c.prompts) all["cosine: " + p.text] = property(p.cosine);
  for (const MapProperty& p : c.properties)  // chemiscope knows no missing values
    if (complete(p.value)) all[p.name] = property(p.value, p.unit);
  return all;
}

}  // namespace

std::vector<float> cosines(const Table& embeddings, const float* prompt) {
  std::vector<float> result(embeddings.rows);
  for (std::size_t r = 0; r < embeddings.rows; ++r) {
    double sum = 0.0;
    for (std::size_t c = 0; c < embeddings.cols; ++c)
      sum += static_cast<double>(embeddings.row(r)[c]) * prompt[c];
    result[r] = static_cast<float>(sum);
  }
  return result;
}

void write_coordinates(const std::string& path, const MapContents& c) {
  std::string text = "source,formula,x,y,cluster,cluster_label";
  for (const MapPrompt& p : c.prompts) text += "," + csv_field("cosine: " + p.text);
  text += "\n";
  for (std::size_t i = 0; i < c.size(); ++i) {
    const auto k = static_cast<std::size_t>(c.cluster[i]);
    text +=
        fmt::format("{},{},{:.5g},{:.5g},{},{}", csv_field(c.source[i]), c.formula[i],
                    c.places[2 * i], c.places[2 * i + 1], k + 1, csv_field(c.cluster_labels[k]));
    for (const MapPrompt& p : c.prompts) text += fmt::format(",{:.6f}", p.cosine[i]);
    text += "\n";
  }
  write_text(path, text);
}

void write_chemiscope(const std::string& path, const Database& db,
                      const std::vector<std::int64_t>& ids, const MapContents& contents) {
  json structures = json::array();
  db.for_each_structure([&](const StructureRow& row) {
    if (std::binary_search(ids.begin(), ids.end(), row.id))
      structures.push_back(chemiscope_structure(row.structure));
  });
  const json settings = {{"map",
                          {{"x", {{"property", "t-SNE 1"}}},
                           {"y", {{"property", "t-SNE 2"}}},
                           {"color", {{"property", "cluster"}}}}},
                         {"structure", {{{"unitCell", true}}}}};
  const json data = {{"meta", {{"name", contents.title}}},
                     {"structures", std::move(structures)},
                     {"properties", chemiscope_properties(contents)},
                     {"settings", settings}};
  write_text(path, json_text(data));
}

}  // namespace clasp
