// SPDX-License-Identifier: MIT
// Jobs on all cores, in processes of their own: Kokkos::Serial lets no two threads of a process
// run kernels at the same time, and OpenMP gains nothing on crystals of a few dozen atoms.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <deque>
#include <functional>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

namespace clasp {

/// Workers begin when they are first needed, as copies of this process (fork): what their functions
/// refer to is the memory of that moment. Therefore no Kokkos may run in this process before. A
/// worker ends with this process, whatever ends it.
class WorkerPool {
 public:
  using Work = std::function<nlohmann::json(const nlohmann::json& job)>;
  using Take = std::function<void(const nlohmann::json& answer)>;

  /// @param workers  the most processes; 0: as many as the machine has cores
  /// @param prepare  called once in every worker; what it returns does the jobs
  WorkerPool(int workers, std::function<Work()> prepare);
  /// Ends the workers, wherever they are.
  ~WorkerPool();
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  /// Hands a job to a worker, as soon as one is free. `take` gets the answer during this or a later
  /// call, in the order of the jobs, and must not ask in turn. Throws Error, when the turn of a job
  /// comes whose worker died (subject `name`) or which threw.
  void ask(std::string name, const nlohmann::json& job, Take take);
  /// Waits for all answers; throws as ask() does.
  void finish();

 private:
  struct Job {
    std::string name;
    Take take;
    std::optional<nlohmann::json> reply;
  };
  struct Worker {
    pid_t process = 0;
    int socket = -1;
    std::optional<std::int64_t> job;  ///< what it works on
  };

  Worker& free_worker();
  Worker& start_worker();
  /// Takes replies that are there, in order of the jobs; waits for one if told to.
  void collect(bool wait);
  void read_reply(Worker& worker);
  [[noreturn]] void serve(int socket, pid_t parent) const;

  std::size_t limit_;
  std::function<Work()> prepare_;
  std::deque<Worker> workers_;
  std::deque<Job> jobs_;    ///< handed out, not yet taken
  std::int64_t taken_ = 0;  ///< the number of the first of them
};

}  // namespace clasp
