// SPDX-License-Identifier: MIT
// The edge operation of one CGCNN convolution without the 169-wide edge matrix: forward and
// backward over raw arrays.
//
// With W cut into its column blocks, z_ij = A_i + B_j + T[bin(d_ij)], where A and B are [atoms,
// 128] and T is W_edge times the Gaussians on a grid of distances. BatchNorm runs over all existing
// edges, then over all atoms:
//   m_i = sum_j sigmoid(y_ij[0:64]) softplus(y_ij[64:128]),  y = bn1(z);   out_i = softplus(x_i +
//   bn2(m_i)).
// The gradient of bn1 needs two sums over all edges before that of a single edge is known. Of them
// the forward sweep keeps, by atom, what does not depend on dL/dm ("slopes"), so that the backward
// pass is one sweep over the edges, too; neither z nor the gates are ever stored.
#pragma once

#include <cstdint>
#include <vector>

#include "train/rank_group.h"

namespace clasp {

constexpr int kAtomFeatures = 64;
constexpr int kGateFeatures = 2 * kAtomFeatures;
constexpr int kSlopes = 2 * kGateFeatures;
constexpr float kBatchNormEps = 1e-5f;

/// Neighbours of the atoms of a batch of crystals. Crystals are contiguous, and edges never leave
/// one.
struct EdgeGraph {
  int atoms = 0;
  int places = 0;                 ///< neighbours per atom at most
  const std::int32_t* neighbour;  ///< [atoms, places] row of the neighbour, -1 after the last one
  const std::int16_t* bin;        ///< [atoms, places] row of T
  std::vector<std::int64_t>
      part;  ///< part p holds atoms part[p]..part[p+1]-1, whole crystals; a thread each

  int parts() const { return static_cast<int>(part.size()) - 1; }
  int edges_of(std::int64_t atom) const {
    int edges = 0;
    while (edges < places && neighbour[atom * places + edges] >= 0) ++edges;
    return edges;
  }
};

/// Mean and (biased) variance of the two batch norms, and the numbers of edges and atoms, of all
/// ranks, they were taken over.
struct ConvStatistics {
  float mean1[kGateFeatures], variance1[kGateFeatures];
  float mean2[kAtomFeatures], variance2[kAtomFeatures];
  double edges = 0, atoms = 0;
  bool fixed = false;  ///< not of this batch: they pass no gradient
};

/// Weights of the two batch norms and the arrays both passes read.
struct ConvInput {
  const float* x;      ///< [atoms, 64] features before the convolution
  const float* ab;     ///< [atoms, 256]: A | B
  const float* table;  ///< [bins, 128]: T
  int bins = 0;
  const float *gamma1, *beta1;  ///< [128]
  const float *gamma2, *beta2;  ///< [64]
};

/// Fills statistics.mean1, variance1, edges from z over all edges of all ranks' graphs.
void edge_statistics(const EdgeGraph& graph, const ConvInput& in, const RankGroup& ranks,
                     ConvStatistics& statistics);
/// message[atoms, 64] = m_i, with bn1 as the statistics say, and for conv_backward, unless it is
/// null, slopes[atoms, 256] = sum_j g_ij | sum_j g_ij z_ij, where g_ij = d m_i / d y_ij.
void sum_gates(const EdgeGraph& graph, const ConvInput& in, const ConvStatistics& statistics,
               float* message, float* slopes);
/// Fills statistics.mean2, variance2, atoms from message[atoms, 64] of all ranks.
void atom_statistics(const EdgeGraph& graph, const float* message, const RankGroup& ranks,
                     ConvStatistics& statistics);
/// out[atoms, 64] = softplus(x + bn2(message)).
void update_atoms(const EdgeGraph& graph, const ConvInput& in, const ConvStatistics& statistics,
                  const float* message, float* out);

struct ConvGradients {
  float* x;      ///< [atoms, 64]
  float* ab;     ///< [atoms, 256]
  float* table;  ///< [bins, 128]
  float *gamma1, *beta1, *gamma2, *beta2;
};

/// Gradients of everything in ConvInput, given d_out[atoms, 64] = dL/dout; overwrites all of
/// `gradients`. Those of weights are this rank's part of the sum over ranks; that all ranks' batch
/// norms see all ranks' atoms is accounted for.
void conv_backward(const EdgeGraph& graph, const ConvInput& in, const ConvStatistics& statistics,
                   const float* message, const float* slopes, const float* d_out,
                   const RankGroup& ranks, const ConvGradients& gradients);

}  // namespace clasp
