// SPDX-License-Identifier: MIT
#include "cli/workers/structure_embedder.h"

#include <fmt/format.h>

#include <cstdlib>
#include <cstring>
#include <memory>

#include "core/error.h"
#include "corpus/cif.h"
#include "encoder/snapshot_encoder.h"

namespace clasp {
namespace {

using nlohmann::json;

/// Numbers as they lie in memory, which costs less than one JSON value each.
template <class T>
json packed(const std::vector<T>& values) {
  json::binary_t::container_type bytes(values.size() * sizeof(T));
  if (!bytes.empty()) std::memcpy(bytes.data(), values.data(), bytes.size());
  return json::binary(std::move(bytes));
}

template <class T>
std::vector<T> unpacked(const json& message) {
  const auto& bytes = message.get_binary();
  std::vector<T> values(bytes.size() / sizeof(T));
  if (!bytes.empty()) std::memcpy(values.data(), bytes.data(), bytes.size());
  return values;
}

/// The cell's nine numbers; then for every site three coordinates, the number of occupants, and
/// atomic number and occupancy of each.
json to_message(const Structure& s) {
  std::vector<double> values;
  for (const Vec3& row : s.lattice) values.insert(values.end(), row.begin(), row.end());
  for (const Site& site : s.sites) {
    values.insert(values.end(), site.frac.begin(), site.frac.end());
    values.push_back(static_cast<double>(site.occupants.size()));
    for (const Occupant& o : site.occupants) {
      values.push_back(o.z);
      values.push_back(o.occupancy);
    }
  }
  return packed(values);
}

Structure structure_from(const json& message) {
  const auto values = unpacked<double>(message);
  const double* at = values.data();
  Structure s;
  for (Vec3& row : s.lattice)
    for (double& x : row) x = *at++;
  while (at != values.data() + values.size()) {
    Site site;
    for (double& x : site.frac) x = *at++;
    for (auto left = static_cast<int>(*at++); left > 0; --left, at += 2)
      site.occupants.push_back({static_cast<int>(at[0]), at[1]});
    s.sites.push_back(std::move(site));
  }
  return s;
}

/// A worker's answer to a job is a list of these.
json rejected(const std::string& source, const std::string& reason) {
  return {{"source", source}, {"reason", reason}};
}

Embedded embedded_from(const json& j) {
  Embedded e;
  e.entry.source = j.at("source");
  e.entry.formula = j.value("formula", "");
  e.entry.title = j.value("title", "");
  e.entry.doi = j.value("doi", "");
  e.entry.year = j.value("year", 0);
  e.entry.elements = j.value("elements", std::set<int>());
  e.entry.sites = j.value("sites", 0);
  e.entry.space_group = j.value("space_group", 0);
  for (const json& row : j.value("rows", json::array())) e.rows.push_back(unpacked<float>(row));
  e.reason = j.value("reason", "");
  return e;
}

/// What a worker does.
class JobEmbedder {
 public:
  JobEmbedder(const std::vector<const ModelFile*>& models, const EmbedderOptions& options)
      : options_(options) {
    setenv("KOKKOS_NUM_THREADS", "1", 1);  // every core has a worker
    for (const ModelFile* model : models) encoders_.emplace_back(*model);
  }

  json operator()(const json& job) {
    const std::string source = job.at("source");
    if (job.contains("problem")) return json::array({rejected(source, job["problem"])});
    if (job.contains("text"))
      return embed_cif(job.at("text").get_ref<const std::string&>(), source, job.at("block"));
    return json::array({attempt(source, [&](json& result) {
      result["rows"] = rows_of(structure_from(job.at("structure")), source);
    })});
  }

 private:
  /// A result that `fill` completes, or that says why it could not.
  template <class Fill>
  static json attempt(const std::string& source, const Fill& fill) {
    json result = {{"source", source}};
    try {
      fill(result);
    } catch (const Error& e) {
      return rejected(source, e.reason());
    }
    return result;
  }

  json rows_of(const Structure& s, const std::string& source) {
    if (s.sites.size() > static_cast<std::size_t>(options_.max_sites))
      throw Error(source, "",
                  fmt::format("{} sites in the conventional cell, more than {}", s.sites.size(),
                              options_.max_sites),
                  "raise --max-sites");
    json rows = json::array();
    for (CrystalEncoder& encoder : encoders_) rows.push_back(packed(encoder.embed(s, source)));
    return rows;
  }

  json embed_cif(const std::string& text, const std::string& path, const std::string& block) {
    std::vector<CifEntry> entries;
    std::vector<CifProblem> problems;
    try {
      entries = read_cif(text, path, block, &problems);
    } catch (const Error& e) {
      return json::array({rejected(block.empty() ? path : path + "#" + block, e.reason())});
    }
    json results = json::array();
    for (const CifProblem& problem : problems)
      results.push_back(rejected(path + "#" + problem.block, problem.reason));
    const bool several = entries.size() > 1 || !block.empty();
    for (const CifEntry& cif : entries)
      results.push_back(attempt(several ? path + "#" + cif.block : path,
                                [&](json& result) { embed_entry(cif, result); }));
    return results;
  }

  void embed_entry(const CifEntry& cif, json& result) {
    const std::string source = result["source"];
    if (options_.wanted && !options_.wanted(source)) return;
    int space_group = 0;
    const Structure cell =
        conventional_standard_cell(cif.structure, source, &space_group, cif.kinds);
    result["rows"] = rows_of(cell, source);
    result["formula"] = reduced_formula(cell);
    result["title"] = cif.title;
    result["doi"] = cif.doi;
    result["year"] = cif.year;
    result["sites"] = cell.sites.size();
    result["space_group"] = space_group;
    std::set<int> elements;
    for (const auto& [z, amount] : composition(cell)) elements.insert(z);
    result["elements"] = elements;
  }

  EmbedderOptions options_;
  std::vector<CrystalEncoder> encoders_;
};

WorkerPool::Take for_each(StructureEmbedder::Take take) {
  return [take = std::move(take)](const json& results) {
    for (const json& result : results) take(embedded_from(result));
  };
}

}  // namespace

StructureEmbedder::StructureEmbedder(const std::vector<const ModelFile*>& models,
                                     const EmbedderOptions& options)
    : pool_(options.workers, [models, options]() -> WorkerPool::Work {
        return [embedder = std::make_shared<JobEmbedder>(models, options)](const json& job) {
          return (*embedder)(job);
        };
      }) {}

void StructureEmbedder::embed_cif(const FoundFile& file, const std::string& block, Take take) {
  json job = {{"source", file.path}, {"block", block}, {"text", file.text}};
  if (!file.problem.empty()) job["problem"] = file.rejection();
  pool_.ask(file.path, job, for_each(std::move(take)));
}

void StructureEmbedder::embed(const Structure& s, const std::string& source, Take take) {
  pool_.ask(source, {{"source", source}, {"structure", to_message(s)}}, for_each(std::move(take)));
}

}  // namespace clasp
