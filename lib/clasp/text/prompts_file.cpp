// SPDX-License-Identifier: MIT
#include "text/prompts_file.h"

#include <cerrno>
#include <cstring>
#include <fstream>

#include "core/error.h"

namespace clasp {

std::vector<std::string> read_prompts(const std::string& path) {
  std::ifstream in(path);
  if (!in)
    throw Error(path, "", std::string("cannot be read: ") + std::strerror(errno),
                "give a text file with one prompt a line");
  std::vector<std::string> prompts;
  for (std::string line; std::getline(in, line);) {
    const std::size_t first = line.find_first_not_of(" \t\r");
    if (first == std::string::npos || line[first] == '#') continue;
    prompts.push_back(line.substr(first, line.find_last_not_of(" \t\r") - first + 1));
  }
  if (prompts.empty())
    throw Error(path, "", "holds no prompt", "give a text file with one prompt a line");
  return prompts;
}

}  // namespace clasp
