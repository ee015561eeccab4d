// SPDX-License-Identifier: MIT
// One snapshot for callgrind to count: see instructions.sh. usage: clasp_instructions MODEL
#include <cstdio>

#include "core/error.h"
#include "encoder/snapshot_encoder.h"
#include "snapshots.h"

namespace {

clasp::Structure snapshot() {
  return clasp::silicon(1000, 0.1);
}

}  // namespace

/// What is counted.
__attribute__((noinline)) float counted_embedding(clasp::CrystalEncoder& encoder,
                                                  const clasp::Structure& s) {
  return encoder.embed(s, "silicon")[0];
}

int main(int argc, char** argv) try {
  if (argc != 2) throw clasp::Error("clasp_instructions", "", "takes a MODEL", "name a model file");
  const clasp::Structure s = snapshot();
  const auto model = clasp::ModelFile::open(argv[1]);
  clasp::CrystalEncoder encoder(model);
  encoder.embed(s, "silicon");  // makes the arrays
  counted_embedding(encoder, s);
  std::printf("%zu\n", s.sites.size());
  return 0;
} catch (const clasp::Error& e) {
  std::fprintf(stderr, "%s\n", e.what());
  return 1;
}
