// SPDX-License-Identifier: MIT
#include "pages/thermo_log.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "core/error.h"

namespace clasp {
namespace {

std::vector<std::string> words_of(const std::string& line) {
  std::istringstream in(line);
  std::vector<std::string> words;
  for (std::string word; in >> word;) words.push_back(word);
  return words;
}

bool numbers_of(const std::vector<std::string>& words, std::vector<double>& numbers) {
  numbers.clear();
  for (const std::string& word : words) {
    char* end = nullptr;
    numbers.push_back(std::strtod(word.c_str(), &end));
    if (*end != '\0') return false;
  }
  return true;
}

}  // namespace

std::vector<ThermoColumn> read_thermo_log(const std::string& path,
                                          const std::vector<std::string>& columns) {
  std::ifstream in(path);
  if (!in) throw Error(path, "", "cannot open", "check the path");
  std::vector<ThermoColumn> result;
  for (const std::string& name : columns) result.push_back({name, {}, {}});
  std::vector<std::string> header;
  std::vector<double> numbers;
  bool any_table = false;
  for (std::string line; std::getline(in, line);) {
    const std::vector<std::string> words = words_of(line);
    if (!words.empty() && words[0] == "Step") {
      header = words;
      any_table = true;
      continue;
    }
    // warnings and tags stand between the rows of a table: a row is what has as many numbers
    if (header.empty() || words.size() != header.size() || !numbers_of(words, numbers)) continue;
    for (ThermoColumn& column : result) {
      const auto found = std::find(header.begin(), header.end(), column.name);
      if (found == header.end()) continue;
      column.step.push_back(static_cast<std::int64_t>(numbers[0]));
      column.value.push_back(numbers[static_cast<std::size_t>(found - header.begin())]);
    }
  }
  if (!any_table)
    throw Error(path, "", "holds no thermo output",
                "give the log file of a run whose thermo_style begins with step");
  for (const ThermoColumn& column : result)
    if (column.step.empty())
      throw Error(path, "", "no column " + column.name + " in its thermo output",
                  "give one of its columns with --column, or add it to thermo_style");
  return result;
}

}  // namespace clasp
