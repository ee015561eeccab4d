// SPDX-License-Identifier: MIT
// Which of how many processes this one is, as mpirun, torchrun or Slurm tell it in the environment.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

namespace clasp {

struct Launch {
  int rank = 0;
  int size = 1;
  int local_rank = 0;              ///< among the processes of its host
  std::string host = "127.0.0.1";  ///< where rank 0 runs
  std::uint16_t port = 0;          ///< on which it waits for the others
};

/// Looks for, in this order, RANK and WORLD_SIZE (torchrun), OMPI_COMM_WORLD_RANK (Open MPI),
/// PMI_RANK (MPICH and its relatives), SLURM_PROCID (srun); none: one process alone. Without the
/// launcher's variable for it the local rank is the rank. MASTER_ADDR
/// and MASTER_PORT count everywhere; without them the host comes from Slurm's list of nodes, or is
/// this one if all processes share it, and the port from the job's number.
/// @param get  value of an environment variable, null if unset, as std::getenv
/// Throws Error naming the variable that is missing or makes no sense.
Launch find_launch(const std::function<const char*(const char*)>& get);

/// First host of a Slurm node list: "gpu[07-09,12],login" -> "gpu07".
std::string first_host(const std::string& node_list);

}  // namespace clasp
