// SPDX-License-Identifier: MIT
#include "corpus/summary.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <map>
#include <set>

#include "corpus/abstracts.h"
#include "corpus/files.h"
#include "corpus/keywords.h"

namespace clasp {
namespace {

using nlohmann::json;
using Counts = std::map<std::string, std::int64_t>;

std::string folder_of(const std::string& source) {
  if (source.rfind("textbook/", 0) == 0) return "textbook";
  const std::string path = split_source(source).first;
  const auto slash = path.rfind('/');
  return slash == std::string::npos ? "." : path.substr(0, slash);
}

const char* phase_name(Phase phase) {
  return phase == Phase::kCrystal ? "crystal" : phase == Phase::kLiquid ? "liquid" : "glass";
}

const char* system_name(int space_group) {
  if (space_group < 1) return "none";
  if (space_group < 3) return "triclinic";
  if (space_group < 16) return "monoclinic";
  if (space_group < 75) return "orthorhombic";
  if (space_group < 143) return "tetragonal";
  if (space_group < 168) return "trigonal";
  return space_group < 195 ? "hexagonal" : "cubic";
}

/// A reason without the names and numbers of its file, so that equal causes count together.
std::string cause(const std::string& reason) {
  std::string out;
  bool quoted = false;
  for (const char c : reason) {
    if (c == '\'') {
      if (!quoted) out += "*";
      quoted = !quoted;
    } else if (!quoted && (std::isdigit(static_cast<unsigned char>(c)) ||
                           (c == '.' && !out.empty() && out.back() == '*'))) {
      if (out.empty() || out.back() != '*') out += '*';
    } else if (!quoted) {
      out += c;
    }
  }
  return out;
}

json largest_first(const Counts& counts) {
  std::vector<std::pair<std::string, std::int64_t>> sorted(counts.begin(), counts.end());
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  json j = json::array();
  for (const auto& [reason, n] : sorted) j.push_back({{"reason", reason}, {"count", n}});
  return j;
}

std::string section(const char* title, const json& counts) {
  if (counts.empty()) return {};
  std::string text = fmt::format("{}\n", title);
  for (const auto& [name, n] : counts.items())
    text += fmt::format("  {:>8}  {}\n", n.get<std::int64_t>(), name);
  return text;
}

}  // namespace

json summarise(const Database& db) {
  Counts folders, splits, phases, systems, captions, labels, causes;
  std::int64_t sites = 0, structures = 0;
  db.for_each_structure([&](const StructureRow& row) {
    ++structures;
    sites += static_cast<std::int64_t>(row.structure.sites.size());
    ++folders[folder_of(row.source)];
    ++splits[row.split.empty() ? "none" : row.split];
    ++phases[phase_name(row.phase)];
    if (row.phase == Phase::kCrystal) ++systems[system_name(row.space_group)];
  });
  std::set<std::int64_t> captioned;
  for (const CaptionRow& c : db.captions()) {
    ++captions[c.source];
    captioned.insert(c.structure);
  }
  for (const LabelRow& l : db.labels()) ++labels[l.name];
  Counts by_doi, by_publication;
  for (const AbstractRow& row : abstracts(db))
    ++by_doi[row.text.empty() ? row.problem : "abstracts found"];
  for (const KeywordRow& row : keywords(db))
    ++by_publication[row.words.empty() ? row.problem : "with keywords"];
  json rejected = json::array();
  for (const auto& [source, reason] : db.rejected()) {
    ++causes[cause(reason)];
    rejected.push_back({{"source", source}, {"reason", reason}});
  }
  return {{"structures", structures},
          {"sites", sites},
          {"structures_with_captions", captioned.size()},
          {"publications", db.count("publications")},
          {"sources", folders},
          {"splits", splits},
          {"phases", phases},
          {"crystal_systems", systems},
          {"captions", captions},
          {"labels", labels},
          {"duplicates", db.count("duplicates")},
          {"abstracts", by_doi},
          {"keywords", by_publication},
          {"rejected_reasons", largest_first(causes)},
          {"rejected", rejected}};
}

std::string summary_text(const json& s) {
  std::string text = fmt::format(
      "{} structures ({} sites), {} of them with captions; {} publications; {} rejected\n",
      s.at("structures").get<std::int64_t>(), s.at("sites").get<std::int64_t>(),
      s.at("structures_with_captions").get<std::int64_t>(),
      s.at("publications").get<std::int64_t>(), s.at("rejected").size());
  if (const auto n = s.at("duplicates").get<std::int64_t>(); n > 0)
    text += fmt::format("{} structures are the same crystal as another\n", n);
  text += section("sources", s.at("sources")) + section("splits", s.at("splits")) +
          section("phases", s.at("phases")) + section("crystal systems", s.at("crystal_systems")) +
          section("captions", s.at("captions")) + section("labels", s.at("labels")) +
          section("abstracts, by DOI", s.at("abstracts")) +
          section("keywords, by publication", s.at("keywords"));
  if (!s.at("rejected_reasons").empty()) text += "rejected\n";
  for (const auto& j : s.at("rejected_reasons"))
    text += fmt::format("  {:>8}  {}\n", j.at("count").get<std::int64_t>(),
                        j.at("reason").get<std::string>());
  return text;
}

}  // namespace clasp
