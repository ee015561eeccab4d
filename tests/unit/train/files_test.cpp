// SPDX-License-Identifier: MIT
// Files that several processes write, and work that several threads do.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>
#include <thread>

#include "core/growing_file.h"
#include "core/mapped_file.h"
#include "core/write_file.h"
#include "support/temporary_folder.h"
#include "train/parts.h"

namespace {

using namespace clasp;
using std::chrono::milliseconds;
using test::TemporaryFolder;

std::string contents(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::size_t files_in(const std::string& folder) {
  const std::filesystem::directory_iterator files(folder);
  return static_cast<std::size_t>(std::distance(begin(files), end(files)));
}

TEST(AtomicWrite, KillsLeaveNoFilesBehind) {
  const TemporaryFolder folder;
  const std::string path = folder.file("out"), data(1 << 22, 'x');
  for (int k = 0; k < 5; ++k) {
    const pid_t child = fork();
    if (child == 0)
      for (;;) write_file_atomically(path, data.data(), data.size());
    std::this_thread::sleep_for(milliseconds(20 + 7 * k));
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
  }
  write_file_atomically(path, "whole", 5);
  EXPECT_EQ(contents(path), "whole");
  EXPECT_EQ(files_in(folder.path()), 1u);
}

TEST(AtomicWrite, WritersTakeTurns) {
  const TemporaryFolder folder;
  const std::string path = folder.file("out");
  write_file_atomically(path, "a", 1);
  for_each_part(4, [&](int part) {
    for (int k = 0; k < 20; ++k) {
      if (part > 0) {
        const std::string data(100000 * part, static_cast<char>('a' + part));
        write_file_atomically(path, data.data(), data.size());
      }
      const std::string found = contents(path);
      const int writer = found.front() - 'a';
      EXPECT_TRUE(found == std::string(writer == 0 ? 1 : 100000 * writer, found.front()));
    }
  });
  EXPECT_EQ(files_in(folder.path()), 1u);
}

/// Who waited for the file writes to the new one, and who had the old one mapped keeps it.
TEST(GrowingFile, RestartsUnderTheSameName) {
  const TemporaryFolder folder;
  const std::string path = folder.file("file"), old(100000, 'x');
  std::thread other;
  MappedFile map;
  {
    GrowingFile file(path);
    file.append(old.data(), old.size());
    map = MappedFile(path);
    other = std::thread([&] { GrowingFile(path).append("er", 2); });
    std::this_thread::sleep_for(milliseconds(50));
    file.restart();
    file.append("new", 3);
  }
  other.join();
  EXPECT_EQ(contents(path), "newer");
  EXPECT_EQ(std::string(reinterpret_cast<const char*>(map.data()), map.size()), old);
  EXPECT_EQ(files_in(folder.path()), 1u);
}

/// Little more address space than there is now: a few threads' stacks.
void limit_memory() {
  std::size_t pages = 0;
  std::ifstream("/proc/self/statm") >> pages;
  const rlim_t bytes = pages * static_cast<std::size_t>(sysconf(_SC_PAGESIZE)) + (64U << 20);
  const rlimit limit{bytes, bytes};
  setrlimit(RLIMIT_AS, &limit);
}

TEST(Parts, AThreadThatCannotBeStartedIsAnError) {
  const auto start_many = [] {
    limit_memory();
    try {
      for_each_part(1000, [](int) { std::this_thread::sleep_for(milliseconds(500)); });
    } catch (const std::system_error&) {
      _exit(0);
    }
    _exit(1);
  };
  EXPECT_EXIT(start_many(), testing::ExitedWithCode(0), "");
}

}  // namespace
