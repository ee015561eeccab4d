// SPDX-License-Identifier: MIT
#include "core/error.h"

namespace clasp {
namespace {

std::string join_reason(std::string_view place, std::string_view problem, std::string_view remedy) {
  std::string text;
  if (!place.empty()) text.append(place).append(": ");
  text.append(problem);
  if (!remedy.empty()) text.append("; ").append(remedy);
  for (char& c : text)
    if (c == '\n' || c == '\r') c = ' ';
  return text;
}

}  // namespace

Error::Error(std::string_view subject, std::string_view place, std::string_view problem,
             std::string_view remedy)
    : std::runtime_error(std::string(subject) + ": " + join_reason(place, problem, remedy)),
      reason_(join_reason(place, problem, remedy)) {}

}  // namespace clasp
