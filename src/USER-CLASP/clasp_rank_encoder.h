// SPDX-License-Identifier: GPL-2.0-or-later
// The crystal encoder over a snapshot that is spread over ranks: the one place that knows in which
// order layers and communication alternate. Neither LAMMPS nor a third-party header appears here.
#ifndef LMP_CLASP_RANK_ENCODER_H
#define LMP_CLASP_RANK_ENCODER_H

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "encoder/place.h"
#include "encoder/prompt_table.h"

namespace clasp {

/// One rank's share of a snapshot; its owned atoms come first, ghosts follow. The arrays lie where
/// the encoder's place says.
struct RankAtoms {
  int n_local = 0, n_all = 0;
  const double* x = nullptr;    ///< [n_all][3], Angstrom
  const int* kind = nullptr;    ///< [n_all] row of the symbols, or -1: not in the graph
  const int* pooled = nullptr;  ///< [n_local], non-zero: the atom counts in the mean
};

/// What a rank asks of the others. Every function is called by all ranks or by none. Rows lie where
/// the encoder's place says; other values in the host's memory.
class RankExchange {
 public:
  virtual ~RankExchange() = default;
  /// Copies rows of owned atoms to their ghosts everywhere; rows is [n_all][bytes], of values of at
  /// least 4 bytes each.
  virtual void owners_to_ghosts(void* rows, std::size_t bytes) = 0;
  virtual double largest(double mine) = 0;
  virtual void sum(double* values, int n) = 0;
  /// Stops the program unless every atom within `radius` Angstrom of an owned one is present.
  virtual void require_complete(double radius) = 0;
  /// The owned atom that is the first of the whole graph and its kind, or -1 if another rank owns
  /// it.
  virtual int first_atom(int& kind) = 0;
};

class RankEncoder {
 public:
  /// The part of a model file that every rank needs, as bytes. Throws Error.
  static std::vector<std::byte> read(const std::string& path);
  /// @param bytes    of read()
  /// @param name     of the model, for messages
  /// @param symbols  elements of the snapshot; throws Error for one that the model lacks
  /// @param place    where to compute, and where the arrays lie
  RankEncoder(std::vector<std::byte> bytes, const std::string& name,
              const std::vector<std::string>& symbols, Place place);
  ~RankEncoder();

  std::size_t row_bytes() const;  ///< per atom in the widest exchange
  int embedding_size() const;
  /// The L2-normalised embedding of the pooled atoms of all ranks, the same on each; empty if there
  /// is no such atom. Called by all ranks.
  std::vector<double> embed(const RankAtoms& atoms, RankExchange& exchange);
  /// How much each pooled atom of the last embed() contributes to the cosine with each prompt:
  /// g . h / N with the gradient g of the cosine at the mean of the features h of N atoms; 0 for
  /// other atoms.
  /// @param values  [n_local][prompts]
  void attribute(const RankAtoms& atoms, const PromptTable& prompts, double* values) const;

  /// The prompts that match() compares with.
  void set_prompts(const PromptTable& prompts);
  /// Percentiles of the prompts for the surroundings of each pooled atom, that is for the features
  /// of all atoms within `radius` Angstrom averaged, and the number from 1 of the best prompt, 0
  /// where none reaches the percentile `tag`; zeros for other atoms. Called by all ranks.
  /// @param values  [n_local][prompts + 1]
  void match(const RankAtoms& atoms, RankExchange& exchange, double radius, double tag,
             double* values);

  double bytes_per_atom() const;  ///< memory an owned or ghost atom costs, about

 private:
  struct Implementation;
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace clasp

#endif
