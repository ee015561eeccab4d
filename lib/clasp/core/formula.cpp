// SPDX-License-Identifier: MIT
#include "core/formula.h"

#include <cctype>
#include <charconv>

#include "core/elements.h"
#include "core/error.h"

namespace clasp {
namespace {

/// Recursive descent: GROUP = (SYMBOL | "(" GROUP ")") [NUMBER] ...
class Parser {
 public:
  explicit Parser(const std::string& text) : text_(text) {}

  std::map<int, double> formula() {
    auto amounts = group();
    if (amounts.empty() || at_ < text_.size()) fail();
    return amounts;
  }

 private:
  [[noreturn]] void fail() const {
    throw Error("formula '" + text_ + "'", "", "not understood at '" + text_.substr(at_) + "'",
                "write element symbols, numbers and brackets, such as Ca(OH)2");
  }

  std::map<int, double> group() {
    std::map<int, double> amounts;
    while (at_ < text_.size() && text_[at_] != ')') {
      const auto part = text_[at_] == '(' ? bracket() : std::map<int, double>{{symbol(), 1.0}};
      const double times = number();
      for (const auto& [z, amount] : part) amounts[z] += amount * times;
    }
    return amounts;
  }

  std::map<int, double> bracket() {
    ++at_;
    auto inside = group();
    if (at_ >= text_.size() || inside.empty()) fail();
    ++at_;
    return inside;
  }

  int symbol() {
    for (const std::size_t length : {2, 1}) {
      const std::string name = text_.substr(at_, length);
      const int z = atomic_number(name);
      if (name.size() != length || z == 0 || element_symbol(z) != name) continue;
      at_ += length;
      return z;
    }
    fail();
  }

  double number() {
    if (at_ >= text_.size() || (!std::isdigit(static_cast<unsigned char>(text_[at_])))) return 1.0;
    std::size_t end = at_;
    while (end < text_.size() &&
           (std::isdigit(static_cast<unsigned char>(text_[end])) || text_[end] == '.'))
      ++end;
    double value = 0.0;
    const auto read = std::from_chars(text_.data() + at_, text_.data() + end, value);
    if (read.ec != std::errc() || read.ptr != text_.data() + end || value <= 0) fail();
    at_ = end;
    return value;
  }

  const std::string& text_;
  std::size_t at_ = 0;
};

}  // namespace

std::map<int, double> parse_formula(const std::string& formula) {
  return Parser(formula).formula();
}

}  // namespace clasp
