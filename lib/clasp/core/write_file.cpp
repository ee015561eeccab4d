// SPDX-License-Identifier: MIT
#include "core/write_file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "core/error.h"

namespace clasp {
namespace {

/// False if another file has taken the open one's name.
bool is_named(int fd, const std::string& path) {
  struct stat open {};
  struct stat named {};
  return fstat(fd, &open) == 0 && stat(path.c_str(), &named) == 0 && open.st_dev == named.st_dev &&
         open.st_ino == named.st_ino;
}

}  // namespace

bool is_device(const std::string& path) {
  struct stat info {};
  return stat(path.c_str(), &info) == 0 && !S_ISREG(info.st_mode);
}

bool write_all(int fd, const void* data, std::size_t size) {
  const auto* cursor = static_cast<const char*>(data);
  for (std::size_t left = size; left > 0;) {
    const ssize_t written = ::write(fd, cursor, std::min<std::size_t>(left, 1U << 30));
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    cursor += written;
    left -= static_cast<std::size_t>(written);
  }
  return true;
}

void cannot_write(const std::string& path, int cause) {
  throw Error(path, "", std::string("cannot write: ") + std::strerror(cause),
              "check the folder, its permissions and the free space");
}

int open_alone(const std::string& path) {
  for (;;) {
    const int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
    if (fd < 0) return fd;
    while (flock(fd, LOCK_EX) != 0)
      if (errno != EINTR) break;  // a file system without locks: as if alone
    if (is_named(fd, path)) return fd;
    ::close(fd);  // renamed or replaced while this process waited
  }
}

void write_file_atomically(const std::string& path, const void* data, std::size_t size) {
  const bool device = is_device(path);
  const std::string part = path + ".part";
  // A device or a pipe is written to; renaming a file onto it would replace it.
  const int fd = device ? ::open(path.c_str(), O_WRONLY | O_CLOEXEC) : open_alone(part);
  if (fd < 0) cannot_write(path, errno);
  const bool written = device ? write_all(fd, data, size)
                              : ftruncate(fd, 0) == 0 && write_all(fd, data, size) &&
                                    fsync(fd) == 0 && ::rename(part.c_str(), path.c_str()) == 0;
  const int cause = errno;
  if (!written && !device) ::unlink(part.c_str());  // while no other writer has it
  ::close(fd);
  if (!written) cannot_write(path, cause);
}

}  // namespace clasp
