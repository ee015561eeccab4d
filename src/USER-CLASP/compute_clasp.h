// SPDX-License-Identifier: GPL-2.0-or-later
// What the computes of this package share: the model, the elements of atom types, and the atoms of
// a rank with their ghosts as the crystal encoder takes them.
#ifndef LMP_COMPUTE_CLASP_H
#define LMP_COMPUTE_CLASP_H

#include <memory>
#include <string>
#include <vector>

#include "clasp_rank_encoder.h"
#include "compute.h"

namespace LAMMPS_NS {

class ComputeClasp : public Compute {
 public:
  /// Arguments: MODEL, one element per atom type, then keywords, from first_keyword_ on.
  /// @param place  where the atoms of this LAMMPS lie
  ComputeClasp(class LAMMPS*, int, char**, std::vector<std::string> keywords, clasp::Place place);
  ~ComputeClasp() override;
  void init() override;
  int pack_forward_comm(int, int*, double*, int, int*) override;
  void unpack_forward_comm(int, int, double*) override;
  double memory_usage() override;

  const std::string& model_path() const { return model_path_; }  ///< as found, known on rank 0

 protected:
  class Exchange;

  bool is_keyword(const char* word) const;
  [[noreturn]] void stop_at_unknown(const char* word);
  int parse_keyword(int iarg, int narg, char** arg);
  void load_model(const char* name);
  clasp::RankAtoms collect_snapshot();

  // the snapshot as the encoder takes it, and what the encoder asks of other ranks: arrays lie
  // where the encoder computes

  virtual clasp::RankAtoms collect();
  virtual void collect_on_host();
  virtual void fill_ghosts(void* rows, std::size_t bytes);
  virtual int first_atom(int& kind);

  std::string where_;  // "compute ID STYLE", begins every message
  int first_keyword_ = 0;
  std::vector<int> kind_of_type_;  // by type, row of the element table or -1
  bool graph_of_group_ = false;
  double length_factor_ = 1.0;  // Angstrom per unit of length
  std::vector<int> kind_;       // of owned and ghost atoms
  std::unique_ptr<clasp::RankEncoder> encoder_;
  std::unique_ptr<clasp::RankExchange> exchange_;

 private:
  void parse_elements(int narg, char** arg);
  void parse_device(const std::string& value);
  void check_masses();
  void collect_atoms();
  void collect_kinds();
  void check_border_group();
  double complete_radius() const;
  void require_complete(double radius);

  std::vector<std::string> keywords_;
  clasp::Place place_;
  std::string model_path_;
  std::vector<std::string> symbols_;  // elements in the graph

  std::vector<double> positions_;  // Angstrom; unused where that is the unit
  std::vector<int> pooled_;

  // what pack_forward_comm() sends
  char* rows_ = nullptr;
  std::size_t row_bytes_ = 0;
};

}  // namespace LAMMPS_NS

#endif
