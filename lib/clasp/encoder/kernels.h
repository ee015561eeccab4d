// SPDX-License-Identifier: MIT
// The kernels of one snapshot behind plain pointers: the same templates compiled for the host and,
// by another compiler, for a device stand behind SnapshotEncoder.
#pragma once

#include <memory>
#include <vector>

#include "encoder/cgcnn_weights.h"
#include "encoder/place.h"
#include "encoder/prompt_table.h"

namespace clasp {

/// The steps of SnapshotEncoder. Pointers to positions, kinds, owners, masks, keys and features of
/// all points lie where the place says; those to single rows, sums and results per atom in the
/// memory of the host.
class Kernels {
 public:
  virtual ~Kernels() = default;
  virtual void set_kinds(const std::vector<float>& embedding, const std::vector<float>& p,
                         const std::vector<float>& q, const std::vector<double>& colours) = 0;
  virtual double find_neighbours(int n_local, int n_all, const double* x, const int* kind,
                                 const int* owner) = 0;
  virtual bool has_ties() const = 0;
  virtual double* keys() = 0;  ///< to be read and written until take_back()
  virtual void refine_keys() = 0;
  virtual void resolve_ties() = 0;
  virtual bool short_of_neighbours() const = 0;
  virtual void begin(int first_row, int first_kind) = 0;
  virtual void convolve(int layer) = 0;
  virtual long pool(const int* mask, double* sum) const = 0;
  virtual void attribute(const std::vector<MlpLayer>& head, const PromptTable& prompts,
                         const double* mean, long count, const int* mask, double* result) const = 0;
  virtual void set_prompts(const std::vector<MlpLayer>& head, const PromptTable& prompts) = 0;
  virtual void match_surroundings(const int* mask, double radius, double tag,
                                  double* result) const = 0;
  virtual int rows() const = 0;
  virtual float* features() = 0;  ///< to be read and written until take_back()
  virtual void take_back() = 0;   ///< what keys() or features() last returned
  virtual void read_features(int row, float* features) const = 0;
  virtual void write_features(int row, const float* features) = 0;
  virtual std::vector<int> neighbours() const = 0;
  virtual std::vector<float> distances() const = 0;
};

std::unique_ptr<Kernels> make_host_kernels(const CgcnnWeights& weights, const GraphSettings& graph);
std::unique_ptr<Kernels> make_device_kernels(const CgcnnWeights& weights,
                                             const GraphSettings& graph, Place place);

}  // namespace clasp
