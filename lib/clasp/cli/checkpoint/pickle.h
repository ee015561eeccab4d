// SPDX-License-Identifier: MIT
// Reads Python pickles as data: calls are recorded, nothing is ever executed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace clasp {

/// One object of a pickle.
struct PickleValue {
  enum class Kind {
    kNone,
    kBool,
    kInteger,
    kReal,
    kText,    ///< str or bytes, in `text`
    kList,    ///< list or set, in `elements`
    kTuple,   ///< in `elements`
    kDict,    ///< in `entries`
    kGlobal,  ///< a class or function, "module name" in `text`
    kCall,  ///< what calling elements[0] with the arguments elements[1] would give; items set on it
            ///< in `entries`
    kPersistent,  ///< an object outside the pickle, its id in elements[0]
    kOther        ///< an integer of more than 64 bits
  };
  Kind kind = Kind::kNone;
  std::int64_t integer = 0;  ///< also of a bool
  double real = 0.0;
  std::string text;
  std::vector<const PickleValue*> elements;
  std::vector<std::pair<const PickleValue*, const PickleValue*>> entries;

  bool is(Kind k) const { return kind == k; }
  /// Whether this is a call of the function or class `name` ("module name").
  bool is_call_of(std::string_view name) const;
  /// The value of a text key in a dictionary, or null.
  const PickleValue* find(std::string_view key) const;
};

/// A pickle of protocol 2 to 5 and the objects in it, which live as long as it.
class Pickle {
 public:
  /// Throws Error (subject `name`, place "byte N of the pickle") for anything that is not a whole
  /// pickle of these protocols. Costs memory in proportion to its size, whatever the content.
  Pickle(const std::string& name, const std::vector<std::byte>& bytes);
  Pickle(const Pickle&) = delete;  // values point to each other
  Pickle& operator=(const Pickle&) = delete;
  const PickleValue& root() const { return *root_; }

 private:
  std::deque<PickleValue> values_;
  const PickleValue* root_ = nullptr;
};

}  // namespace clasp
