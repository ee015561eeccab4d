// SPDX-License-Identifier: MIT
#include "train/metrics.h"

#include "core/error.h"

namespace clasp {

Metrics::Metrics(const std::string& path, bool append)
    : path_(path), file_(path, append ? std::ios::app : std::ios::trunc) {
  if (!file_) throw Error(path, "", "cannot be written", "check that its folder exists");
}

void Metrics::write(const std::string& event, nlohmann::json fields) {
  fields["event"] = event;
  file_ << fields.dump() << std::endl;
  if (!file_) throw Error(path_, "", "cannot be written", "is the disk full?");
}

}  // namespace clasp
