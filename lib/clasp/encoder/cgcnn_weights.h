// SPDX-License-Identifier: MIT
// The crystal tower's weights as the kernels want them: BatchNorm folded, columns of the edge
// matrix split into what depends on the centre, on the neighbour and on the distance, channels
// padded for vector units.
#pragma once

#include <vector>

#include "core/model_file.h"

namespace clasp {

/// z_ij = (W [x_i; x_j; e(d)] + b) / ln 2 becomes P_i + Q_j + T(d); the bias is part of T.
struct ConvolutionWeights {
  std::vector<float> centre;     ///< [width][2 width]: x_i -> P_i; columns: filter then core
  std::vector<float> neighbour;  ///< [width][2 width]: x_j -> Q_j
  std::vector<float>
      distance;  ///< [rows][2][2 width]: T and its slope times the spacing at d = row * spacing
  std::vector<float> scale, shift;  ///< [width] BatchNorm of the summed messages
};

struct CgcnnWeights {
  int features = 0;              ///< F of the model
  int width = 0;                 ///< F rounded up to whole vectors
  int rows = 0;                  ///< of the distance table
  double spacing = 0.0;          ///< Angstrom
  std::vector<float> embedding;  ///< [92][width]
  std::vector<float> embedding_bias;
  std::vector<ConvolutionWeights> convolutions;
  std::vector<MlpLayer> head;
};

/// Reads, checks and folds the tensors crystal.*. Throws Error.
CgcnnWeights fold_weights(const ModelFile& model);

/// T(d) of one convolution, [2 F], in units of ln 2, computed exactly: what the table is tested
/// against.
std::vector<double> exact_distance_term(const ModelFile& model, int convolution, double d);

}  // namespace clasp
