// SPDX-License-Identifier: MIT
// What a fuzz target defines. A parser of foreign input may refuse it by an Error, and nothing
// else.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"

/// Sound inputs, from which others are made by damaging them.
std::vector<std::string> fuzz_seeds();

/// Parses one input, as libFuzzer calls it. Returns 0.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace clasp::test {

/// Runs `parse` on the input; Errors are answers.
template <class Parse>
int parse_input(const std::uint8_t* data, std::size_t size, Parse parse) {
  try {
    parse(std::string(reinterpret_cast<const char*>(data), size));
  } catch (const Error&) {
  }
  return 0;
}

}  // namespace clasp::test
