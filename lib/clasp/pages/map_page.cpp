// SPDX-License-Identifier: MIT
#include "pages/map_page.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numeric>

#include "pages/page.h"

namespace clasp {
namespace {

using nlohmann::json;

constexpr std::size_t kStructuresPerBlock = 512;
constexpr int kNowhere = 65535, kLargestPlace = 65534;
constexpr std::size_t kMostSites = 65535;

template <class Number>
void append(std::string& bytes, Number value) {
  char raw[sizeof value];
  std::memcpy(raw, &value, sizeof value);
  bytes.append(raw, sizeof value);
}

template <class Number>
std::string bytes_of(const std::vector<Number>& values) {
  return {reinterpret_cast<const char*>(values.data()), values.size() * sizeof(Number)};
}

/// Smallest and largest of the values that are numbers; 0 and 1 where there are none.
std::pair<float, float> range_of(const std::vector<float>& values) {
  float low = INFINITY, high = -INFINITY;
  for (const float v : values) {
    if (!std::isfinite(v)) continue;
    low = std::min(low, v);
    high = std::max(high, v);
  }
  if (low > high) return {0.0F, 1.0F};
  return {low, low < high ? high : low + 1.0F};
}

/// The square that holds all places: both axes have one scale.
struct Square {
  float x = 0, y = 0, side = 1;

  explicit Square(const Places& places) {
    std::vector<float> xs, ys;
    for (std::size_t i = 0; i < places.size(); i += 2) {
      xs.push_back(places[i]);
      ys.push_back(places[i + 1]);
    }
    const auto [left, right] = range_of(xs);
    const auto [bottom, top] = range_of(ys);
    side = std::max(right - left, top - bottom);
    x = 0.5F * (left + right - side);
    y = 0.5F * (bottom + top - side);
  }
  int inside(float value, float origin) const {
    if (!std::isfinite(value)) return kNowhere;
    return std::clamp(static_cast<int>(std::lround((value - origin) / side * kLargestPlace)), 0,
                      kLargestPlace);
  }
};

/// The contents in the order of a page. The order is random, so that any first part of the points
/// is a fair picture of all: what the page draws while it is moved.
class Writer {
 public:
  Writer(const MapContents& contents, Page& page)
      : c_(contents), page_(page), order_(contents.size()) {
    std::iota(order_.begin(), order_.end(), 0U);
    std::uint64_t state = 1;
    for (std::size_t i = order_.size(); i > 1; --i) {
      state = state * 6364136223846793005ULL + 1442695040888963407ULL;
      std::swap(order_[i - 1], order_[(state >> 33) % i]);
    }
  }

  void add_all() {
    add_head();
    add_places("places", c_.places);
    if (!c_.second.empty()) add_places("second", c_.second);
    std::vector<std::uint8_t> cluster;
    for (const auto i : order_) cluster.push_back(static_cast<std::uint8_t>(c_.cluster[i]));
    page_.add_binary("cluster", bytes_of(cluster));
    for (std::size_t p = 0; p < c_.prompts.size(); ++p) add_prompt(p);
    for (std::size_t p = 0; p < c_.properties.size(); ++p) add_property(p);
    add_texts();
  }

  /// @param largest  bytes of the largest structure that is taken
  /// @return how many were left out
  std::size_t add_structures(std::size_t largest) {
    std::size_t left_out = 0;
    for (std::size_t begin = 0; begin < order_.size(); begin += kStructuresPerBlock) {
      std::string block;
      for (std::size_t o = begin; o < std::min(order_.size(), begin + kStructuresPerBlock); ++o) {
        const std::string& packed = c_.structures[order_[o]];
        const bool in = packed.size() <= largest;
        left_out += !in;
        append(block, static_cast<std::uint32_t>(in ? packed.size() : 0));
        if (in) block += packed;
      }
      page_.add_binary("structures" + std::to_string(begin / kStructuresPerBlock), block);
    }
    return left_out;
  }

 private:
  void add_head() {
    json prompts = json::array(), properties = json::array(), frames = json::array();
    for (const MapPrompt& p : c_.prompts) {
      const auto [low, high] = range_of(p.cosine);
      prompts.push_back(
          {{"text", p.text}, {"low", low}, {"high", high}, {"percentile", p.percentile}});
    }
    for (const MapProperty& p : c_.properties) {
      const auto [low, high] = range_of(p.value);
      properties.push_back({{"name", p.name}, {"unit", p.unit}, {"low", low}, {"high", high}});
    }
    const Square square(c_.places);
    for (const MapFrame& f : c_.trajectory)
      frames.push_back({{"step", f.step},
                        {"time", f.time},
                        {"tag", f.tag},
                        {"x", square.inside(f.x, square.x)},
                        {"y", square.inside(f.y, square.y)}});
    page_.add_json("head", {{"title", c_.title},
                            {"model", c_.model},
                            {"points", c_.size()},
                            {"structuresPerBlock", kStructuresPerBlock},
                            {"clusters", c_.cluster_labels},
                            {"prompts", prompts},
                            {"properties", properties},
                            {"second", c_.second.empty() ? json() : json(c_.second_title)},
                            {"trajectoryTitle", c_.trajectory_title},
                            {"trajectory", frames}});
  }

  void add_places(const char* id, const Places& places) {
    const Square square(places);
    std::vector<std::uint16_t> values;
    for (const auto i : order_) {
      values.push_back(static_cast<std::uint16_t>(square.inside(places[2 * i], square.x)));
      values.push_back(static_cast<std::uint16_t>(square.inside(places[2 * i + 1], square.y)));
    }
    page_.add_binary(id, bytes_of(values));
  }

  void add_prompt(std::size_t p) {
    const std::vector<float>& cosine = c_.prompts[p].cosine;
    const auto [low, high] = range_of(cosine);
    std::vector<std::uint8_t> values;
    for (const auto i : order_)
      values.push_back(
          static_cast<std::uint8_t>(std::lround((cosine[i] - low) / (high - low) * 255.0F)));
    page_.add_binary("prompt" + std::to_string(p), bytes_of(values));
  }

  void add_property(std::size_t p) {
    const std::vector<float>& value = c_.properties[p].value;
    const auto [low, high] = range_of(value);
    std::vector<std::uint16_t> values;
    for (const auto i : order_)
      values.push_back(static_cast<std::uint16_t>(
          std::isfinite(value[i])
              ? std::lround((value[i] - low) / (high - low) * static_cast<float>(kLargestPlace))
              : kNowhere));
    page_.add_binary("property" + std::to_string(p), bytes_of(values));
  }

  void add_texts() {
    std::string formulas, sources, publications;
    std::vector<std::uint32_t> publication;
    for (const auto i : order_) {
      formulas += line(c_.formula[i]) + "\n";
      sources += line(c_.source[i]) + "\n";
      publication.push_back(c_.publication[i]);
    }
    for (const MapPublication& p : c_.publications)
      publications += line(p.title) + "\t" + line(p.doi) + "\t" + line(p.journal) + "\t" +
                      (p.year > 0 ? std::to_string(p.year) : "") + "\n";
    page_.add_binary("formulas", formulas);
    page_.add_binary("sources", sources);
    page_.add_binary("publication", bytes_of(publication));
    page_.add_binary("publications", publications);
  }

  static std::string line(std::string text) {
    for (char& c : text)
      if (c == '\n' || c == '\t' || c == '\r') c = ' ';
    return text;
  }

  const MapContents& c_;
  Page& page_;
  std::vector<std::uint32_t> order_;
};

Page page_with(const MapContents& contents) {
  Page page("map", contents.title);
  for (const char* script :
       {"three.min.js", "d3.min.js", "common.js", "elements.js", "points.js", "raster.js",
        "view.js", "lines.js", "colours.js", "crystal.js", "map.js"})
    page.add_script(script);
  return page;
}

/// The size up to which structures fit into so many bytes of base64, by a pessimistic guess of what
/// deflation saves.
std::size_t largest_that_fits(const MapContents& c, std::size_t bytes) {
  std::vector<std::size_t> sizes;
  for (const std::string& s : c.structures) sizes.push_back(s.size());
  std::sort(sizes.begin(), sizes.end());
  double used = 0.0;
  std::size_t largest = 0;
  for (const std::size_t size : sizes) {
    used += (4.0 + static_cast<double>(size)) * 4.0 / 3.0;
    if (used > static_cast<double>(bytes)) return size > 0 ? std::min(largest, size - 1) : 0;
    largest = size;
  }
  return largest;
}

double angle(const Vec3& a, const Vec3& b) {
  const double cosine = dot(a, b) / (norm(a) * norm(b));
  return std::acos(std::clamp(cosine, -1.0, 1.0)) * 180.0 / 3.141592653589793;
}

}  // namespace

std::string packed_structure(const Structure& s) {
  std::string bytes;
  const auto& [a, b, c] = s.lattice;
  for (const double v : {norm(a), norm(b), norm(c), angle(b, c), angle(a, c), angle(a, b)})
    append(bytes, static_cast<float>(v));
  if (s.sites.size() > kMostSites) return {};
  const double hand = determinant(s.lattice) < 0 ? -1.0 : 1.0;  // parameters are right-handed
  for (const Site& site : s.sites) {
    if (site.occupants.empty()) continue;
    const auto most = std::max_element(
        site.occupants.begin(), site.occupants.end(),
        [](const Occupant& x, const Occupant& y) { return x.occupancy < y.occupancy; });
    append(bytes, static_cast<std::uint8_t>(most->z));
    std::uint32_t packed = 0;
    for (int k = 0; k < 3; ++k) {
      const double x = hand * site.frac[k];
      packed |= (static_cast<std::uint32_t>(std::lround((x - std::floor(x)) * 1024.0)) & 1023U)
                << (10 * k);
    }
    append(bytes, packed);
  }
  return bytes;
}

MapPage map_page(const MapContents& contents, std::size_t most_bytes) {
  Page page = page_with(contents);
  Writer writer(contents, page);
  writer.add_all();
  const std::size_t used = page.html().size();
  const std::size_t largest =
      largest_that_fits(contents, most_bytes > used ? most_bytes - used : 0);
  const std::size_t left_out = writer.add_structures(largest);
  return {page.html(), left_out};
}

}  // namespace clasp
