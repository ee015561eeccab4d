// SPDX-License-Identifier: MIT
// The safetensors container: little-endian tensors behind a JSON header. Reading maps the file and
// checks every size, offset and dtype before a tensor is touched.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace clasp {

enum class DType { F64, F32, F16, BF16, I64, I32, U8 };
std::size_t dtype_size(DType t);

/// A tensor inside a mapped file: valid as long as its SafetensorsFile lives.
struct TensorView {
  std::string name;
  DType dtype = DType::F32;
  std::vector<std::int64_t> shape;
  const std::byte* data = nullptr;

  std::int64_t count() const;  ///< number of elements
  std::size_t bytes() const { return static_cast<std::size_t>(count()) * dtype_size(dtype); }
  std::vector<float> to_float() const;  ///< any floating dtype, converted
};

class SafetensorsFile {
 public:
  /// Maps a file. Throws Error: missing, truncated, foreign, header not JSON, overlapping or
  /// out-of-range offsets.
  static SafetensorsFile open(const std::string& path);
  /// The same over bytes in memory (a broadcast file); `name` stands in messages.
  static SafetensorsFile from_bytes(std::string name, std::vector<std::byte> bytes);

  const std::string& name() const;
  const std::map<std::string, std::string>& metadata() const;
  const std::map<std::string, TensorView>& tensors() const;
  bool contains(const std::string& tensor) const;
  /// Throws Error if there is no such tensor.
  const TensorView& at(const std::string& tensor) const;
  /// Values of a tensor that must have exactly this shape (-1: any length); throws Error otherwise.
  std::vector<float> floats(const std::string& tensor,
                            const std::vector<std::int64_t>& shape) const;

 private:
  struct Storage;
  std::shared_ptr<const Storage> storage_;
};

/// A tensor to be written; owns its bytes.
struct TensorData {
  DType dtype = DType::F32;
  std::vector<std::int64_t> shape;
  std::vector<std::byte> bytes;

  static TensorData from_floats(const std::vector<float>& values, std::vector<std::int64_t> shape,
                                DType dtype = DType::F32);  ///< F32, F16 or BF16
  static TensorData from_text(const std::string& text);     ///< U8, one dimension
  static TensorData copy_of(const TensorView& view);
};

/// Serialises tensors (in name order) and metadata.
std::vector<std::byte> to_safetensors(const std::map<std::string, TensorData>& tensors,
                                      const std::map<std::string, std::string>& metadata);
/// Writes a file atomically, see write_file_atomically().
void write_safetensors(const std::string& path, const std::map<std::string, TensorData>& tensors,
                       const std::map<std::string, std::string>& metadata);

}  // namespace clasp
