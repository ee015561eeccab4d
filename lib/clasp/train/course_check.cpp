// SPDX-License-Identifier: MIT
#include "train/course_check.h"

#include <algorithm>

#include "core/error.h"

namespace clasp {
namespace {

using nlohmann::json;

/// "network 32, now 16": of lists the first values that differ.
std::string difference(const std::string& name, const json& before, const json& now) {
  if (before.is_array() && now.is_array() && before.size() == now.size()) {
    const auto at = std::mismatch(before.begin(), before.end(), now.begin());
    return difference(name, *at.first, *at.second);
  }
  return name + " " + before.dump() + ", now " + now.dump();
}

}  // namespace

void check_course(const std::string& path, const json& note, const Course& course) {
  const json& before = note.at("course");
  std::string changed;
  for (const auto& [name, value] : course.settings.items())
    if (const json was = before.value(name, json()); was != value)
      changed += (changed.empty() ? "" : "; ") + difference(name, was, value);
  const json sources = note.value("sources", course.sources);  // older checkpoints have none
  for (const auto& [name, value] : course.sources.items())
    if (changed.empty() && sources.value(name, value) != value) changed = "another " + name;
  if (changed.empty() && (before != course.settings || note.at("total") != course.total))
    changed = "another corpus or version of clasp";
  if (!changed.empty())
    throw Error(path, "", "belongs to a training with other settings (" + changed + ")",
                "resume with the options it was started with, or start without --resume");
}

}  // namespace clasp
