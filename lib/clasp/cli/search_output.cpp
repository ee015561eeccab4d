// SPDX-License-Identifier: MIT
#include "cli/search_output.h"

#include <fmt/format.h>

#include "core/csv.h"
#include "corpus/space_group.h"

namespace clasp {
namespace {

constexpr std::size_t kTitle = 60;  // characters of a title in the table

/// At most so many bytes, cut between characters.
std::string cut(const std::string& text, std::size_t most) {
  if (text.size() <= most) return text;
  std::size_t end = most - 3;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return text.substr(0, end) + "...";
}

std::string known(int number) {
  return number > 0 ? std::to_string(number) : std::string();
}

std::string percentile(const SearchResult& r, const SearchHit& hit) {
  return r.calibration ? fmt::format("{:.2f}", r.calibration->percentile(hit.cosine))
                       : std::string();
}

}  // namespace

std::string search_table(const SearchResult& r) {
  std::string text =
      fmt::format("{:>4} {:>7} {:>10}  {:<24} {:<10} {:>5} {:>4}  {}", "rank", "cosine",
                  "percentile", "formula", "group", "sites", "year", "title, source");
  std::size_t rank = 0;
  for (const SearchHit& hit : r.hits) {
    const IndexEntry e = r.index.entry(hit.row);
    text += fmt::format(
        "\n{:>4} {:>7.4f} {:>10}  {:<24} {:<10} {:>5} {:>4}  {}{}{}{}", ++rank, hit.cosine,
        percentile(r, hit), cut(e.formula, 24), space_group_symbol(e.space_group), known(e.sites),
        known(e.year), cut(e.title, kTitle), e.title.empty() ? "" : ", ", e.source,
        hit.folded > 0 ? fmt::format(" (and {} folded)", hit.folded) : std::string());
  }
  return text;
}

std::string search_csv(const SearchResult& r) {
  std::string text =
      "rank,cosine,percentile,formula,space_group,sites,year,title,doi,source,folded";
  std::size_t rank = 0;
  for (const SearchHit& hit : r.hits) {
    const IndexEntry e = r.index.entry(hit.row);
    text += fmt::format("\n{},{:.6f},{},{},{},{},{},{},{},{},{}", ++rank, hit.cosine,
                        percentile(r, hit), csv_field(e.formula), known(e.space_group),
                        known(e.sites), known(e.year), csv_field(e.title), csv_field(e.doi),
                        csv_field(e.source), hit.folded);
  }
  return text;
}

nlohmann::json search_json(const SearchResult& r) {
  nlohmann::json list = nlohmann::json::array();
  for (const SearchHit& hit : r.hits) {
    const IndexEntry e = r.index.entry(hit.row);
    const auto number = [](int n) { return n > 0 ? nlohmann::json(n) : nlohmann::json(nullptr); };
    list.push_back(
        {{"rank", list.size() + 1},
         {"cosine", hit.cosine},
         {"percentile", r.calibration ? nlohmann::json(r.calibration->percentile(hit.cosine))
                                      : nlohmann::json(nullptr)},
         {"formula", e.formula},
         {"space_group", number(e.space_group)},
         {"sites", number(e.sites)},
         {"year", number(e.year)},
         {"title", e.title},
         {"doi", e.doi},
         {"source", e.source},
         {"folded", hit.folded}});
  }
  return list;
}

}  // namespace clasp
