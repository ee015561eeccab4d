// SPDX-License-Identifier: GPL-2.0-or-later
#include "clasp_rank_encoder.h"

#include <algorithm>
#include <utility>

#include "encoder/snapshot_encoder.h"

namespace clasp {
namespace {

KindFeatures rows_of(const std::vector<std::string>& symbols, const ModelFile& model) {
  KindFeatures rows;
  for (const std::string& symbol : symbols) rows.push_back(element_row(symbol, model));
  return rows;
}

}  // namespace

struct RankEncoder::Implementation {
  Implementation(const ModelFile& model, const std::vector<std::string>& symbols, Place place)
      : encoder(model, rows_of(symbols, model), place), graph(model.settings().graph) {}

  void encode(const RankAtoms& atoms, RankExchange& exchange, double radius);
  void exchange_features(RankExchange& exchange);
  void break_ties(RankExchange& exchange);
  void give_first_atom(int first, int kind, bool begun, RankExchange& exchange);

  SnapshotEncoder encoder;
  GraphSettings graph;
  std::vector<double> mean;  // features of the pooled atoms of all ranks
  long pooled = 0;           // their number
};

/// Graph and features, with all points within `radius` of owned ones present.
void RankEncoder::Implementation::encode(const RankAtoms& atoms, RankExchange& exchange,
                                         double radius) {
  const double needed = encoder.set_points(atoms.n_local, atoms.n_all, atoms.x, atoms.kind);
  exchange.require_complete(std::max(needed, radius));

  bool pads = false;
  int first = -1, first_kind = 0;
  if (graph.padding == Padding::kFirstAtom) {
    pads = exchange.largest(encoder.needs_first_atom() ? 1.0 : 0.0) > 0.0;
    if (pads) {
      first = exchange.first_atom(first_kind);
      encoder.set_first_atom(first);
    }
  }
  break_ties(exchange);

  if (pads) give_first_atom(first, first_kind, false, exchange);
  encoder.begin();
  for (int layer = 0; layer < encoder.layers(); ++layer) {
    if (layer > 0) {
      exchange_features(exchange);
      if (pads) give_first_atom(first, first_kind, true, exchange);
    }
    encoder.convolve(layer);
  }
}

void RankEncoder::Implementation::exchange_features(RankExchange& exchange) {
  exchange.owners_to_ghosts(encoder.features(), encoder.width() * sizeof(float));
  encoder.take_back();
}

/// Equal distances are decided by keys of the surroundings, which ghosts have from their owners.
void RankEncoder::Implementation::break_ties(RankExchange& exchange) {
  if (exchange.largest(encoder.has_ties() ? 1.0 : 0.0) > 0.0)
    for (int round = 0; round < encoder.tie_rounds(); ++round) {
      encoder.refine_ties();
      exchange.owners_to_ghosts(encoder.tie_keys(), sizeof(double));
      encoder.take_back();
    }
  encoder.resolve_ties();
}

/// Sends kind and features of the graph's first atom from its owner to all: the others add zeros.
/// Before the first convolution, which depends on the kind alone, there are no features yet.
void RankEncoder::Implementation::give_first_atom(int first, int kind, bool begun,
                                                  RankExchange& exchange) {
  const int width = encoder.width();
  std::vector<float> features(width, 0.0F);
  if (first >= 0 && begun) encoder.read_features(first, features.data());
  std::vector<double> row(features.begin(), features.end());
  row.push_back(first >= 0 ? kind : 0);
  exchange.sum(row.data(), width + 1);
  features.assign(row.begin(), row.end() - 1);
  if (first < 0) encoder.set_first_features(features.data(), static_cast<int>(row[width]));
}

std::vector<std::byte> RankEncoder::read(const std::string& path) {
  return ModelFile::open(path).crystal_part();
}

RankEncoder::RankEncoder(std::vector<std::byte> bytes, const std::string& name,
                         const std::vector<std::string>& symbols, Place place)
    : implementation_(std::make_unique<Implementation>(
          ModelFile::from_bytes(name, std::move(bytes)), symbols, place)) {}

RankEncoder::~RankEncoder() = default;

std::size_t RankEncoder::row_bytes() const {
  return std::max(implementation_->encoder.width() * sizeof(float), sizeof(double));
}
int RankEncoder::embedding_size() const {
  return implementation_->encoder.embedding_size();
}

std::vector<double> RankEncoder::embed(const RankAtoms& atoms, RankExchange& exchange) {
  Implementation& self = *implementation_;
  self.encode(atoms, exchange, 0.0);
  const int width = self.encoder.width();
  std::vector<double> total(width + 1);
  total.back() = static_cast<double>(self.encoder.pool(atoms.pooled, total.data()));
  exchange.sum(total.data(), width + 1);
  self.pooled = static_cast<long>(total.back());
  total.pop_back();
  self.mean = std::move(total);
  if (self.pooled == 0) return {};
  for (double& value : self.mean) value /= static_cast<double>(self.pooled);
  const std::vector<float> embedding = self.encoder.head(self.mean.data());
  return {embedding.begin(), embedding.end()};
}

void RankEncoder::attribute(const RankAtoms& atoms, const PromptTable& prompts,
                            double* values) const {
  const Implementation& self = *implementation_;
  self.encoder.attribute(prompts, self.mean.data(), self.pooled, atoms.pooled, values);
}

void RankEncoder::set_prompts(const PromptTable& prompts) {
  implementation_->encoder.set_prompts(prompts);
}

void RankEncoder::match(const RankAtoms& atoms, RankExchange& exchange, double radius, double tag,
                        double* values) {
  SnapshotEncoder& encoder = implementation_->encoder;
  // points at the surface are outside, so that ghosts up to the radius suffice
  constexpr double kSurface = 2e-5;
  implementation_->encode(atoms, exchange, radius - kSurface);
  implementation_->exchange_features(exchange);
  encoder.match_surroundings(atoms.pooled, radius, tag, values);
}

double RankEncoder::bytes_per_atom() const {
  const double rows = 3.0 * implementation_->encoder.width() *
                      sizeof(float);  // features, and a product of twice; a GPU keeps two
  const double edges = implementation_->graph.max_neighbours *
                       (2.0 * sizeof(int) + sizeof(double) + 4.0 * sizeof(float));
  return rows + edges;
}

}  // namespace clasp
