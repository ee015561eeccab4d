// SPDX-License-Identifier: MIT
#include "core/safetensors.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <nlohmann/json.hpp>

#include "core/error.h"
#include "core/half.h"
#include "core/json_text.h"
#include "core/mapped_file.h"
#include "core/write_file.h"

namespace clasp {
namespace {

using nlohmann::json;

constexpr std::uint64_t kMaxHeader = 100'000'000;  // the limit of the reference implementation

struct DTypeName {
  DType type;
  const char* name;
  std::size_t size;
};
constexpr DTypeName kDTypes[] = {
    {DType::F64, "F64", 8},   {DType::F32, "F32", 4}, {DType::F16, "F16", 2},
    {DType::BF16, "BF16", 2}, {DType::I64, "I64", 8}, {DType::I32, "I32", 4},
    {DType::U8, "U8", 1},
};

const DTypeName& describe(DType t) {
  return *std::find_if(std::begin(kDTypes), std::end(kDTypes),
                       [t](const DTypeName& d) { return d.type == t; });
}

std::string shape_text(const std::vector<std::int64_t>& shape) {
  std::string text = "[";
  for (std::size_t i = 0; i < shape.size(); ++i)
    text += (i ? ", " : "") + (shape[i] < 0 ? std::string("any") : std::to_string(shape[i]));
  return text + "]";
}

/// Checks one header entry and turns it into a view into `data` of `size` bytes.
TensorView parse_tensor(const std::string& file, const std::string& name, const json& entry,
                        const std::byte* data, std::uint64_t size) {
  const auto fail = [&](const std::string& problem) -> Error {
    return Error(file, "tensor " + name, problem, "the file is damaged; get it again");
  };
  TensorView view;
  view.name = name;
  if (!entry.is_object() || !entry.contains("dtype") || !entry.contains("shape") ||
      !entry.contains("data_offsets"))
    throw fail("entry without dtype, shape or data_offsets");
  if (!entry["dtype"].is_string()) throw fail("dtype is not a string");
  const auto dtype = entry["dtype"].get<std::string>();
  const auto* known = std::find_if(std::begin(kDTypes), std::end(kDTypes),
                                   [&](const DTypeName& d) { return dtype == d.name; });
  if (known == std::end(kDTypes)) throw fail("dtype " + dtype + " is not supported");
  view.dtype = known->type;

  std::uint64_t count = 1;
  if (!entry["shape"].is_array()) throw fail("shape is not a list");
  for (const auto& extent : entry["shape"]) {
    if (!extent.is_number_unsigned()) throw fail("shape has an entry that is not a whole number");
    const auto n = extent.get<std::uint64_t>();
    if (n > size + 1 || (n > 0 && count > (size + 1) / n))
      throw fail("shape is larger than the file");
    count *= n;
    view.shape.push_back(static_cast<std::int64_t>(n));
  }
  const auto& offsets = entry["data_offsets"];
  if (!offsets.is_array() || offsets.size() != 2 || !offsets[0].is_number_unsigned() ||
      !offsets[1].is_number_unsigned())
    throw fail("data_offsets is not a pair of whole numbers");
  const auto begin = offsets[0].get<std::uint64_t>();
  const auto end = offsets[1].get<std::uint64_t>();
  if (begin > end || end > size)
    throw fail("data_offsets [" + std::to_string(begin) + ", " + std::to_string(end) +
               "] lie outside the " + std::to_string(size) + " bytes of data (truncated file?)");
  if (end - begin != count * known->size)
    throw fail("shape " + shape_text(view.shape) + " of " + dtype + " does not fit its " +
               std::to_string(end - begin) + " bytes");
  view.data = data + begin;
  return view;
}

void check_no_overlap(const std::string& file, const std::map<std::string, TensorView>& tensors) {
  std::vector<const TensorView*> order;
  order.reserve(tensors.size());
  for (const auto& [name, view] : tensors) order.push_back(&view);
  std::sort(order.begin(), order.end(),
            [](const TensorView* a, const TensorView* b) { return a->data < b->data; });
  for (std::size_t i = 1; i < order.size(); ++i)
    if (order[i - 1]->data + order[i - 1]->bytes() > order[i]->data && order[i]->bytes() > 0)
      throw Error(file, "tensor " + order[i]->name, "overlaps tensor " + order[i - 1]->name,
                  "the file is damaged; get it again");
}

}  // namespace

std::size_t dtype_size(DType t) {
  return describe(t).size;
}

std::int64_t TensorView::count() const {
  std::int64_t n = 1;
  for (const std::int64_t extent : shape) n *= extent;
  return n;
}

std::vector<float> TensorView::to_float() const {
  std::vector<float> out(static_cast<std::size_t>(count()));
  const auto convert = [&](auto element, auto to_float) {
    for (std::size_t i = 0; i < out.size(); ++i) {
      std::memcpy(&element, data + i * sizeof(element), sizeof(element));  // data may be unaligned
      out[i] = to_float(element);
    }
  };
  switch (dtype) {
    case DType::F32:
      std::memcpy(out.data(), data, bytes());
      break;
    case DType::F64:
      convert(double{}, [](double v) { return static_cast<float>(v); });
      break;
    case DType::F16:
      convert(std::uint16_t{}, half_to_float);
      break;
    case DType::BF16:
      convert(std::uint16_t{}, bfloat16_to_float);
      break;
    default:
      throw Error("tensor " + name, "", "holds integers where real numbers are expected");
  }
  return out;
}

// ---------------------------------------------------------------- reading

struct SafetensorsFile::Storage {
  std::string name;
  std::vector<std::byte> owned;
  MappedFile mapped;
  std::map<std::string, std::string> metadata;
  std::map<std::string, TensorView> tensors;

  void parse(const std::byte* bytes, std::size_t size);
};

void SafetensorsFile::Storage::parse(const std::byte* bytes, std::size_t size) {
  const std::string remedy = "is this a safetensors file, and complete?";
  if (size < 8) throw Error(name, "", "too short (" + std::to_string(size) + " bytes)", remedy);
  std::uint64_t header_size = 0;
  for (int i = 7; i >= 0; --i)
    header_size = header_size << 8 | static_cast<std::uint64_t>(bytes[i]);
  if (header_size > kMaxHeader || header_size > size - 8)
    throw Error(name, "header",
                "length " + std::to_string(header_size) + " does not fit a file of " +
                    std::to_string(size) + " bytes",
                remedy);
  const auto* text = reinterpret_cast<const char*>(bytes + 8);
  const json header = json::parse(text, text + header_size, nullptr, /*allow_exceptions=*/false);
  if (!header.is_object()) throw Error(name, "header", "not a JSON object", remedy);

  const std::byte* data = bytes + 8 + header_size;
  const std::uint64_t data_size = size - 8 - header_size;
  for (const auto& [key, value] : header.items()) {
    if (key != "__metadata__") {
      tensors.emplace(key, parse_tensor(name, key, value, data, data_size));
      continue;
    }
    if (!value.is_object()) throw Error(name, "__metadata__", "not a JSON object", remedy);
    for (const auto& [k, v] : value.items()) {
      if (!v.is_string()) throw Error(name, "__metadata__ " + k, "not a string", remedy);
      metadata[k] = v.get<std::string>();
    }
  }
  check_no_overlap(name, tensors);
}

SafetensorsFile SafetensorsFile::open(const std::string& path) {
  auto storage = std::make_shared<Storage>();
  storage->name = path;
  storage->mapped = MappedFile(path);
  storage->parse(storage->mapped.data(), storage->mapped.size());
  SafetensorsFile file;
  file.storage_ = std::move(storage);
  return file;
}

SafetensorsFile SafetensorsFile::from_bytes(std::string name, std::vector<std::byte> bytes) {
  auto storage = std::make_shared<Storage>();
  storage->name = std::move(name);
  storage->owned = std::move(bytes);
  storage->parse(storage->owned.data(), storage->owned.size());
  SafetensorsFile file;
  file.storage_ = std::move(storage);
  return file;
}

const std::string& SafetensorsFile::name() const {
  return storage_->name;
}
const std::map<std::string, std::string>& SafetensorsFile::metadata() const {
  return storage_->metadata;
}
const std::map<std::string, TensorView>& SafetensorsFile::tensors() const {
  return storage_->tensors;
}
bool SafetensorsFile::contains(const std::string& tensor) const {
  return storage_->tensors.count(tensor) != 0;
}

const TensorView& SafetensorsFile::at(const std::string& tensor) const {
  const auto found = storage_->tensors.find(tensor);
  if (found == storage_->tensors.end())
    throw Error(name(), "tensor " + tensor, "missing", "the file is of another kind, or damaged");
  return found->second;
}

std::vector<float> SafetensorsFile::floats(const std::string& tensor,
                                           const std::vector<std::int64_t>& shape) const {
  const TensorView& view = at(tensor);
  bool fits = view.shape.size() == shape.size();
  for (std::size_t i = 0; fits && i < shape.size(); ++i)
    fits = shape[i] < 0 || shape[i] == view.shape[i];
  if (!fits)
    throw Error(name(), "tensor " + tensor,
                "shape " + shape_text(view.shape) + " where " + shape_text(shape) + " is expected",
                "the file is of another kind, or damaged");
  if (view.dtype == DType::I64 || view.dtype == DType::I32 || view.dtype == DType::U8)
    throw Error(name(), "tensor " + tensor, "holds integers where real numbers are expected",
                "the file is of another kind, or damaged");
  return view.to_float();
}

// ---------------------------------------------------------------- writing

TensorData TensorData::from_floats(const std::vector<float>& values,
                                   std::vector<std::int64_t> shape, DType dtype) {
  TensorData tensor;
  tensor.dtype = dtype;
  tensor.shape = std::move(shape);
  tensor.bytes.resize(values.size() * dtype_size(dtype));
  if (dtype == DType::F32) {
    std::memcpy(tensor.bytes.data(), values.data(), tensor.bytes.size());
    return tensor;
  }
  if (dtype != DType::F16 && dtype != DType::BF16)
    throw Error("tensor", "", "only F32, F16 and BF16 can be made from real numbers");
  for (std::size_t i = 0; i < values.size(); ++i) {
    const std::uint16_t half =
        dtype == DType::F16 ? float_to_half(values[i]) : float_to_bfloat16(values[i]);
    std::memcpy(tensor.bytes.data() + 2 * i, &half, 2);
  }
  return tensor;
}

TensorData TensorData::from_text(const std::string& text) {
  TensorData tensor;
  tensor.dtype = DType::U8;
  tensor.shape = {static_cast<std::int64_t>(text.size())};
  tensor.bytes.resize(text.size());
  std::memcpy(tensor.bytes.data(), text.data(), text.size());
  return tensor;
}

TensorData TensorData::copy_of(const TensorView& view) {
  return {view.dtype, view.shape, std::vector<std::byte>(view.data, view.data + view.bytes())};
}

std::vector<std::byte> to_safetensors(const std::map<std::string, TensorData>& tensors,
                                      const std::map<std::string, std::string>& metadata) {
  json header = json::object();
  if (!metadata.empty()) header["__metadata__"] = metadata;
  std::uint64_t offset = 0;
  for (const auto& [name, tensor] : tensors) {
    header[name] = {{"dtype", describe(tensor.dtype).name},
                    {"shape", tensor.shape},
                    {"data_offsets", {offset, offset + tensor.bytes.size()}}};
    offset += tensor.bytes.size();
  }
  std::string text = json_text(header);
  text.resize((text.size() + 7) / 8 * 8, ' ');  // tensors start aligned to 8 bytes

  std::vector<std::byte> out(8 + text.size() + offset);
  for (int i = 0; i < 8; ++i) out[i] = static_cast<std::byte>(text.size() >> (8 * i) & 0xFF);
  std::memcpy(out.data() + 8, text.data(), text.size());
  std::byte* cursor = out.data() + 8 + text.size();
  for (const auto& [name, tensor] : tensors) {
    std::copy(tensor.bytes.begin(), tensor.bytes.end(), cursor);
    cursor += tensor.bytes.size();
  }
  return out;
}

void write_safetensors(const std::string& path, const std::map<std::string, TensorData>& tensors,
                       const std::map<std::string, std::string>& metadata) {
  const std::vector<std::byte> bytes = to_safetensors(tensors, metadata);
  write_file_atomically(path, bytes.data(), bytes.size());
}

}  // namespace clasp
