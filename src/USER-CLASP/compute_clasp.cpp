// SPDX-License-Identifier: GPL-2.0-or-later
#include "compute_clasp.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "atom.h"
#include "clasp_compat.h"
#include "clasp_rank_zero.h"
#include "clasp_rows.h"
#include "clasp_units.h"
#include "comm.h"
#include "core/elements.h"
#include "core/error.h"
#include "domain.h"
#include "error.h"
#include "group.h"
#include "neighbor.h"
#include "update.h"

using namespace LAMMPS_NS;

static constexpr double MASS_TOLERANCE = 0.02;      // relative
static constexpr double RADIUS_TOLERANCE = 1.0e-5;  // Angstrom, within which distances are equal

/* ----------------------------------------------------------------------
   what the encoder asks of the other ranks
------------------------------------------------------------------------- */

class ComputeClasp::Exchange : public clasp::RankExchange {
 public:
  explicit Exchange(ComputeClasp* compute) : compute_(compute) {}
  void owners_to_ghosts(void* rows, std::size_t bytes) override {
    compute_->fill_ghosts(rows, bytes);
  }
  void require_complete(double radius) override { compute_->require_complete(radius); }
  int first_atom(int& kind) override { return compute_->first_atom(kind); }

  double largest(double mine) override {
    double all;
    MPI_Allreduce(&mine, &all, 1, MPI_DOUBLE, MPI_MAX, compute_->world);
    return all;
  }

  void sum(double* values, int n) override {
    MPI_Allreduce(MPI_IN_PLACE, values, n, MPI_DOUBLE, MPI_SUM, compute_->world);
  }

 private:
  ComputeClasp* compute_;
};

/* ---------------------------------------------------------------------- */

ComputeClasp::ComputeClasp(LAMMPS* lmp, int narg, char** arg, std::vector<std::string> keywords,
                           clasp::Place place)
    : Compute(lmp, narg, arg),
      where_(std::string("compute ") + arg[0] + " " + arg[2]),
      exchange_(std::make_unique<Exchange>(this)),
      keywords_(std::move(keywords)),
      place_(place) {
  keywords_.insert(keywords_.end(), {"graph", "device"});
  if (!domain->box_exist)
    error->all(FLERR, where_ +
                          ": there is no simulation box; put the command after create_box, "
                          "read_data or read_restart");
  if (domain->dimension != 3)
    error->all(FLERR, where_ +
                          ": crystals are three-dimensional, this simulation is not; use "
                          "dimension 3");
  length_factor_ = clasp::unit_factors(update->unit_style).length;
  if (length_factor_ == 0.0)
    error->all(FLERR, where_ + ": units " + update->unit_style +
                          " have no length in Angstrom; use units metal, real, si, cgs, electron, "
                          "micro or nano");
  if (narg < 4)
    error->all(FLERR, where_ +
                          ": no model file; the arguments are MODEL and one element per atom "
                          "type");
  parse_elements(narg, arg);
  dynamic_group_allow = 1;
}

/* ---------------------------------------------------------------------- */

ComputeClasp::~ComputeClasp() = default;

/* ----------------------------------------------------------------------
   one element name or NULL per atom type, up to the first keyword
------------------------------------------------------------------------- */

void ComputeClasp::parse_elements(int narg, char** arg) {
  int end = 4;
  while (end < narg && !is_keyword(arg[end]) &&
         (strcmp(arg[end], "NULL") == 0 || clasp::atomic_number(arg[end]) != 0))
    ++end;
  const int names = end - 4;
  if (end < narg && !is_keyword(arg[end])) {
    if (names < atom->ntypes)
      error->all(FLERR, where_ + ": " + arg[end] + " is not an element (type " +
                            std::to_string(names + 1) +
                            "); give a chemical symbol, or NULL to leave the type out");
    stop_at_unknown(arg[end]);
  }
  if (names != atom->ntypes)
    error->all(FLERR, where_ + ": " + std::to_string(names) + " element names for " +
                          std::to_string(atom->ntypes) +
                          " atom types; give one per type, NULL leaves a type out");

  kind_of_type_.assign(atom->ntypes + 1, -1);
  std::string echo;
  for (int type = 1; type <= names; ++type) {
    const std::string name = arg[type + 3];
    echo += (type > 1 ? ", type " : " type ") + std::to_string(type) + " = ";
    echo += name == "NULL" ? std::string("left out") : name;
    if (name == "NULL") continue;
    kind_of_type_[type] =
        static_cast<int>(std::find(symbols_.begin(), symbols_.end(), name) - symbols_.begin());
    if (kind_of_type_[type] == static_cast<int>(symbols_.size())) symbols_.push_back(name);
  }
  if (symbols_.empty())
    error->all(FLERR, where_ + ": all types are NULL; name the element of at least one");
  if (comm->me == 0) utils::logmesg(lmp, where_ + ":" + echo + "\n");
  first_keyword_ = end;
}

/* ---------------------------------------------------------------------- */

bool ComputeClasp::is_keyword(const char* word) const {
  return std::find(keywords_.begin(), keywords_.end(), word) != keywords_.end();
}

/* ---------------------------------------------------------------------- */

void ComputeClasp::stop_at_unknown(const char* word) {
  std::string known;
  for (const std::string& keyword : keywords_) known += (known.empty() ? "" : ", ") + keyword;
  error->all(FLERR, where_ + ": unknown keyword " + word + "; known: " + known);
}

/* ----------------------------------------------------------------------
   reads a keyword of all computes, and checks one of the style's own; returns the place after
   keyword and value
------------------------------------------------------------------------- */

int ComputeClasp::parse_keyword(int iarg, int narg, char** arg) {
  const std::string keyword = arg[iarg];
  if (!is_keyword(arg[iarg])) stop_at_unknown(arg[iarg]);
  if (iarg + 1 >= narg) error->all(FLERR, where_ + ": keyword " + keyword + " has no value");

  const std::string value = arg[iarg + 1];
  if (keyword == "device") {
    parse_device(value);
  } else if (keyword == "graph") {
    if (value != "all" && value != "group")
      error->all(FLERR, where_ + ": keyword graph is " + value + "; give all or group");
    graph_of_group_ = value == "group";
  }
  return iarg + 2;
}

/* ---------------------------------------------------------------------- */

void ComputeClasp::parse_device(const std::string& value) {
  if (value != "host" && value != "gpu")
    error->all(FLERR, where_ + ": keyword device is " + value + "; give host or gpu");
  if (place_ == clasp::Place::kDevice)
    error->all(FLERR, where_ +
                          ": the suffix kk says where to compute; leave the keyword device out, or "
                          "switch the suffix off");
  if (value == "host") return;
  if (clasp::count_devices() < 0)
    error->all(FLERR, where_ +
                          ": these styles were built without a GPU; build them with a Kokkos for "
                          "CUDA, or use device host");
  place_ = clasp::Place::kDeviceForHost;
}

/* ----------------------------------------------------------------------
   rank 0 finds and reads the model, all ranks get its crystal part
------------------------------------------------------------------------- */

void ComputeClasp::load_model(const char* name) {
  std::vector<std::byte> bytes;
  on_rank_zero(world, error, where_, [&] {
    model_path_ = utils::get_potential_file_path(name);
    if (model_path_.empty())
      throw clasp::Error(name, "",
                         "model file not found here or in the folders of the environment "
                         "variable LAMMPS_POTENTIALS",
                         "give its path");
    bytes = clasp::RankEncoder::read(model_path_);
  });
  broadcast(model_path_, world);
  broadcast(bytes, world);
  std::string message;  // the same on every rank, so that all may stop together
  try {
    encoder_ =
        std::make_unique<clasp::RankEncoder>(std::move(bytes), model_path_, symbols_, place_);
  } catch (const clasp::Error& e) {
    message = where_ + ": " + e.what();
  }
  if (!message.empty()) error->all(FLERR, message);
  comm_forward = buffer_size(encoder_->row_bytes());
}

/* ---------------------------------------------------------------------- */

void ComputeClasp::init() {
  check_masses();
}

/* ----------------------------------------------------------------------
   element names in the wrong order are the most frequent mistake of all
------------------------------------------------------------------------- */

void ComputeClasp::check_masses() {
  if (!atom->mass || !atom->mass_setflag || atom->rmass_flag) return;
  const double factor = clasp::unit_factors(update->unit_style).mass;
  for (int type = 1; type <= atom->ntypes; ++type) {
    if (kind_of_type_[type] < 0 || !atom->mass_setflag[type]) continue;
    const std::string& name = symbols_[kind_of_type_[type]];
    const int z = clasp::atomic_number(name);
    double expected = clasp::atomic_mass(z);
    if (name == "D") expected = 2.014;
    if (name == "T") expected = 3.016;
    const double mass = atom->mass[type] * factor;
    if (std::abs(mass - expected) <= MASS_TOLERANCE * expected) continue;
    char numbers[128];
    snprintf(numbers, sizeof numbers, "%.5g g/mol, but %s has %.5g", mass, name.c_str(), expected);
    error->all(FLERR, where_ + ": type " + std::to_string(type) + " has mass " + numbers +
                          "; put the element names in the order of the atom types, or correct the "
                          "mass");
  }
}

/* ----------------------------------------------------------------------
   this rank's atoms as they are now; valid until the next call
------------------------------------------------------------------------- */

clasp::RankAtoms ComputeClasp::collect_snapshot() {
  // fixes that change the box at the end of a step move the owned atoms only

  if (domain->box_change) comm->forward_comm();
  check_border_group();
  return collect();
}

/* ---------------------------------------------------------------------- */

clasp::RankAtoms ComputeClasp::collect() {
  collect_on_host();
  clasp::RankAtoms atoms;
  atoms.n_local = atom->nlocal;
  atoms.n_all = atom->nlocal + atom->nghost;
  if (length_factor_ != 1.0)
    atoms.x = positions_.data();
  else
    atoms.x = atoms.n_all ? &atom->x[0][0] : nullptr;
  atoms.kind = kind_.data();
  atoms.pooled = pooled_.data();
  return atoms;
}

/* ---------------------------------------------------------------------- */

void ComputeClasp::collect_on_host() {
  collect_atoms();
  collect_kinds();
}

/* ----------------------------------------------------------------------
   positions in Angstrom, and which owned atoms are pooled
------------------------------------------------------------------------- */

void ComputeClasp::collect_atoms() {
  const int nlocal = atom->nlocal, nall = nlocal + atom->nghost;
  if (length_factor_ != 1.0) {
    positions_.resize(3 * static_cast<std::size_t>(nall));
    for (int i = 0; i < nall; ++i)
      for (int d = 0; d < 3; ++d)
        positions_[3 * static_cast<std::size_t>(i) + d] = length_factor_ * atom->x[i][d];
  }
  pooled_.resize(nlocal);
  for (int i = 0; i < nlocal; ++i) pooled_[i] = atom->mask[i] & groupbit ? 1 : 0;
}

/* ----------------------------------------------------------------------
   rows of the element table; -1 leaves an atom out of the graph
------------------------------------------------------------------------- */

void ComputeClasp::collect_kinds() {
  const int nlocal = atom->nlocal, nall = nlocal + atom->nghost;
  kind_.resize(nall);
  for (int i = 0; i < nall; ++i) kind_[i] = kind_of_type_[atom->type[i]];
  if (!graph_of_group_) return;

  // masks of ghosts are as old as the neighbour lists, a dynamic group may be younger

  for (int i = 0; i < nlocal; ++i)
    if (!pooled_[i]) kind_[i] = -1;
  ComputeClasp::fill_ghosts(kind_.data(), sizeof(int));
}

/* ----------------------------------------------------------------------
   with comm_modify group only atoms of that group become ghosts
------------------------------------------------------------------------- */

void ComputeClasp::check_border_group() {
  const int border = CLASP_COMPAT::BorderGroup::of(comm);
  if (border == 0) return;
  collect_on_host();
  int unseen = 0, any;
  for (int i = 0; i < atom->nlocal; ++i)
    if (kind_[i] >= 0 && !(atom->mask[i] & group->bitmask[border])) unseen = 1;
  MPI_Allreduce(&unseen, &any, 1, MPI_INT, MPI_MAX, world);
  if (any)
    error->all(FLERR, where_ + ": comm_modify group " + group->names[border] +
                          " hides atoms of the graph from other ranks; use comm_modify group all, "
                          "or NULL for the types outside of that group");
}

/* ----------------------------------------------------------------------
   distance (Angstrom) within which all neighbours of owned atoms are here
------------------------------------------------------------------------- */

double ComputeClasp::complete_radius() const {
  // ghosts come from across periodic boundaries and from other ranks

  bool any = false;
  double cut = 1.0e20;
  for (int d = 0; d < 3; ++d) {
    const bool other_ranks =
        comm->layout == Comm::LAYOUT_TILED ? comm->nprocs > 1 : comm->procgrid[d] > 1;
    if (!domain->periodicity[d] && !other_ranks) continue;
    any = true;

    // in a triclinic box cutghost is a fraction of the distance between planes

    double planes = 1.0;
    const double* h = domain->h_inv;
    if (domain->triclinic && d == 0) planes = sqrt(h[0] * h[0] + h[5] * h[5] + h[4] * h[4]);
    if (domain->triclinic && d == 1) planes = sqrt(h[1] * h[1] + h[3] * h[3]);
    if (domain->triclinic && d == 2) planes = h[2];
    cut = std::min(cut, comm->cutghost[d] / planes);
  }
  if (!any) return cut;

  // with a cut-off per type or collection the shortest one counts

  if (comm->mode == Comm::MULTI)
    for (int i = 0; i < neighbor->ncollections; ++i)
      cut = std::min(cut, sqrt(neighbor->cutcollectionsq[i][i]));
  if (CLASP_COMPAT::has_cutoff_per_type(comm))
    for (int type = 1; type <= atom->ntypes; ++type) cut = std::min(cut, neighbor->cuttype[type]);

  // since the lists were built atoms may have come closer by the skin

  if (neighbor->ago != 0) cut -= neighbor->skin;
  return cut * length_factor_;
}

/* ---------------------------------------------------------------------- */

void ComputeClasp::require_complete(double radius) {
  // ranks judge by their own ghosts, but stop together

  double mine[2] = {radius, -complete_radius()}, all[2];
  MPI_Allreduce(mine, all, 2, MPI_DOUBLE, MPI_MAX, world);
  const double needed = all[0], complete = -all[1];
  if (needed <= 0.0 || needed + RADIUS_TOLERANCE <= complete) return;

  const double enough =
      std::ceil(10.0 * (needed + neighbor->skin * length_factor_) - 1.0e-6) / 10.0;
  char numbers[256];
  snprintf(numbers, sizeof numbers,
           ": ghost atoms are complete to %.4g Angstrom only, atoms up to %.4g are needed; put "
           "\"comm_modify %scutoff %.6g\" before the run",
           std::max(complete, 0.0), needed, comm->mode == Comm::SINGLE ? "" : "mode single ",
           enough / length_factor_);
  error->all(FLERR, where_ + numbers);
}

/* ----------------------------------------------------------------------
   owned atom with the lowest ID in the graph of all ranks, or -1
------------------------------------------------------------------------- */

int ComputeClasp::first_atom(int& kind) {
  if (!atom->tag_enable)
    error->all(FLERR, where_ + ": " + model_path_ +
                          " pads with the first atom, and these atoms have no IDs; use "
                          "atom_modify id yes");
  int first = -1;
  for (int i = 0; i < atom->nlocal; ++i)
    if (kind_[i] >= 0 && (first < 0 || atom->tag[i] < atom->tag[first])) first = i;
  tagint mine = first < 0 ? MAXTAGINT : atom->tag[first], lowest;
  MPI_Allreduce(&mine, &lowest, 1, MPI_LMP_TAGINT, MPI_MIN, world);
  if (first < 0 || mine != lowest) return -1;
  kind = kind_[first];
  return first;
}

/* ----------------------------------------------------------------------
   rows of owned atoms to their ghosts, bit by bit
------------------------------------------------------------------------- */

void ComputeClasp::fill_ghosts(void* rows, std::size_t bytes) {
  rows_ = static_cast<char*>(rows);
  row_bytes_ = bytes;
  CLASP_COMPAT::forward_comm(comm, this, buffer_size(bytes));
}

/* ---------------------------------------------------------------------- */

int ComputeClasp::pack_forward_comm(int n, int* list, double* buf, int /*pbc_flag*/, int* /*pbc*/) {
  return pack_rows(rows_, row_bytes_, n, list, buf);
}

/* ---------------------------------------------------------------------- */

void ComputeClasp::unpack_forward_comm(int n, int first, double* buf) {
  unpack_rows(rows_, row_bytes_, n, first, buf);
}

/* ---------------------------------------------------------------------- */

double ComputeClasp::memory_usage() {
  double bytes = positions_.capacity() * sizeof(double);
  bytes += (kind_.capacity() + pooled_.capacity()) * sizeof(int);
  return bytes + encoder_->bytes_per_atom() * (atom->nlocal + atom->nghost);
}
