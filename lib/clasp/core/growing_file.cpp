// SPDX-License-Identifier: MIT
#include "core/growing_file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>

#include "core/write_file.h"

namespace clasp {
GrowingFile::GrowingFile(const std::string& path) : path_(path) {
  fd_ = ::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0666);
  if (fd_ < 0) cannot_write(path, errno);
  while (flock(fd_, LOCK_EX) != 0)
    if (errno != EINTR) break;  // a file system without locks: as if alone
}

GrowingFile::~GrowingFile() {
  ::close(fd_);
}

void GrowingFile::keep(std::size_t bytes) {
  const auto end = static_cast<off_t>(bytes);
  if (ftruncate(fd_, end) != 0 || lseek(fd_, end, SEEK_SET) != end) cannot_write(path_, errno);
}

void GrowingFile::append(const void* data, std::size_t bytes) {
  if (!write_all(fd_, data, bytes)) cannot_write(path_, errno);
}

void GrowingFile::flush() {
  if (fsync(fd_) != 0) cannot_write(path_, errno);
}

}  // namespace clasp
