// SPDX-License-Identifier: MIT
// The main program of a fuzz target without libFuzzer: the seeds and copies of them with a few
// random damages, the same ones in every run. CLASP_FUZZ_ROUNDS says how many (2,000).
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <fstream>

#include "core/rng.h"
#include "fuzz/target.h"

namespace {

constexpr std::uint64_t kHead = 2048;  ///< bytes that get half of the damages: headers are there

std::size_t draw_place(const std::string& text, clasp::Rng& rng) {
  const std::uint64_t end = rng.uniform() < 0.5 && text.size() > kHead ? kHead : text.size();
  return rng.below(end);
}

/// Changes, removes, repeats or inserts bytes; now and then cuts the rest off.
void damage(std::string& text, clasp::Rng& rng) {
  static const std::vector<std::string> unkind = {
      "-1", "1e999", "nan", "99999999999999999999", "?", "'", "\n", std::string(1, 0), "\xFF", ";"};
  if (text.empty()) return;
  const std::size_t at = draw_place(text, rng);
  switch (rng.below(16)) {
    case 0:
      text.resize(at);
      break;
    case 1:
    case 2:
    case 3:
      text.erase(at, 1 + rng.below(16));
      break;
    case 4:
    case 5:
    case 6:
      text.insert(at, text.substr(draw_place(text, rng), rng.below(64)));
      break;
    case 7:
    case 8:
    case 9:
      text.insert(at, unkind[rng.below(unkind.size())]);
      break;
    default:
      text[at] = static_cast<char>(rng.below(256));
  }
}

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
  const char* asked = std::getenv("CLASP_FUZZ_ROUNDS");
  const int rounds = asked != nullptr ? std::atoi(asked) : 2000;
  const std::vector<std::string> seeds = fuzz_seeds();
  clasp::Rng rng(1);
  bool sound = true;
  for (const auto& seed : seeds) sound = survives(seed, argv[0]) && sound;
  for (int n = 0; sound && n < rounds; ++n) {
    std::string input = seeds[rng.below(seeds.size())];
    for (std::uint64_t hits = 1 + rng.below(6); hits > 0; --hits) damage(input, rng);
    sound = survives(input, argv[0]);
  }
  return sound ? 0 : 1;
}
