// SPDX-License-Identifier: MIT
// The map of materials as one HTML file.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/structure.h"

namespace clasp {

/// Places in the plane; NaN where a structure has none.
using Places = std::vector<float>;  // [n][2]

struct MapPrompt {
  std::string text;
  std::vector<float> cosine;  ///< of every structure
  /// Percentile of cosines low, low + step, ..., high (low and high: of `cosine`), 256 of them;
  /// empty without references.
  std::vector<double> percentile;
};

struct MapProperty {
  std::string name, unit;
  std::vector<float> value;  ///< of every structure; NaN: unknown
};

struct MapPublication {
  std::string title, doi, journal;
  int year = 0;  ///< 0: unknown
};

struct MapFrame {
  std::int64_t step = 0;
  double time = 0.0;
  std::string tag;
  float x = 0.0F, y = 0.0F;
};

struct MapContents {
  std::string title, model;
  Places places;
  Places second;  ///< of another embedding; empty: none
  std::string second_title;
  std::vector<int> cluster;  ///< of every structure
  std::vector<std::string> cluster_labels;
  std::vector<MapPrompt> prompts;
  std::vector<MapProperty> properties;
  std::vector<std::string> source, formula;
  std::vector<std::uint32_t> publication;  ///< row of `publications` for every structure
  std::vector<MapPublication> publications;
  std::vector<std::string> structures;  ///< packed_structure() of each
  std::vector<MapFrame> trajectory;
  std::string trajectory_title;

  std::size_t size() const { return formula.size(); }
};

/// A cell small enough for a page: six parameters as floats, then element and three 10-bit
/// coordinates a site, the most frequent occupant standing for all.
std::string packed_structure(const Structure& s);

struct MapPage {
  std::string html;
  std::size_t left_out = 0;  ///< structures without a 3-D view
};

/// @param most_bytes  structures are left out, largest first, until the page is no larger; points
/// never are
MapPage map_page(const MapContents& contents, std::size_t most_bytes);

}  // namespace clasp
