// SPDX-License-Identifier: MIT
#include "train/metrics.h"

#include <filesystem>

#include "core/error.h"
#include "core/json_text.h"

namespace clasp {

Metrics::Metrics(const std::string& path, std::int64_t keep) : path_(path) {
  std::error_code missing;
  if (const auto size = std::filesystem::file_size(path, missing);
      !missing && keep > 0 && static_cast<std::uintmax_t>(keep) < size)
    std::filesystem::resize_file(path, static_cast<std::uintmax_t>(keep), missing);
  file_.open(path, keep > 0 ? std::ios::app : std::ios::trunc);
  if (!file_) throw Error(path, "", "cannot be written", "check that its folder exists");
  file_.seekp(0, std::ios::end);
}

void Metrics::write(const std::string& event, nlohmann::json fields) {
  fields["event"] = event;
  file_ << json_text(fields) << std::endl;
  if (!file_) throw Error(path_, "", "cannot be written", "is the disk full?");
}

}  // namespace clasp
