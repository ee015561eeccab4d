// SPDX-License-Identifier: GPL-2.0-or-later
// Entry of claspplugin.so: registers the styles with a LAMMPS that is the one it was built for.
#include <mpi.h>

#include <cstring>
#include <string>

#include "comm.h"
#include "compute_clasp_atom.h"
#include "compute_clasp_embed.h"
#include "fix_clasp_score.h"
#include "lammps.h"

using namespace LAMMPS_NS;

// the interface that the section "Writing plugins" of the LAMMPS manual documents; distributions of
// LAMMPS do not always have its header lammpsplugin.h

extern "C" {

typedef struct {
  const char* version;
  const char* style;
  const char* name;
  const char* info;
  const char* author;
  union {
    void* (*v1)(void*);
    void* (*v2)(void*, int, char**);
  } creator;
  void* handle;
} clasp_plugin_entry;

typedef void (*clasp_plugin_register)(clasp_plugin_entry*, void*);

// of LAMMPS' library interface; null where an executable does not export them
int lammps_extract_setting(void*, const char*) __attribute__((weak));
int lammps_config_has_package(const char*) __attribute__((weak));

__attribute__((visibility("default"))) void lammpsplugin_init(void*, void*, void*);
}

/* ----------------------------------------------------------------------
   why this plugin must not run in that LAMMPS, and what to do; empty if it may
------------------------------------------------------------------------- */

static std::string objection(void* lmp) {
  const std::string remedy = "; build it again with CLASP_VENV or LAMMPS_DIR naming this LAMMPS";
  const std::string version = static_cast<LAMMPS*>(lmp)->version;
  if (version != CLASP_LAMMPS_VERSION)
    return "it was built for LAMMPS version " CLASP_LAMMPS_VERSION ", this is " + version + remedy;
  if (lammps_config_has_package && lammps_config_has_package("KOKKOS"))
    return "it carries a Kokkos, and this LAMMPS has one; build this LAMMPS with the styles inside "
           "(cmake/clasp.cmake), which gives their /kk variants, too";
  if (!lammps_extract_setting) return "";
  const struct {
    const char* name;
    int size;
  } integers[] = {
      {"tagint", sizeof(tagint)}, {"bigint", sizeof(bigint)}, {"imageint", sizeof(imageint)}};
  for (const auto& integer : integers) {
    const int size = lammps_extract_setting(lmp, integer.name);
    if (size != integer.size)
      return std::string("it was built for ") + std::to_string(8 * integer.size) + "-bit " +
             integer.name + ", this LAMMPS has " + std::to_string(8 * size) + "-bit ones" + remedy;
  }
  return "";
}

/* ---------------------------------------------------------------------- */

template <class Style>
static void* create_compute(void* lmp, int narg, char** arg) {
  return static_cast<Compute*>(new Style(static_cast<LAMMPS*>(lmp), narg, arg));
}

static void* create_fix(void* lmp, int narg, char** arg) {
  return static_cast<Fix*>(new FixClaspScore(static_cast<LAMMPS*>(lmp), narg, arg));
}

/* ---------------------------------------------------------------------- */

void lammpsplugin_init(void* lmp, void* handle, void* register_function) {
  const std::string reason = objection(lmp);
  if (!reason.empty()) {
    int me;
    MPI_Comm_rank(MPI_COMM_WORLD, &me);
    if (me == 0)
      utils::logmesg(static_cast<LAMMPS*>(lmp), "ERROR: CLaSP plugin not loaded: " + reason + "\n");
    return;
  }

  const auto add = reinterpret_cast<clasp_plugin_register>(register_function);
  clasp_plugin_entry entry;
  entry.version = CLASP_LAMMPS_VERSION;
  entry.author = "the CLaSP for LAMMPS authors";
  entry.handle = handle;

  entry.style = "compute";
  entry.name = "clasp/embed";
  entry.info = "compute clasp/embed: snapshots in the space of crystals and texts";
  entry.creator.v2 = &create_compute<ComputeClaspEmbed>;
  add(&entry, lmp);

  entry.name = "clasp/atom";
  entry.info = "compute clasp/atom: surroundings of atoms compared with prompts";
  entry.creator.v2 = &create_compute<ComputeClaspAtom>;
  add(&entry, lmp);

  entry.style = "fix";
  entry.name = "clasp/score";
  entry.info = "fix clasp/score: snapshots compared with prompts";
  entry.creator.v2 = &create_fix;
  add(&entry, lmp);
}
