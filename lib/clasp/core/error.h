// SPDX-License-Identifier: MIT
// The one error type of the library: every message says which file, where in it, what is wrong,
// what to do.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

namespace clasp {

/// Thrown by every function of the library that meets bad input. `what()` is one line,
/// "SUBJECT: PLACE: PROBLEM; REMEDY", in which an empty PLACE or REMEDY is left out.
class Error : public std::runtime_error {
 public:
  /// @param subject  file name, prompt or option the error is about
  /// @param place    where in it (line, tensor, data block); may be empty
  /// @param problem  what is wrong, with the offending value
  /// @param remedy   what the user can do; may be empty
  Error(std::string_view subject, std::string_view place, std::string_view problem,
        std::string_view remedy = {});

  /// The message without its subject: what a list of rejected files prints beside the file's name.
  const std::string& reason() const { return reason_; }

 private:
  std::string reason_;
};

}  // namespace clasp
