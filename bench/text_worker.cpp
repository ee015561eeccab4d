// SPDX-License-Identifier: MIT
// The text encoder of bench/text_peers.py: clasp_text_worker FOLDER TEXTS encodes the lines of a
// file as often as its standard input asks for it, and answers with the processor's seconds. "each"
// is one line after the other, "all FILE" all together; the pooled outputs go into FILE as floats.
#include <cstdio>
#include <ctime>
#include <exception>
#include <fstream>
#include <iostream>

#include "text/text.h"

namespace {

using namespace clasp;

template <class Work>
void answer(Work work) {
  const std::clock_t start = std::clock();
  work();
  std::cout << static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC << std::endl;
}

void serve(const char* folder, const char* file) {
  const auto encoder = TextEncoder::from_folder(folder, {Pooling::kMean, 64});
  std::vector<std::string> texts;
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) texts.push_back(line);
  std::cout << "ready" << std::endl;
  for (std::string command, out; std::cin >> command;) {
    if (command == "each") {
      answer([&] {
        for (const std::string& text : texts) encoder.encode({text});
      });
    } else {
      std::cin >> out;
      Matrix pooled;
      answer([&] { pooled = encoder.encode(texts); });
      std::ofstream(out, std::ios::binary)
          .write(reinterpret_cast<const char*>(pooled.values.data()),
                 static_cast<std::streamsize>(pooled.values.size() * sizeof(float)));
    }
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return std::fprintf(stderr, "usage: clasp_text_worker FOLDER TEXTS\n"), 2;
  try {
    serve(argv[1], argv[2]);
  } catch (const std::exception& e) {
    return std::fprintf(stderr, "%s\n", e.what()), 1;
  }
}
