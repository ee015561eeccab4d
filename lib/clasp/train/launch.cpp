// SPDX-License-Identifier: MIT
// Reads the variables of launchers.
#include "train/launch.h"

#include <unistd.h>

#include <charconv>

#include "core/error.h"
#include "core/hash.h"

namespace clasp {
namespace {

using Environment = std::function<const char*(const char*)>;

/// The variables of one launcher; null: it has no such variable.
struct Launcher {
  const char *rank, *size, *local_rank, *local_size, *job, *nodes;
};

constexpr Launcher kLaunchers[] = {
    {"RANK", "WORLD_SIZE", "LOCAL_RANK", "LOCAL_WORLD_SIZE", "TORCHELASTIC_RUN_ID", nullptr},
    {"OMPI_COMM_WORLD_RANK", "OMPI_COMM_WORLD_SIZE", "OMPI_COMM_WORLD_LOCAL_RANK",
     "OMPI_COMM_WORLD_LOCAL_SIZE", "PMIX_NAMESPACE", "SLURM_NODELIST"},
    {"PMI_RANK", "PMI_SIZE", "MPI_LOCALRANKID", "MPI_LOCALNRANKS", "SLURM_JOB_ID",
     "SLURM_NODELIST"},
    {"SLURM_PROCID", "SLURM_NTASKS", "SLURM_LOCALID", nullptr, "SLURM_JOB_ID", "SLURM_NODELIST"}};

std::string value_of(const Environment& get, const char* name) {
  const char* value = name == nullptr ? nullptr : get(name);
  return value == nullptr ? "" : value;
}

int number_of(const Environment& get, const char* name, int lowest, int highest) {
  const std::string text = value_of(get, name);
  int value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ec != std::errc() || read.ptr != text.data() + text.size() || value < lowest ||
      value > highest)
    throw Error(name, "", text.empty() ? "is not set" : "has the value \"" + text + "\"",
                "start all processes with mpirun, torchrun or srun, which set it, or give a number "
                "from " +
                    std::to_string(lowest) + " to " + std::to_string(highest));
  return value;
}

std::string find_host(const Environment& get, const Launcher& launcher, bool one_host) {
  if (const std::string host = value_of(get, "MASTER_ADDR"); !host.empty()) return host;
  if (one_host) return "127.0.0.1";
  if (const std::string nodes = value_of(get, launcher.nodes); !nodes.empty())
    return first_host(nodes);
  throw Error("MASTER_ADDR", "", "is not set, and the processes are on several hosts",
              "set it to the host of rank 0, as in mpirun -x MASTER_ADDR=HOST");
}

/// The same port in all processes of a job, and most likely another one in another job.
std::uint16_t find_port(const Environment& get, const Launcher& launcher, bool one_host) {
  if (!value_of(get, "MASTER_PORT").empty()) {
    // torchrun may listen there itself, in the language of its own version
    const int taken = value_of(get, "TORCHELASTIC_USE_AGENT_STORE") == "True" ? 1 : 0;
    return static_cast<std::uint16_t>(number_of(get, "MASTER_PORT", 1, 65534) + taken);
  }
  std::string job = value_of(get, launcher.job);
  if (job.empty() && one_host) job = std::to_string(getppid());  // the launcher's
  if (job.empty())
    throw Error("MASTER_PORT", "", "is not set", "set it to a free port of rank 0's host");
  return static_cast<std::uint16_t>(20000 + hash_text(job) % 10000);
}

}  // namespace

std::string first_host(const std::string& node_list) {
  const auto end = node_list.find_first_of(",[");
  std::string host = node_list.substr(0, end);
  if (end == std::string::npos || node_list[end] == ',') return host;
  return host + node_list.substr(end + 1, node_list.find_first_of(",-]", end) - end - 1);
}

Launch find_launch(const Environment& get) {
  for (const auto& launcher : kLaunchers) {
    if (value_of(get, launcher.rank).empty()) continue;
    Launch launch;
    launch.size = number_of(get, launcher.size, 1, 1 << 20);
    launch.rank = number_of(get, launcher.rank, 0, launch.size - 1);
    launch.local_rank = value_of(get, launcher.local_rank).empty()
                            ? launch.rank
                            : number_of(get, launcher.local_rank, 0, launch.size - 1);
    if (launch.size == 1) return launch;
    const std::string local = value_of(get, launcher.local_size);
    const bool one_host = !local.empty() && local == std::to_string(launch.size);
    launch.host = find_host(get, launcher, one_host);
    launch.port = find_port(get, launcher, one_host);
    return launch;
  }
  return {};
}

}  // namespace clasp
