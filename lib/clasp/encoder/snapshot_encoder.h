// SPDX-License-Identifier: MIT
// The crystal encoder as its callers see it: atoms in, embedding out, layer by layer so that a
// caller with ghost atoms can communicate between layers. No Kokkos type appears here; the kernels
// are behind it.
#pragma once

#include <memory>
#include <vector>

#include "core/model_file.h"
#include "core/structure.h"
#include "encoder/kernels.h"

namespace clasp {

/// Feature vectors of the kinds of atom in a snapshot: one row of 92 per kind (an element, or a
/// mixture of partial occupants whose vacant remainder counts as zero).
using KindFeatures = std::vector<std::array<float, 92>>;

/// Kinds and the kind of each site of a structure. Throws Error (subject `name`) for an element the
/// model lacks.
KindFeatures kinds_of(const Structure& s, const ModelSettings& settings, const std::string& name,
                      std::vector<int>& kind_of_site);
/// Feature row of one pure element; throws Error (subject: the model's file) if the model lacks it.
std::array<float, 92> element_row(const std::string& symbol, const ModelFile& model);

/// Usage, on every rank, an empty one too:
/// 1. `needed = set_points(...)`: neighbours. Compare `needed` with the radius within which ghosts
///    are complete.
/// 2. If any rank has ties: tie_rounds() times refine_ties(), then exchange tie_keys() from owners
///    to ghosts. Then resolve_ties().
/// 3. begin(); for every layer convolve(layer), then exchange features() from owners to ghosts (not
///    needed after the last).
/// 4. Sum pool() over ranks; the embedding is head(mean).
/// 5. Per atom: attribute() with that mean; match_surroundings() after set_prompts() and an
///    exchange of the last features().
class SnapshotEncoder {
 public:
  /// @param place  where kernels run, and where the arrays of all points lie: x, kind, owner, mask,
  ///               tie_keys(), features()
  SnapshotEncoder(const ModelFile& model, const KindFeatures& kinds, Place place = Place::kHost);
  ~SnapshotEncoder();
  SnapshotEncoder(SnapshotEncoder&&) noexcept;
  SnapshotEncoder& operator=(SnapshotEncoder&&) noexcept;

  /// Other kinds for the next snapshot.
  void set_kinds(const KindFeatures& kinds);
  int layers() const;  ///< number of convolutions
  int width() const;   ///< stride of features(): atom features, padded for vector units
  int embedding_size() const;

  /// Takes a snapshot and finds the neighbours of the first n_local points among all n_all.
  /// @param x      [n_all][3], Angstrom
  /// @param kind   [n_all]: row of `kinds`, or -1 for a point that is not in the graph
  /// @param owner  [n_all] or null: with it, features exist for local points only and neighbours
  /// refer to owners
  ///               (images in one process); without it, points n_local.. are ghosts to be filled by
  ///               the caller
  /// @return the distance within which points must be complete for this graph to be right: the
  /// largest distance of
  ///         a last neighbour, or the cut-off if an atom has fewer than max_neighbours. 0 without
  ///         atoms.
  double set_points(int n_local, int n_all, const double* x, const int* kind,
                    const int* owner = nullptr);

  /// True if for some local atom neighbours at equal distance (within 1e-5 Angstrom) compete for
  /// the last places, so that which one is taken matters. Ties are then decided by keys that depend
  /// on the surroundings alone: any order, orientation, cell, or number of ranks gives the same
  /// choice.
  bool has_ties() const;
  int tie_rounds() const;  ///< how often to exchange and refine: as many as convolutions
  double* tie_keys();      ///< [n_all], one per point; ghosts to be filled until take_back()
  void refine_ties();
  void resolve_ties();  ///< after the last exchange; no-op without ties

  /// Padding::kFirstAtom only. The local point that stands for missing neighbours, or -1 if it
  /// lives on another rank; then its features must be given by set_first_features before each
  /// convolution.
  void set_first_atom(int local_index);
  bool needs_first_atom()
      const;  ///< the model pads with the first atom and some local atom is short of neighbours
  void set_first_features(const float* features, int kind);

  void begin();              ///< features of layer 0
  void convolve(int layer);  ///< features of local points after convolution `layer`
  float* features();         ///< [n_all][width()], ghosts to be filled until take_back()
  void take_back();          ///< tie_keys() or features() after an exchange
  void read_features(int row, float* features) const;  ///< of one point, to the host
  /// Adds up features of the local points with mask != 0 (all if null): sum[width()], returns their
  /// number.
  long pool(const int* mask, double* sum) const;
  /// The embedding, L2-normalised, from the mean of the atom features [width()].
  std::vector<float> head(const double* mean) const;

  /// First-order change of each prompt's cosine with what each local point contributes to the mean:
  /// g . h_i / count with the gradient g at `mean`; 0 where mask = 0. The values of all points of
  /// all ranks add up to g . mean.
  /// @param result  [n_local][prompts]
  void attribute(const PromptTable& prompts, const double* mean, long count, const int* mask,
                 double* result) const;
  /// The prompts that match_surroundings() compares with.
  void set_prompts(const PromptTable& prompts);
  /// Percentile of each prompt for the mean features within `radius` (Angstrom) of each local point
  /// with mask != 0, and the number from 1 of the best prompt, 0 where none reaches `tag`; zeros
  /// for other points. The features of all points nearer than the radius must be there; a point
  /// within 1e-5 Angstrom of the surface is outside.
  /// @param result  [n_local][prompts + 1]
  void match_surroundings(const int* mask, double radius, double tag, double* result) const;

  /// The graph after begin(): [n_local * max_neighbours] rows of features() and distances; -1 and 0
  /// where masked.
  std::vector<int> neighbours() const;
  std::vector<float> distances() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Whole crystals, as the command line embeds them. One thread at a time.
class CrystalEncoder {
 public:
  explicit CrystalEncoder(const ModelFile& model);
  /// L2-normalised embedding [embedding_size]. Throws Error (subject `name`): no sites, zero
  /// volume, unknown element.
  std::vector<float> embed(const Structure& s, const std::string& name);

 private:
  ModelSettings settings_;
  SnapshotEncoder encoder_;
};

/// Neighbours of every site of a structure, nearest first, as displacement vectors: what training
/// stores.
struct NeighbourList {
  int k = 0;                 ///< places per site
  std::vector<int> index;    ///< [sites * k] site index, -1 where there is none within the cut-off
  std::vector<Vec3> vector;  ///< [sites * k] from the site to its neighbour, Angstrom
};
/// The k nearest neighbours within `cutoff` of each site. Same search and tie rule (by distance) as
/// the encoder's.
NeighbourList nearest_neighbours(const Structure& s, int k, double cutoff);

/// Prepares and finishes the kernels' runtime (Kokkos), once per process, only if nobody else has.
class KernelRuntime {
 public:
  KernelRuntime();
  ~KernelRuntime();

 private:
  bool owned_ = false;
};

}  // namespace clasp
