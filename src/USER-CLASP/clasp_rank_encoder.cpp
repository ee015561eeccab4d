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

  void break_ties(RankExchange& exchange);
  void give_first_atom(int first, int kind, bool begun, RankExchange& exchange);

  SnapshotEncoder encoder;
  GraphSettings graph;
};

/// Equal distances are decided by keys of the surroundings, which ghosts have from their owners.
void RankEncoder::Implementation::break_ties(RankExchange& exchange) {
  if (exchange.largest(encoder.has_ties() ? 1.0 : 0.0) > 0.0)
    for (int round = 0; round < encoder.tie_rounds(); ++round) {
      encoder.refine_ties();
      exchange.owners_to_ghosts(encoder.tie_keys(), 1);
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
                         const std::vector<std::string>& symbols, bool on_device)
    : implementation_(
          std::make_unique<Implementation>(ModelFile::from_bytes(name, std::move(bytes)), symbols,
                                           on_device ? Place::kDevice : Place::kHost)) {}

RankEncoder::~RankEncoder() = default;

int RankEncoder::width() const {
  return implementation_->encoder.width();
}
int RankEncoder::embedding_size() const {
  return implementation_->encoder.embedding_size();
}

std::vector<double> RankEncoder::embed(const RankAtoms& atoms, RankExchange& exchange) {
  SnapshotEncoder& encoder = implementation_->encoder;
  const double needed = encoder.set_points(atoms.n_local, atoms.n_all, atoms.x, atoms.kind);
  exchange.require_complete(needed);

  bool pads = false;
  int first = -1, first_kind = 0;
  if (implementation_->graph.padding == Padding::kFirstAtom) {
    pads = exchange.largest(encoder.needs_first_atom() ? 1.0 : 0.0) > 0.0;
    if (pads) {
      first = exchange.first_atom(first_kind);
      encoder.set_first_atom(first);
    }
  }
  implementation_->break_ties(exchange);

  if (pads) implementation_->give_first_atom(first, first_kind, false, exchange);
  encoder.begin();
  for (int layer = 0; layer < encoder.layers(); ++layer) {
    if (layer > 0) {
      exchange.owners_to_ghosts(encoder.features(), encoder.width());
      if (pads) implementation_->give_first_atom(first, first_kind, true, exchange);
    }
    encoder.convolve(layer);
  }

  std::vector<double> total(encoder.width() + 1);
  total.back() = static_cast<double>(encoder.pool(atoms.pooled, total.data()));
  exchange.sum(total.data(), encoder.width() + 1);
  if (total.back() == 0.0) return {};
  for (int c = 0; c < encoder.width(); ++c) total[c] /= total.back();
  const std::vector<float> embedding = encoder.head(total.data());
  return {embedding.begin(), embedding.end()};
}

double RankEncoder::bytes_per_atom() const {
  const double rows = 6.0 * width() * sizeof(float);  // features in and out, two products of twice
  const double edges = implementation_->graph.max_neighbours *
                       (2.0 * sizeof(int) + sizeof(double) + 4.0 * sizeof(float));
  return rows + edges;
}

}  // namespace clasp
