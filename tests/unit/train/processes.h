// SPDX-License-Identifier: MIT
// Runs tests of this very program as processes of their own, as a launcher would: their names begin
// with DISABLED_, so that they run in no other way.
#pragma once

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <map>
#include <memory>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

extern char** environ;

namespace clasp::test {

class Process {
 public:
  /// @param test      "Suite.DISABLED_Name"
  /// @param variables of its environment, beside those of this process
  /// @param log       file for what it says on standard error
  Process(const std::string& test, const std::map<std::string, std::string>& variables,
          const std::string& log) {
    std::vector<std::string> strings;
    for (char** e = environ; *e != nullptr; ++e) strings.emplace_back(*e);
    for (const auto& [name, value] : variables) strings.push_back(name + "=" + value);
    std::vector<char*> env;
    for (auto& s : strings) env.push_back(s.data());
    env.push_back(nullptr);
    std::string program = "/proc/self/exe", filter = "--gtest_filter=" + test,
                also = "--gtest_also_run_disabled_tests";
    char* arguments[] = {program.data(), filter.data(), also.data(), nullptr};
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_addopen(&files, 1, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&files, 2, log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0644);
    if (posix_spawn(&pid_, program.c_str(), &files, nullptr, arguments, env.data()) != 0) pid_ = -1;
    posix_spawn_file_actions_destroy(&files);
  }
  ~Process() {
    kill();
    wait();
  }
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  void kill() {
    if (pid_ > 0) ::kill(pid_, SIGKILL);
  }
  /// Exit status; 128 + the signal if one ended it.
  int wait() {
    if (pid_ > 0) {
      int status = 0;
      waitpid(pid_, &status, 0);
      status_ = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
      pid_ = -1;
    }
    return status_;
  }

 private:
  pid_t pid_ = -1;
  int status_ = -1;
};

/// The ranks of one training, started with torchrun's variables.
class Ranks {
 public:
  Ranks(int size, const std::string& test, std::map<std::string, std::string> variables,
        const std::string& log)
      : log_(log) {
    // Below the ports that the system gives away; another one each time, since a closed one rests.
    static int started = 0;
    const int port = 20000 + static_cast<int>((::getpid() * 37 + 11 * ++started) % 10000);
    variables["MASTER_ADDR"] = "127.0.0.1";
    variables["MASTER_PORT"] = std::to_string(port);
    variables["WORLD_SIZE"] = std::to_string(size);
    for (int rank = 0; rank < size; ++rank) {
      variables["RANK"] = std::to_string(rank);
      processes_.push_back(std::make_unique<Process>(test, variables, log));
    }
  }
  Process& operator[](int rank) { return *processes_[rank]; }
  std::vector<int> wait() {
    std::vector<int> statuses;
    for (auto& p : processes_) statuses.push_back(p->wait());
    return statuses;
  }
  /// What all of them said on standard error.
  std::string said() const {
    std::ifstream file(log_);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
  }

 private:
  std::string log_;
  std::vector<std::unique_ptr<Process>> processes_;
};

}  // namespace clasp::test
