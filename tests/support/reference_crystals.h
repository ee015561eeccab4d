// SPDX-License-Identifier: MIT
// The structures and embeddings that tests/reference/crystal_embeddings.py wrote.
#pragma once

#include <cstring>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "core/elements.h"
#include "core/structure.h"

namespace clasp_test {

struct ReferenceCrystal {
  clasp::Structure structure;
  std::vector<float> mask, first_atom;  ///< embeddings by the two paddings
};

inline std::string reference_path(const std::string& file) {
  return std::string(CLASP_SOURCE_DIR) + "/tests/reference/data/" + file;
}

inline std::vector<float> floats_from_base64(const std::string& text) {
  static const std::string kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string bytes;
  unsigned buffer = 0;
  int bits = 0;
  for (const char c : text) {
    const std::size_t digit = kDigits.find(c);
    if (digit == std::string::npos) break;
    buffer = buffer << 6 | static_cast<unsigned>(digit);
    bits += 6;
    if (bits >= 8) bytes += static_cast<char>(buffer >> (bits -= 8) & 0xFFU);
  }
  std::vector<float> values(bytes.size() / 4);
  std::memcpy(values.data(), bytes.data(), values.size() * 4);
  return values;
}

inline std::vector<ReferenceCrystal> reference_crystals() {
  std::vector<ReferenceCrystal> crystals;
  std::ifstream in(reference_path("crystals.jsonl"));
  for (std::string line; std::getline(in, line);) {
    const auto j = nlohmann::json::parse(line);
    ReferenceCrystal c;
    c.structure.lattice = j["lattice"].get<clasp::Mat3>();
    for (const auto& site : j["sites"]) {
      clasp::Site s;
      s.frac = site[0].get<clasp::Vec3>();
      for (const auto& [symbol, occupancy] : site[1].items())
        s.occupants.push_back({clasp::atomic_number(symbol), occupancy.get<double>()});
      c.structure.sites.push_back(s);
    }
    c.mask = floats_from_base64(j["mask"]);
    c.first_atom = floats_from_base64(j["first-atom"]);
    crystals.push_back(c);
  }
  return crystals;
}

inline double cosine(const std::vector<float>& a, const std::vector<float>& b) {
  double ab = 0, aa = 0, bb = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    ab += static_cast<double>(a[i]) * b[i];
    aa += static_cast<double>(a[i]) * a[i];
    bb += static_cast<double>(b[i]) * b[i];
  }
  return ab / std::sqrt(aa * bb);
}

}  // namespace clasp_test
