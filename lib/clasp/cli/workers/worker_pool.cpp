// SPDX-License-Identifier: MIT
// A worker has a socket to this process. It reads a job, answers, reads the next; so neither side
// ever writes to one that writes itself.
#include "cli/workers/worker_pool.h"

#include <fmt/format.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <new>
#include <thread>

#include "core/error.h"

namespace clasp {
namespace {

using nlohmann::json;

constexpr std::size_t kLargestLead = 1000;  ///< jobs begun before the one to be taken next

bool write_all(int socket, const void* data, std::size_t size) {
  for (const auto* at = static_cast<const char*>(data); size > 0;) {
    const ssize_t n = send(socket, at, size, MSG_NOSIGNAL);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return false;
    at += n;
    size -= static_cast<std::size_t>(n);
  }
  return true;
}

bool read_all(int socket, void* data, std::size_t size) {
  for (auto* at = static_cast<char*>(data); size > 0;) {
    const ssize_t n = recv(socket, at, size, 0);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return false;
    at += n;
    size -= static_cast<std::size_t>(n);
  }
  return true;
}

/// A message is its length and CBOR. Both false once the other side is gone.
bool send_message(int socket, const json& message) {
  const auto bytes = json::to_cbor(message);
  const std::uint64_t size = bytes.size();
  return write_all(socket, &size, sizeof size) && write_all(socket, bytes.data(), bytes.size());
}

bool receive_message(int socket, json* message) {
  std::uint64_t size = 0;
  if (!read_all(socket, &size, sizeof size)) return false;
  std::vector<std::uint8_t> bytes(size);
  if (!read_all(socket, bytes.data(), bytes.size())) return false;
  *message = json::from_cbor(bytes);
  return true;
}

/// What ended a process, for a message.
std::string wait_for_end(pid_t process) {
  int status = 0;
  while (waitpid(process, &status, 0) < 0 && errno == EINTR) {
  }
  if (WIFSIGNALED(status))
    return fmt::format("signal {} ({})", WTERMSIG(status), strsignal(WTERMSIG(status)));
  return fmt::format("exit status {}", WEXITSTATUS(status));
}

json failure(const std::string& subject, const std::string& reason) {
  return {{"subject", subject}, {"reason", reason}};
}

[[noreturn]] void cannot(const char* what) {
  throw Error("worker process", "", fmt::format("cannot {}: {}", what, std::strerror(errno)),
              "use fewer --threads");
}

}  // namespace

WorkerPool::WorkerPool(int workers, std::function<Work()> prepare)
    : limit_(workers > 0 ? workers : std::max(1U, std::thread::hardware_concurrency())),
      prepare_(std::move(prepare)) {}

WorkerPool::~WorkerPool() {
  for (const Worker& worker : workers_) {
    kill(worker.process, SIGKILL);
    wait_for_end(worker.process);
    close(worker.socket);
  }
}

void WorkerPool::ask(std::string name, const json& job, Take take) {
  while (jobs_.size() >= kLargestLead) collect(true);
  Worker& worker = free_worker();
  worker.job = taken_ + static_cast<std::int64_t>(jobs_.size());
  jobs_.push_back({std::move(name), std::move(take), std::nullopt});
  if (!send_message(worker.socket, job)) read_reply(worker);  // it died while it was free
}

void WorkerPool::finish() {
  while (!jobs_.empty()) collect(true);
}

WorkerPool::Worker& WorkerPool::free_worker() {
  for (bool wait = false;; wait = true) {
    collect(wait);
    const auto free = std::find_if(workers_.begin(), workers_.end(),
                                   [](const Worker& w) { return !w.job.has_value(); });
    if (free != workers_.end()) return *free;
    if (workers_.size() < limit_) return start_worker();
  }
}

WorkerPool::Worker& WorkerPool::start_worker() {
  int ends[2];
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) cannot("make a socket");
  const pid_t parent = getpid(), process = fork();
  if (process == 0) {
    // a lock on a file, held by a copy of its descriptor, must not outlive the command
    if (ends[1] > 3) close_range(3, static_cast<unsigned>(ends[1]) - 1, 0);
    close_range(static_cast<unsigned>(ends[1]) + 1, ~0U, 0);
    serve(ends[1], parent);
  }
  close(ends[1]);
  if (process < 0) {
    close(ends[0]);
    cannot("start");
  }
  workers_.push_back({process, ends[0], std::nullopt});
  return workers_.back();
}

void WorkerPool::serve(int socket, pid_t parent) const {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) _exit(1);
  Work work;
  for (json job, reply; receive_message(socket, &job); reply.clear()) {
    try {
      if (!work) work = prepare_();
      reply["answer"] = work(job);
    } catch (const Error& e) {
      const std::string line = e.what();
      reply = failure(line.substr(0, line.size() - e.reason().size() - 2), e.reason());
    } catch (const std::bad_alloc&) {
      reply = failure("", "out of memory; use fewer --threads or a machine with more memory");
    } catch (const std::exception& e) {
      reply = failure("", e.what());
    }
    if (!send_message(socket, reply)) break;
  }
  _exit(0);
}

void WorkerPool::read_reply(Worker& worker) {
  Job& job = jobs_[static_cast<std::size_t>(*worker.job - taken_)];
  if (receive_message(worker.socket, &job.reply.emplace())) {
    worker.job.reset();
    return;
  }
  job.reply =
      failure("", fmt::format("the process that worked on it was ended by {}; leave it out, "
                              "or use fewer --threads if memory ran out",
                              wait_for_end(worker.process)));
  close(worker.socket);
  workers_.erase(std::find_if(workers_.begin(), workers_.end(),
                              [&](const Worker& w) { return w.process == worker.process; }));
}

void WorkerPool::collect(bool wait) {
  std::vector<pollfd> sockets;
  for (const Worker& worker : workers_)
    sockets.push_back({worker.job ? worker.socket : -1, POLLIN, 0});
  const bool ready_to_take = !jobs_.empty() && jobs_.front().reply;
  if (poll(sockets.data(), sockets.size(), wait && !ready_to_take ? -1 : 0) < 0 && errno != EINTR)
    cannot("be waited for");
  for (const pollfd& ready : sockets)
    if (ready.revents != 0)
      read_reply(*std::find_if(workers_.begin(), workers_.end(),
                               [&](const Worker& w) { return w.socket == ready.fd; }));
  while (!jobs_.empty() && jobs_.front().reply) {
    const Job job = std::move(jobs_.front());
    jobs_.pop_front();
    ++taken_;
    if (!job.reply->contains("answer")) {
      const std::string subject = job.reply->at("subject");
      throw Error(subject.empty() ? job.name : subject, "",
                  job.reply->at("reason").get<std::string>());
    }
    job.take(job.reply->at("answer"));
  }
}

}  // namespace clasp
