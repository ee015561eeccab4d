// SPDX-License-Identifier: MIT
#include "cli/checkpoint/torch_checkpoint.h"

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <optional>

#include "cli/checkpoint/pickle.h"
#include "cli/checkpoint/zip_archive.h"
#include "core/error.h"

namespace clasp {
namespace {

using Kind = PickleValue::Kind;

constexpr std::size_t kLargestPickle = std::size_t{32} << 20;
constexpr std::int64_t kMostShared = 4;  // tensors that share data count each time
constexpr const char* kForeign = "give a checkpoint written by PyTorch or Lightning";

struct StorageType {
  const char* name;
  std::size_t size;  ///< bytes of an element in the file
  DType as;          ///< what it becomes
};
constexpr StorageType kStorageTypes[] = {
    {"torch DoubleStorage", 8, DType::F64}, {"torch FloatStorage", 4, DType::F32},
    {"torch HalfStorage", 2, DType::F16},   {"torch BFloat16Storage", 2, DType::BF16},
    {"torch LongStorage", 8, DType::I64},   {"torch IntStorage", 4, DType::I32},
    {"torch ShortStorage", 2, DType::I32},  {"torch CharStorage", 1, DType::I32},
    {"torch ByteStorage", 1, DType::U8},    {"torch BoolStorage", 1, DType::U8},
};

/// A view into a storage.
struct StoredTensor {
  std::string key;      ///< in the state dict
  std::string storage;  ///< member of the archive: data/STORAGE
  const StorageType* type = nullptr;
  std::vector<std::int64_t> shape, strides;
  std::int64_t offset = 0, count = 1;  ///< in elements
  std::size_t reach = 0;               ///< bytes of the storage up to the last element
};

class StateDictReader {
 public:
  explicit StateDictReader(const std::string& path)
      : path_(path), file_size_(static_cast<std::int64_t>(std::filesystem::file_size(path))) {}

  /// Keeps every tensor of a state dict. Throws for what is none.
  std::vector<StoredTensor> tensors(const PickleValue& root) const {
    const PickleValue* dict = root.find("state_dict");
    if (dict == nullptr) dict = &root;
    std::vector<StoredTensor> found;
    std::int64_t elements = 0;
    for (const auto& [key, value] : dict->entries) {
      if (!key->is(Kind::kText))
        throw Error(path_, "state_dict", "has a key that is no text", kForeign);
      found.push_back(tensor(key->text, value));
      elements += found.back().count;
      if (elements > kMostShared * file_size_) fail(key->text, "is more than the file can hold");
    }
    if (found.empty())
      throw Error(path_, "", "has no tensors under \"state_dict\"",
                  "give a checkpoint of the whole model");
    return found;
  }

 private:
  [[noreturn]] void fail(const std::string& key, const std::string& problem) const {
    throw Error(path_, "state_dict key " + key, problem, kForeign);
  }

  StoredTensor tensor(const std::string& key, const PickleValue* value) const {
    // A Parameter is a call with the tensor as its first argument, and may be nested.
    for (int depth = 0;
         depth < 4 && (value->is_call_of("torch._utils _rebuild_parameter") ||
                       value->is_call_of("torch._utils _rebuild_parameter_with_state"));
         ++depth) {
      if (value->elements[1]->elements.empty()) fail(key, "is a parameter without a tensor");
      value = value->elements[1]->elements[0];
    }
    if (!value->is_call_of("torch._utils _rebuild_tensor_v2") &&
        !value->is_call_of("torch._utils _rebuild_tensor"))
      fail(key, "is not a dense tensor");
    const auto& arguments = value->elements[1]->elements;
    if (arguments.size() < 4) fail(key, "is a tensor without storage, offset, size or stride");
    StoredTensor t;
    t.key = key;
    const std::int64_t available = read_storage(key, *arguments[0], t);
    if (!arguments[1]->is(Kind::kInteger)) fail(key, "has no offset");
    t.offset = arguments[1]->integer;
    t.shape = integers(key, *arguments[2]);
    t.strides = integers(key, *arguments[3]);
    check_bounds(t, available);
    return t;
  }

  /// Fills storage and type from the persistent id ("storage", type, name, device, count); returns
  /// the count.
  std::int64_t read_storage(const std::string& key, const PickleValue& value,
                            StoredTensor& t) const {
    if (!value.is(Kind::kPersistent)) fail(key, "has no storage");
    const auto& id = value.elements[0]->elements;
    if (id.size() < 5 || !id[0]->is(Kind::kText) || id[0]->text != "storage" ||
        !id[1]->is(Kind::kGlobal) || !id[2]->is(Kind::kText) || !id[4]->is(Kind::kInteger))
      fail(key, "has a storage of an unknown form");
    const auto* type = std::find_if(std::begin(kStorageTypes), std::end(kStorageTypes),
                                    [&](const StorageType& s) { return id[1]->text == s.name; });
    if (type == std::end(kStorageTypes)) fail(key, "has a storage of type " + id[1]->text);
    t.type = type;
    t.storage = id[2]->text;
    return id[4]->integer;
  }

  std::vector<std::int64_t> integers(const std::string& key, const PickleValue& value) const {
    std::vector<std::int64_t> found;
    for (const PickleValue* element : value.elements) {
      if (!element->is(Kind::kInteger) || element->integer < 0)
        fail(key, "has a size or stride that is not a whole number");
      found.push_back(element->integer);
    }
    return found;
  }

  void check_bounds(StoredTensor& t, std::int64_t available) const {
    if (t.shape.size() != t.strides.size()) fail(t.key, "has sizes and strides of unequal number");
    for (const std::int64_t n : t.shape) {
      if (n > 0 && t.count > file_size_ / n) fail(t.key, "is larger than the file");
      t.count *= n;
    }
    if (t.count == 0) return;
    // The last element's index; every term is checked before it can overflow.
    std::int64_t last = t.offset;
    bool inside = t.offset >= 0 && t.offset < available && available <= file_size_;
    for (std::size_t i = 0; inside && i < t.shape.size(); ++i) {
      const std::int64_t steps = t.shape[i] - 1;
      inside = steps == 0 || t.strides[i] <= (available - 1 - last) / steps;
      if (inside) last += steps * t.strides[i];
    }
    if (!inside) fail(t.key, "reaches outside its storage");
    t.reach = static_cast<std::size_t>(last + 1) * t.type->size;
  }

  const std::string& path_;
  std::int64_t file_size_;
};

void append_element(const StorageType& type, const std::byte* from, std::vector<std::byte>& out) {
  if (type.size == dtype_size(type.as)) {
    out.insert(out.end(), from, from + type.size);
    return;
  }
  std::int16_t two = 0;
  // NOLINTNEXTLINE(bugprone-signed-char-misuse): the sign is meant
  std::int32_t wide = static_cast<std::int8_t>(from[0]);
  if (type.size == 2) {
    std::memcpy(&two, from, 2);
    wide = two;
  }
  const auto* bytes = reinterpret_cast<const std::byte*>(&wide);
  out.insert(out.end(), bytes, bytes + sizeof(wide));
}

bool is_contiguous(const StoredTensor& t) {
  std::int64_t stride = 1;
  for (std::size_t axis = t.shape.size(); axis-- > 0; stride *= t.shape[axis])
    if (t.shape[axis] != 1 && t.strides[axis] != stride) return false;
  return true;
}

/// The elements in row-major order. The storage holds at least what check_bounds was told.
TensorData contiguous(const StoredTensor& t, const std::vector<std::byte>& storage) {
  TensorData tensor;
  tensor.dtype = t.type->as;
  tensor.shape = t.shape;
  if (t.count == 0) return tensor;
  const std::byte* first = storage.data() + static_cast<std::size_t>(t.offset) * t.type->size;
  if (is_contiguous(t) && t.type->size == dtype_size(t.type->as)) {
    tensor.bytes.assign(first, storage.data() + t.reach);
    return tensor;
  }
  tensor.bytes.reserve(static_cast<std::size_t>(t.count) * dtype_size(t.type->as));
  std::vector<std::int64_t> index(t.shape.size(), 0);
  std::int64_t at = 0;
  for (std::int64_t n = 0; n < t.count; ++n) {
    append_element(*t.type, first + static_cast<std::size_t>(at) * t.type->size, tensor.bytes);
    for (std::size_t axis = index.size(); axis-- > 0;) {
      at += t.strides[axis];
      if (++index[axis] < t.shape[axis]) break;
      at -= t.strides[axis] * t.shape[axis];
      index[axis] = 0;
    }
  }
  return tensor;
}

/// "checkpoint/data.pkl" has the folder "checkpoint/"; empty optional for other names.
std::optional<std::string> folder_before(const std::string& member, const std::string& end) {
  const std::size_t slash = member.find('/');
  if (slash == std::string::npos || member.substr(slash + 1) != end) return std::nullopt;
  return member.substr(0, slash + 1);
}

void check_byte_order(const std::string& path, const std::vector<std::byte>& content) {
  const std::string order(reinterpret_cast<const char*>(content.data()), content.size());
  if (order != "little")
    throw Error(path, "byteorder", "is \"" + order.substr(0, 20) + "\"",
                "only little-endian checkpoints can be read; save it again on such a machine");
}

}  // namespace

std::map<std::string, TensorData> read_torch_state_dict(const std::string& path) {
  std::string folder;
  std::vector<std::byte> pickle;
  visit_zip(path, [&](const std::string& member, const ReadMember& read) {
    if (folder_before(member, "byteorder")) check_byte_order(path, read(64));
    const auto found = folder_before(member, "data.pkl");
    if (!found || !folder.empty()) return;
    folder = *found;
    pickle = read(kLargestPickle);
  });
  if (folder.empty()) throw Error(path, "", "is a zip archive without FOLDER/data.pkl", kForeign);

  std::multimap<std::string, StoredTensor> wanted;  // by member of the archive
  const Pickle content(path, pickle);
  for (StoredTensor& t : StateDictReader(path).tensors(content.root())) {
    std::string member = folder + "data/" + t.storage;
    wanted.emplace(std::move(member), std::move(t));
  }

  const auto file_size = static_cast<std::size_t>(std::filesystem::file_size(path));
  std::map<std::string, TensorData> tensors;
  visit_zip(path, [&](const std::string& member, const ReadMember& read) {
    const auto [first, last] = wanted.equal_range(member);
    if (first == last) return;
    const std::vector<std::byte> storage = read(file_size);  // stored, not compressed
    for (auto t = first; t != last; ++t) {
      if (t->second.reach > storage.size())
        throw Error(path, "state_dict key " + t->second.key,
                    "its data, " + member + ", is too short", "the file is damaged; get it again");
      tensors[t->second.key] = contiguous(t->second, storage);
    }
    wanted.erase(first, last);
  });
  if (!wanted.empty())
    throw Error(path, "state_dict key " + wanted.begin()->second.key,
                "its data, " + wanted.begin()->first + ", is missing",
                "the file is damaged; get it again");
  return tensors;
}

}  // namespace clasp
