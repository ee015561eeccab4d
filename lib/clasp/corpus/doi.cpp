// SPDX-License-Identifier: MIT
#include "corpus/doi.h"

#include <cctype>

#include "core/lower_case.h"

namespace clasp {

std::string normal_doi(const std::string& doi) {
  const std::string text = lower_case(doi);
  const auto start = text.find("10.");
  const auto last = text.find_last_not_of(" \t\r\n");
  if (start == std::string::npos || text.find('/', start) == std::string::npos) return {};
  if (start > 0 && (std::isalnum(static_cast<unsigned char>(text[start - 1])))) return {};
  return text.substr(start, last - start + 1);
}

std::string tidy_doi(const std::string& text) {
  const std::string doi = normal_doi(text);
  return doi.empty() ? text : doi;
}

}  // namespace clasp
