// SPDX-License-Identifier: MIT
#include "train/growing_file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "core/error.h"

namespace clasp {
namespace {

[[noreturn]] void cannot_write(const std::string& path) {
  throw Error(path, "", std::string("cannot write: ") + std::strerror(errno),
              "check the folder, its permissions and the free space");
}

}  // namespace

GrowingFile::GrowingFile(const std::string& path) : path_(path) {
  fd_ = ::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0666);
  if (fd_ < 0) cannot_write(path);
  while (flock(fd_, LOCK_EX) != 0)
    if (errno != EINTR) break;  // a file system without locks: as if alone
}

GrowingFile::~GrowingFile() {
  ::close(fd_);
}

void GrowingFile::keep(std::size_t bytes) {
  const auto end = static_cast<off_t>(bytes);
  if (ftruncate(fd_, end) != 0 || lseek(fd_, end, SEEK_SET) != end) cannot_write(path_);
}

void GrowingFile::append(const void* data, std::size_t bytes) {
  const auto* cursor = static_cast<const char*>(data);
  for (std::size_t left = bytes; left > 0;) {
    const ssize_t written = ::write(fd_, cursor, left);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) cannot_write(path_);
    cursor += written;
    left -= static_cast<std::size_t>(written);
  }
}

void GrowingFile::flush() {
  if (fsync(fd_) != 0) cannot_write(path_);
}

}  // namespace clasp
