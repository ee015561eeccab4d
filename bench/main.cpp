// SPDX-License-Identifier: MIT
// Says with the figures what made them: compiler, flags, processor, instruction set.
#include <benchmark/benchmark.h>

#include <fstream>
#include <string>

#include "encoder/loops.h"

namespace {

std::string processor() {
  std::ifstream info("/proc/cpuinfo");
  for (std::string line; std::getline(info, line);)
    if (line.rfind("model name", 0) == 0) return line.substr(line.find(':') + 2);
  return "unknown";
}

}  // namespace

int main(int argc, char** argv) {
  benchmark::AddCustomContext("compiler", CLASP_COMPILER);
  benchmark::AddCustomContext("flags", CLASP_FLAGS);
  benchmark::AddCustomContext("cpu", processor());
  benchmark::AddCustomContext("instructions", clasp::host_loops().instructions);
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
}
