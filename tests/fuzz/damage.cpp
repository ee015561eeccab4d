// SPDX-License-Identifier: MIT
// The main program of a fuzz target without libFuzzer: the seeds and copies of them with a few
// random damages, the same ones in every run. CLASP_FUZZ_ROUNDS says how many (2,000).
#include <cstdio>
#include <exception>
#include <fstream>

#include "core/rng.h"
#include "fuzz/target.h"
#include "support/damage.h"

namespace {

/// False, with the input kept in a file, where something else than an Error came out.
bool survives(const std::string& input, const char* program) {
  try {
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(input.data()), input.size());
    return true;
  } catch (const std::exception& e) {
    const std::string file = std::string(program) + ".input";
    std::ofstream(file, std::ios::binary) << input;
    std::fprintf(stderr, "%s: %s\n", file.c_str(), e.what());
    return false;
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc > 1) {  // an input that failed before
    std::ifstream file(argv[1], std::ios::binary);
    return survives({std::istreambuf_iterator<char>(file), {}}, argv[0]) ? 0 : 1;
  }
  const int rounds = clasp::test::fuzz_rounds(2000);
  const std::vector<std::string> seeds = fuzz_seeds();
  clasp::Rng rng(1);
  bool sound = true;
  for (const auto& seed : seeds) sound = survives(seed, argv[0]) && sound;
  for (int n = 0; sound && n < rounds; ++n) {
    std::string input = seeds[rng.below(seeds.size())];
    for (std::uint64_t hits = 1 + rng.below(6); hits > 0; --hits) clasp::test::damage(input, rng);
    sound = survives(input, argv[0]);
  }
  return sound ? 0 : 1;
}
