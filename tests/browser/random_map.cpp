// SPDX-License-Identifier: MIT
// random_map N FILE: a map page of N made-up structures, for tests and measurements of the page.
#include <cmath>
#include <cstdlib>
#include <string>

#include "core/rng.h"
#include "core/write_file.h"
#include "pages/map_page.h"

namespace {

using clasp::MapContents;
using clasp::Rng;

clasp::Structure rock_salt() {
  clasp::Structure s;
  s.lattice = {{{5.64, 0, 0}, {0, 5.64, 0}, {0, 0, 5.64}}};
  for (int i = 0; i < 8; ++i) {
    const int x = i & 1, y = i >> 1 & 1, z = i >> 2;
    s.sites.push_back({{0.5 * x, 0.5 * y, 0.5 * z}, {{(x + y + z) % 2 == 0 ? 11 : 17, 1.0}}});
  }
  return s;
}

std::string random_title(Rng& rng) {
  static const char* const words[] = {"crystal", "structure", "of",      "a",      "layered",
                                      "oxide",   "with",      "zeolite", "copper", "magnetic",
                                      "order",   "phase",     "novel",   "sodium", "hydrate"};
  std::string title;
  for (int i = 0; i < 12; ++i) title += std::string(i > 0 ? " " : "") + words[rng.below(15)];
  return title + " " + std::to_string(rng.below(1000000));
}

void add_point(MapContents& c, std::size_t i, Rng& rng) {
  const double group = static_cast<double>(i % 20);
  c.places.push_back(static_cast<float>(10.0 * std::cos(group) + rng.normal()));
  c.places.push_back(static_cast<float>(10.0 * std::sin(group) + rng.normal()));
  c.cluster.push_back(static_cast<int>(i % 20));
  c.prompts[0].cosine.push_back(static_cast<float>(std::sin(group)));
  c.properties[0].value.push_back(i % 10 == 0 ? NAN : static_cast<float>(rng.uniform(1.0, 9.0)));
  c.source.push_back("made-up/" + std::to_string(i));
  c.formula.push_back(i % 2 == 0 ? "NaCl" : "Fe2O3");
  c.publication.push_back(static_cast<std::uint32_t>(i));
  c.publications.push_back({random_title(rng), "10.1000/" + std::to_string(i), "Journal", 2000});
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  const auto n = static_cast<std::size_t>(std::atol(argv[1]));
  MapContents c;
  c.title = "Made-up structures";
  c.model = "none";
  for (int k = 0; k < 20; ++k) c.cluster_labels.push_back("group " + std::to_string(k));
  c.prompts.push_back({"zeolite", {}, {}});
  c.properties.push_back({"density", "g/cm3", {}});
  Rng rng(1);
  for (std::size_t i = 0; i < n; ++i) add_point(c, i, rng);
  c.structures.assign(n, clasp::packed_structure(rock_salt()));
  const std::string html = clasp::map_page(c, 1000000000).html;
  clasp::write_file_atomically(argv[2], html.data(), html.size());
}
