// SPDX-License-Identifier: MIT
#include "cli/embedding_table.h"

#include <fmt/format.h>

#include <cstring>
#include <nlohmann/json.hpp>

#include "core/csv.h"
#include "core/error.h"
#include "core/json_text.h"
#include "core/safetensors.h"
#include "core/write_file.h"

namespace clasp {
namespace {

bool ends_with(const std::string& text, const std::string& end) {
  return text.size() >= end.size() && text.compare(text.size() - end.size(), end.size(), end) == 0;
}

/// NumPy's format 1.0: magic, header length, a Python dict, padded so that data starts at a
/// multiple of 64.
std::string npy(const std::vector<float>& values, std::size_t rows, int width) {
  std::string header =
      fmt::format("{{'descr': '<f4', 'fortran_order': False, 'shape': ({}, {}), }}", rows, width);
  header.resize((header.size() + 11 + 63) / 64 * 64 - 11, ' ');
  header += '\n';
  std::string out("\x93NUMPY\x01\x00", 8);
  out += static_cast<char>(header.size() & 0xFF);
  out += static_cast<char>(header.size() >> 8);
  out += header;
  out.append(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(float));
  return out;
}

std::string csv(const std::vector<std::string>& ids, const std::vector<float>& values, int width) {
  std::string out = "id";
  for (int c = 0; c < width; ++c) out += fmt::format(",e{}", c);
  out += '\n';
  for (std::size_t r = 0; r < ids.size(); ++r) {
    out += csv_field(ids[r]);
    for (int c = 0; c < width; ++c)
      fmt::format_to(std::back_inserter(out), ",{}", values[r * width + c]);
    out += '\n';
  }
  return out;
}

}  // namespace

void EmbeddingTable::add(const std::string& id, const std::vector<float>& embedding) {
  ids_.push_back(id);
  values_.insert(values_.end(), embedding.begin(), embedding.end());
}

void EmbeddingTable::check_format(const std::string& path) {
  for (const char* end : {".safetensors", ".npy", ".csv"})
    if (ends_with(path, end)) return;
  throw Error(path, "", "unknown format", "let the name end in .safetensors, .npy or .csv");
}

void EmbeddingTable::write(const std::string& path, int width) const {
  if (ends_with(path, ".safetensors")) {
    const auto rows = static_cast<std::int64_t>(ids_.size());
    write_safetensors(path, {{"embeddings", TensorData::from_floats(values_, {rows, width})}},
                      {{"ids", json_text(ids_)}});
    return;
  }
  const std::string bytes =
      ends_with(path, ".npy") ? npy(values_, ids_.size(), width) : csv(ids_, values_, width);
  write_file_atomically(path, bytes.data(), bytes.size());
}

}  // namespace clasp
