// SPDX-License-Identifier: MIT
#include "cli/workers/worker_pool.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <set>
#include <thread>

#include "core/error.h"

namespace clasp {
namespace {

using nlohmann::json;

void sleep_ms(int ms) {
  std::this_thread::sleep_for(std::chrono::milliseconds(ms));
}

/// Workers that need no preparation.
std::function<WorkerPool::Work()> always(const WorkerPool::Work& work) {
  return [work] { return work; };
}

/// What the Error of a call says; empty: it threw none.
template <class Call>
std::string message_of(const Call& call) {
  try {
    call();
  } catch (const Error& e) {
    return e.what();
  }
  return {};
}

/// Asks `jobs` jobs with their numbers; the answers as they are taken.
std::vector<json> ask_all(WorkerPool& pool, int jobs) {
  std::vector<json> answers;
  for (int i = 0; i < jobs; ++i)
    pool.ask("job " + std::to_string(i), i, [&](const json& a) { answers.push_back(a); });
  pool.finish();
  return answers;
}

TEST(WorkerPool, AnswersComeInTheOrderOfTheJobs) {
  WorkerPool pool(4, always([](const json& job) {
                    sleep_ms(job.get<int>() % 4 == 0 ? 20 : 0);  // every fourth comes last
                    return job.get<int>() * 2;
                  }));
  const auto answers = ask_all(pool, 40);
  ASSERT_EQ(answers.size(), 40U);
  for (int i = 0; i < 40; ++i) EXPECT_EQ(answers[i], 2 * i);
}

TEST(WorkerPool, AllWorkersWorkAndAreNotThisProcess) {
  WorkerPool pool(3, always([](const json&) {
                    sleep_ms(20);
                    return getpid();
                  }));
  std::set<int> processes;
  for (const json& answer : ask_all(pool, 30)) processes.insert(answer.get<int>());
  EXPECT_EQ(processes.size(), 3U);
  EXPECT_EQ(processes.count(getpid()), 0U);
}

TEST(WorkerPool, AJobThatTakesLongHoldsUpNoOther) {
  WorkerPool pool(2, always([](const json& job) {
                    sleep_ms(job == 0 ? 300 : 1);
                    return getpid();
                  }));
  const auto answers = ask_all(pool, 50);
  std::set<int> others;
  for (int i = 1; i < 50; ++i) others.insert(answers[i].get<int>());
  EXPECT_EQ(others.size(), 1U);
  EXPECT_EQ(others.count(answers[0].get<int>()), 0U);
}

TEST(WorkerPool, StartsNoMoreWorkersThanJobsNeed) {
  int prepared_here = 0;
  {
    WorkerPool pool(8, [&] {
      ++prepared_here;
      return [](const json&) { return getpid(); };
    });
    const auto answers = ask_all(pool, 1);
    EXPECT_NE(answers.at(0), getpid());
    EXPECT_EQ(waitpid(-1, nullptr, WNOHANG), 0);  // one child, alive
  }
  EXPECT_EQ(prepared_here, 0);
  EXPECT_EQ(waitpid(-1, nullptr, WNOHANG), -1) << "a worker outlived its pool";
}

TEST(WorkerPool, PreparesOnceAWorker) {
  WorkerPool pool(1, [] {
    static int prepared = 0;
    ++prepared;
    return [](const json&) { return prepared; };
  });
  for (const json& answer : ask_all(pool, 5)) EXPECT_EQ(answer, 1);
}

TEST(WorkerPool, LargeMessagesPassBothWays) {
  const std::string large(5 << 20, '\xff');
  WorkerPool pool(2, always([](const json& job) { return job; }));
  for (int i = 0; i < 6; ++i)
    pool.ask("large", large, [&](const json& answer) { EXPECT_TRUE(answer == large); });
  pool.finish();
}

TEST(WorkerPool, ADeadWorkerIsAnErrorThatNamesItsJob) {
  WorkerPool pool(2, always([](const json& job) {
                    if (job == 7) kill(getpid(), SIGKILL);
                    return job;
                  }));
  std::vector<json> taken;
  const auto said = message_of([&] {
    for (int i = 0; i < 20; ++i)
      pool.ask("job " + std::to_string(i), i, [&](const json& a) { taken.push_back(a); });
    pool.finish();
  });
  EXPECT_EQ(said.find("job 7: the process that worked on it was ended by signal 9"), 0U) << said;
  EXPECT_EQ(taken.size(), 7U) << "answers before it are taken, none after it";
}

TEST(WorkerPool, AWorkerThatExitsIsAnError) {
  WorkerPool pool(1, always([](const json&) -> json { _exit(3); }));
  EXPECT_NE(message_of([&] { ask_all(pool, 1); }).find("exit status 3"), std::string::npos);
}

TEST(WorkerPool, AWorkerThatDiedWhileFreeIsAnError) {
  WorkerPool pool(1, always([](const json&) { return getpid(); }));
  kill(ask_all(pool, 1).at(0).get<int>(), SIGKILL);
  sleep_ms(20);
  EXPECT_NE(message_of([&] { ask_all(pool, 1); }).find("job 0: the process"), std::string::npos);
}

TEST(WorkerPool, ErrorsOfJobsKeepTheirWords) {
  WorkerPool pool(2, always([](const json& job) -> json {
                    if (job == 1) throw Error("a.cif", "line 3", "no number", "write one");
                    if (job == 2) throw std::runtime_error("something else");
                    return job;
                  }));
  EXPECT_EQ(message_of([&] { ask_all(pool, 2); }), "a.cif: line 3: no number; write one");
  WorkerPool another(1, always([](const json&) -> json { throw std::runtime_error("else"); }));
  EXPECT_EQ(message_of([&] { ask_all(another, 1); }), "job 0: else");
}

TEST(WorkerPool, ErrorsOfThePreparationKeepTheirWords) {
  WorkerPool pool(2, []() -> WorkerPool::Work { throw Error("model", "", "no tensors"); });
  EXPECT_EQ(message_of([&] { ask_all(pool, 3); }), "model: no tensors");
}

TEST(WorkerPool, EndsWorkersInTheMiddleOfAJob) {
  const auto start = std::chrono::steady_clock::now();
  {
    WorkerPool pool(2, always([](const json&) {
                      sleep_ms(60000);
                      return 0;
                    }));
    pool.ask("long", 0, [](const json&) {});
    pool.ask("long", 0, [](const json&) {});
  }
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(30));
  EXPECT_EQ(waitpid(-1, nullptr, WNOHANG), -1);
}

TEST(WorkerPool, WorkersHoldNoFilesOfTheirProcess) {
  const int before = dup(0);
  WorkerPool pool(2, always([before](const json&) {
                    sleep_ms(20);
                    return fcntl(before, F_GETFD);
                  }));
  for (const json& answer : ask_all(pool, 4)) EXPECT_EQ(answer, -1);
  EXPECT_NE(fcntl(before, F_GETFD), -1);
  close(before);
}

/// A worker must not outlive a process that was killed, even in the middle of a job.
TEST(WorkerPool, WorkersEndWithTheirProcess) {
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  const pid_t parent = fork();
  if (parent == 0) {
    close(ends[0]);
    WorkerPool pool(2, always([](const json&) {
                      sleep_ms(60000);
                      return 0;
                    }));
    pool.ask("long", 0, [](const json&) {});
    pool.ask("long", 0, [](const json&) {});
    if (write(ends[1], "!", 1) == 1) sleep_ms(60000);
    _exit(0);
  }
  close(ends[1]);
  char byte = 0;
  ASSERT_EQ(read(ends[0], &byte, 1), 1);
  kill(parent, SIGKILL);
  waitpid(parent, nullptr, 0);
  // the pipe ends when the last process that holds its other side has ended
  EXPECT_EQ(read(ends[0], &byte, 1), 0);
  close(ends[0]);
}

}  // namespace
}  // namespace clasp
