// SPDX-License-Identifier: MIT
#include "core/growing_file.h"

#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <utility>

#include "core/write_file.h"

namespace clasp {
GrowingFile::GrowingFile(const std::string& path) : path_(path), fd_(open_alone(path)) {
  if (fd_ < 0) cannot_write(path, errno);
}

GrowingFile::~GrowingFile() {
  ::close(fd_);
}

void GrowingFile::keep(std::size_t bytes) {
  if (ftruncate(fd_, static_cast<off_t>(bytes)) != 0) cannot_write(path_, errno);
}

void GrowingFile::restart() {
  const std::string path = std::filesystem::weakly_canonical(path_).string();  // not a link to it
  const std::string part = path + ".part";
  const int fd = open_alone(part);
  if (fd < 0) cannot_write(part, errno);
  if (ftruncate(fd, 0) != 0 || std::rename(part.c_str(), path.c_str()) != 0) {
    const int cause = errno;
    ::close(fd);
    cannot_write(path_, cause);
  }
  ::close(std::exchange(fd_, fd));
}

void GrowingFile::append(const void* data, std::size_t bytes) {
  if (!write_all(fd_, data, bytes)) cannot_write(path_, errno);
}

void GrowingFile::flush() {
  if (fsync(fd_) != 0) cannot_write(path_, errno);
}

}  // namespace clasp
