// SPDX-License-Identifier: MIT
#include "retrieval/masking.h"

#include <cctype>

#include "core/elements.h"
#include "core/lower_case.h"

namespace clasp {
namespace {

constexpr const char* kMask = "[MASK]";
/// What ends a piece of a word that may be a formula; brackets and dots are part of formulas.
constexpr const char* kBreaks = " \t\n-/,;:\"'";

/// Atomic number of a symbol in its exact spelling at a place of the text, and its length; 0 if
/// there is none.
int symbol_at(const std::string& text, std::size_t at, std::size_t& length) {
  for (length = 2; length > 0; --length) {
    if (at + length > text.size()) continue;
    const std::string symbol = text.substr(at, length);
    const int z = atomic_number(symbol);
    if (z > 0 && (element_symbol(z) == symbol || symbol == "D")) return z;
  }
  return 0;
}

/// "copper(II)" -> "copper": an oxidation state is no iodine.
std::string without_oxidation_state(std::string word) {
  const auto open = word.find('(');
  if (open == std::string::npos || open == 0 || word.back() != ')') return word;
  const std::string inside = word.substr(open + 1, word.size() - open - 2);
  if (!inside.empty() && inside.find_first_not_of("IVX") == std::string::npos) word.resize(open);
  return word;
}

bool is_english(const std::string& word) {
  static const std::set<std::string> words = {"I", "In", "As", "At", "He", "No", "Be", "Am"};
  return words.count(word) > 0;
}

/// Symbols, numbers, brackets and the variables x, y, z; UTF-8 subscripts and dots pass, too.
bool is_formula(const std::string& word, const std::set<int>& elements) {
  int symbols = 0;
  for (std::size_t i = 0; i < word.size();) {
    const auto c = static_cast<unsigned char>(word[i]);
    std::size_t length = 1;
    if (std::isupper(c)) {
      if (elements.count(symbol_at(word, i, length)) == 0) return false;
      ++symbols;
    } else if (std::isalpha(c) && c != 'x' && c != 'y' && c != 'z') {
      return false;
    }
    i += length;
  }
  return symbols > 0 && !is_english(word);
}

bool is_element_name(const std::string& word, const std::set<int>& elements) {
  std::string name = lower_case(word);
  if (name == "aluminum") name = "aluminium";
  if (name == "cesium") name = "caesium";
  if (name == "sulphur") name = "sulfur";
  for (const int z : elements)
    if (element_name(z) == name) return true;
  return false;
}

/// True where what follows the last mask of `out` only joins parts of one formula.
bool continues_mask(const std::string& out, const std::string& separator) {
  const std::string mask = kMask;
  return separator == "-" && out.size() >= mask.size() + 1 &&
         out.compare(out.size() - mask.size() - 1, mask.size(), mask) == 0;
}

}  // namespace

std::string mask_formulas(const std::string& text, const std::set<int>& elements) {
  std::string out, separator;
  for (std::size_t begin = 0; begin < text.size();) {
    std::size_t end = text.find_first_of(kBreaks, begin);
    if (end == std::string::npos) end = text.size();
    std::string word = text.substr(begin, end - begin);
    std::string rest;
    while (!word.empty() && word.back() == '.') {
      word.pop_back();
      rest += '.';
    }
    const std::string bare = without_oxidation_state(word);
    const bool masked =
        !bare.empty() && (is_formula(bare, elements) || is_element_name(bare, elements));
    if (masked && continues_mask(out, separator))
      out.pop_back();  // "La2-xSrxCuO4" is one formula
    else
      out += masked ? kMask : word;
    out += rest;
    separator = end < text.size() ? text.substr(end, 1) : std::string();
    out += separator;
    begin = end + separator.size();
  }
  return out;
}

}  // namespace clasp
