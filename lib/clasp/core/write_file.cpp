// SPDX-License-Identifier: MIT
#include "core/write_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "core/error.h"

namespace clasp {

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

void write_file_atomically(const std::string& path, const void* data, std::size_t size) {
  struct stat info {};
  const bool device = stat(path.c_str(), &info) == 0 && !S_ISREG(info.st_mode);
  std::string temporary = path + ".XXXXXX";
  // A device or a pipe is written to; renaming a file onto it would replace it.
  const int fd = device ? ::open(path.c_str(), O_WRONLY | O_CLOEXEC) : mkstemp(temporary.data());
  if (fd < 0) cannot_write(path, errno);
  bool written = write_all(fd, data, size);
  if (written && !device) {
    const mode_t mask = umask(0);
    umask(mask);
    written = fchmod(fd, 0666 & ~mask) == 0 && fsync(fd) == 0 &&
              ::rename(temporary.c_str(), path.c_str()) == 0;
  }
  const int cause = errno;
  ::close(fd);
  if (written) return;
  if (!device) ::unlink(temporary.c_str());
  cannot_write(path, cause);
}

}  // namespace clasp
