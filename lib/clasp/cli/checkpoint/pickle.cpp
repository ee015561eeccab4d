// SPDX-License-Identifier: MIT
#include "cli/checkpoint/pickle.h"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <unordered_map>

#include "cli/checkpoint/pickle_opcodes.h"
#include "core/error.h"

namespace clasp {
namespace {

using Kind = PickleValue::Kind;
using namespace pickle_opcode;

constexpr std::size_t kMostValues = 2'000'000;  // torch.save writes some ten values a tensor

/// The stack machine that a pickle is a program for.
class Machine {
 public:
  Machine(const std::string& name, const std::vector<std::byte>& bytes,
          std::deque<PickleValue>& values)
      : name_(name),
        bytes_(reinterpret_cast<const char*>(bytes.data()), bytes.size()),
        values_(values) {}

  const PickleValue* run() {
    for (;;) {
      place_ = at_;
      const auto op = static_cast<unsigned char>(take(1)[0]);
      if (op == kStop) return pop();
      if (!(constant(op) || text(op) || memo(op) || container(op) || object(op)))
        fail("opcode " + std::to_string(op) + " is not one of a checkpoint's");
    }
  }

 private:
  // ------------------------------------------------------------ bytes

  [[noreturn]] void fail(const std::string& problem) const {
    throw Error(name_, "byte " + std::to_string(place_) + " of the pickle", problem,
                "give a checkpoint written by PyTorch or Lightning");
  }
  std::string_view take(std::uint64_t n) {
    if (n > bytes_.size() - at_) fail("ends in the middle");
    const std::string_view found = bytes_.substr(at_, static_cast<std::size_t>(n));
    at_ += static_cast<std::size_t>(n);
    return found;
  }
  std::uint64_t number(int size) {
    std::uint64_t n = 0;
    const std::string_view from = take(static_cast<std::uint64_t>(size));
    for (int i = size - 1; i >= 0; --i) n = n << 8 | static_cast<unsigned char>(from[i]);
    return n;
  }
  std::string_view line() {
    const std::size_t end = bytes_.find('\n', at_);
    if (end == std::string_view::npos) fail("ends in the middle");
    const std::string_view found = take(end - at_);
    take(1);
    return found;
  }

  // ------------------------------------------------------------ values and the stack

  PickleValue& make(Kind kind) {
    if (values_.size() >= kMostValues)
      fail("more than " + std::to_string(kMostValues) + " objects");
    values_.emplace_back().kind = kind;
    return values_.back();
  }
  PickleValue& push(Kind kind) {
    PickleValue& value = make(kind);
    stack_.push_back(&value);
    return value;
  }
  PickleValue* pop() {
    if (stack_.size() <= (marks_.empty() ? 0 : marks_.back())) fail("takes from an empty stack");
    PickleValue* value = stack_.back();
    stack_.pop_back();
    return value;
  }
  PickleValue* top() {
    PickleValue* value = pop();
    stack_.push_back(value);
    return value;
  }
  /// Everything above the last mark, which goes.
  std::vector<const PickleValue*> pop_to_mark() {
    if (marks_.empty()) fail("needs a mark");
    const auto first = stack_.begin() + static_cast<std::ptrdiff_t>(marks_.back());
    std::vector<const PickleValue*> found(first, stack_.end());
    stack_.erase(first, stack_.end());
    marks_.pop_back();
    return found;
  }
  void push_integer(std::int64_t n) { push(Kind::kInteger).integer = n; }
  void push_text(std::uint64_t size) {
    const std::string_view found = take(size);
    push(Kind::kText).text = found;
  }
  void set_entries(PickleValue& target, const std::vector<const PickleValue*>& flat) {
    if (flat.size() % 2 != 0) fail("has a key without a value");
    for (std::size_t i = 0; i < flat.size(); i += 2)
      target.entries.emplace_back(flat[i], flat[i + 1]);
  }

  // ------------------------------------------------------------ opcodes

  bool constant(unsigned char op) {
    switch (op) {
      case kProtocol:
        if (const auto version = number(1); version < 2 || version > 5)
          fail("is of pickle protocol " + std::to_string(version) + ", not 2 to 5");
        return true;
      case kFrame:
        number(8);
        return true;
      case kNone:
        push(Kind::kNone);
        return true;
      case kTrue:
        push(Kind::kBool).integer = 1;
        return true;
      case kFalse:
        push(Kind::kBool);
        return true;
      case kBinInt:
        push_integer(static_cast<std::int32_t>(number(4)));
        return true;
      case kBinInt1:
        push_integer(static_cast<std::int64_t>(number(1)));
        return true;
      case kBinInt2:
        push_integer(static_cast<std::int64_t>(number(2)));
        return true;
      case kLong1:
        push_long(number(1));
        return true;
      case kLong4:
        push_long(number(4));
        return true;
      case kIntLine:
      case kLongLine:
        push_decimal(line());
        return true;
      case kFloatLine: {
        const std::string digits(line());
        push(Kind::kReal).real = std::strtod(digits.c_str(), nullptr);
        return true;
      }
      case kBinFloat: {
        std::uint64_t bits = 0;
        for (const char c : take(8)) bits = bits << 8 | static_cast<unsigned char>(c);
        std::memcpy(&push(Kind::kReal).real, &bits, 8);
        return true;
      }
      default:
        return false;
    }
  }

  void push_long(std::uint64_t size) {
    const std::string_view digits = take(size);
    if (size > 8) return void(push(Kind::kOther));
    std::uint64_t n = size > 0 && (digits.back() & 0x80) != 0 ? ~std::uint64_t{0} : 0;
    for (auto d = digits.rbegin(); d != digits.rend(); ++d)
      n = n << 8 | static_cast<unsigned char>(*d);
    push_integer(static_cast<std::int64_t>(n));
  }

  void push_decimal(std::string_view digits) {
    if (!digits.empty() && digits.back() == 'L') digits.remove_suffix(1);
    std::int64_t n = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), n);
    if (read.ec != std::errc() || read.ptr != digits.data() + digits.size())
      return void(push(Kind::kOther));
    push_integer(n);
  }

  bool text(unsigned char op) {
    switch (op) {
      case kShortBinString:
      case kShortBinBytes:
      case kShortBinUnicode:
        push_text(number(1));
        return true;
      case kBinString:
      case kBinBytes:
      case kBinUnicode:
        push_text(number(4));
        return true;
      case kBinUnicode8:
      case kBinBytes8:
      case kByteArray8:
        push_text(number(8));
        return true;
      default:
        return false;
    }
  }

  bool memo(unsigned char op) {
    switch (op) {
      case kBinPut:
        memo_[number(1)] = top();
        return true;
      case kLongBinPut:
        memo_[number(4)] = top();
        return true;
      case kMemoize:
        memo_.emplace(memo_.size(), top());
        return true;
      case kBinGet:
        recall(number(1));
        return true;
      case kLongBinGet:
        recall(number(4));
        return true;
      case kMark:
        marks_.push_back(stack_.size());
        return true;
      case kPop:
        pop();
        return true;
      case kPopMark:
        pop_to_mark();
        return true;
      case kDup:
        stack_.push_back(top());
        return true;
      default:
        return false;
    }
  }

  void recall(std::uint64_t index) {
    const auto found = memo_.find(index);
    if (found == memo_.end())
      fail("recalls object " + std::to_string(index) + ", which is not there");
    stack_.push_back(found->second);
  }

  bool container(unsigned char op) {
    switch (op) {
      case kEmptyList:
      case kEmptySet:
        push(Kind::kList);
        return true;
      case kEmptyTuple:
        push(Kind::kTuple);
        return true;
      case kEmptyDict:
        push(Kind::kDict);
        return true;
      case kList:
      case kFrozenSet:
        collect(Kind::kList, pop_to_mark());
        return true;
      case kTuple:
        collect(Kind::kTuple, pop_to_mark());
        return true;
      case kTuple1:
        return collect_last(1);
      case kTuple2:
        return collect_last(2);
      case kTuple3:
        return collect_last(3);
      case kDict: {
        const auto flat = pop_to_mark();
        set_entries(push(Kind::kDict), flat);
        return true;
      }
      case kAppend: {
        const PickleValue* value = pop();
        extend(*top(), {value});
        return true;
      }
      case kAppends:
      case kAddItems: {
        const auto values = pop_to_mark();
        extend(*top(), values);
        return true;
      }
      case kSetItem: {
        const PickleValue* value = pop();
        const PickleValue* key = pop();
        set_entries(*top(), {key, value});
        return true;
      }
      case kSetItems: {
        const auto flat = pop_to_mark();
        set_entries(*top(), flat);
        return true;
      }
      default:
        return false;
    }
  }

  void collect(Kind kind, std::vector<const PickleValue*> elements) {
    push(kind).elements = std::move(elements);
  }
  bool collect_last(int n) {
    std::vector<const PickleValue*> elements(n);
    for (int i = n - 1; i >= 0; --i) elements[i] = pop();
    collect(Kind::kTuple, std::move(elements));
    return true;
  }
  /// Lists keep what is appended; what is appended to an object does not matter here.
  static void extend(PickleValue& target, const std::vector<const PickleValue*>& values) {
    if (target.is(Kind::kList))
      target.elements.insert(target.elements.end(), values.begin(), values.end());
  }

  bool object(unsigned char op) {
    switch (op) {
      case kGlobalLine: {
        std::string name(line());
        name.append(" ").append(line());
        push(Kind::kGlobal).text = std::move(name);
        return true;
      }
      case kStackGlobal: {
        const PickleValue* name = pop();
        const PickleValue* module = pop();
        if (!name->is(Kind::kText) || !module->is(Kind::kText)) fail("names a class by no text");
        push(Kind::kGlobal).text = module->text + " " + name->text;
        return true;
      }
      case kNewObjectEx:
        pop();  // keyword arguments
        return call();
      case kReduce:
      case kNewObject:
        return call();
      case kBuild:
        pop();
        return true;  // an object's state
      case kBinPersistent: {
        const PickleValue* id = pop();
        push(Kind::kPersistent).elements = {id};
        return true;
      }
      default:
        return false;
    }
  }

  bool call() {
    const PickleValue* arguments = pop();
    const PickleValue* function = pop();
    push(Kind::kCall).elements = {function, arguments};
    return true;
  }

  const std::string& name_;
  std::string_view bytes_;
  std::deque<PickleValue>& values_;
  std::size_t at_ = 0, place_ = 0;
  std::vector<PickleValue*> stack_;
  std::vector<std::size_t> marks_;
  std::unordered_map<std::uint64_t, PickleValue*> memo_;
};

}  // namespace

bool PickleValue::is_call_of(std::string_view name) const {
  return kind == Kind::kCall && elements[0]->is(Kind::kGlobal) && elements[0]->text == name;
}

const PickleValue* PickleValue::find(std::string_view key) const {
  // A later entry replaces an earlier one, as in Python.
  const auto found = std::find_if(entries.rbegin(), entries.rend(), [key](const auto& entry) {
    return entry.first->is(Kind::kText) && entry.first->text == key;
  });
  return found == entries.rend() ? nullptr : found->second;
}

Pickle::Pickle(const std::string& name, const std::vector<std::byte>& bytes)
    : root_(Machine(name, bytes, values_).run()) {}

}  // namespace clasp
