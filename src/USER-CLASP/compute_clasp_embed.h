// SPDX-License-Identifier: GPL-2.0-or-later
// compute clasp/embed: the running snapshot as a vector in the space that crystals and texts share.
#ifdef COMPUTE_CLASS
// clang-format off
ComputeStyle(clasp/embed,ComputeClaspEmbed);
// clang-format on
#else

#ifndef LMP_COMPUTE_CLASP_EMBED_H
#define LMP_COMPUTE_CLASP_EMBED_H

#include <memory>
#include <string>
#include <vector>

#include "compute.h"

namespace clasp {
class RankEncoder;
struct RankAtoms;
}  // namespace clasp

namespace LAMMPS_NS {

class ComputeClaspEmbed : public Compute {
 public:
  ComputeClaspEmbed(class LAMMPS*, int, char**, bool on_device = false);
  ~ComputeClaspEmbed() override;
  void init() override;
  void compute_vector() override;
  int pack_forward_comm(int, int*, double*, int, int*) override;
  void unpack_forward_comm(int, int, double*) override;
  double memory_usage() override;

  const std::string& model_path() const { return model_path_; }  ///< as found, known on rank 0
  bool has_embedding() const { return has_embedding_; }          ///< false if no atom was pooled

 protected:
  // the snapshot as the encoder takes it, and what the encoder asks of other ranks: arrays lie
  // where the encoder computes

  virtual clasp::RankAtoms collect();
  virtual void fill_ghosts(float* rows, int width);
  virtual void fill_ghosts(double* rows, int width);
  virtual int first_atom(int& kind);

  std::vector<int> kind_of_type_;  // by type, row of the element table or -1
  bool graph_of_group_ = false;
  double length_factor_ = 1.0;  // Angstrom per unit of length
  std::vector<int> kind_;       // of owned and ghost atoms

 private:
  class Exchange;

  void parse_arguments(int narg, char** arg);
  void load_model(const char* name, bool on_device);
  void check_masses();
  void collect_atoms();
  void collect_kinds();
  double complete_radius() const;
  void require_complete(double radius);

  std::string where_;  // "compute ID clasp/embed", begins every message
  std::string model_path_;
  std::vector<std::string> symbols_;  // elements in the graph
  std::unique_ptr<clasp::RankEncoder> encoder_;
  bool has_embedding_ = false;

  std::vector<double> positions_;  // Angstrom; unused where that is the unit
  std::vector<double> kind_row_;   // kinds as they are communicated
  std::vector<int> pooled_;

  // what pack_forward_comm() sends: one of the two
  float* float_rows_ = nullptr;
  double* double_rows_ = nullptr;
  int row_width_ = 0;
};

}  // namespace LAMMPS_NS

#endif
#endif
