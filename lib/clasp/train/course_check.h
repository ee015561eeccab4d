// SPDX-License-Identifier: MIT
// Whether a checkpoint may be gone on from.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>

namespace clasp {

/// What a training and its checkpoint must have in common.
struct Course {
  nlohmann::json settings;  ///< of course_of()
  nlohmann::json sources;   ///< corpus and text encoder
  std::int64_t total = 0;   ///< steps
};

/// Throws Error naming the checkpoint at `path` and what differs, if `note` is of another course.
void check_course(const std::string& path, const nlohmann::json& note, const Course& course);

}  // namespace clasp
