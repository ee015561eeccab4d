// SPDX-License-Identifier: MIT
// Finds formulas in texts and names their elements.
#include "text/formulas.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <set>
#include <vector>

#include "core/anions.h"
#include "core/elements.h"

namespace clasp {
namespace {

constexpr int kH = 1, kO = 8, kBi = 83;

bool is_digit(char c) {
  return std::isdigit(static_cast<unsigned char>(c)) != 0;
}
bool is_lower(char c) {
  return std::islower(static_cast<unsigned char>(c)) != 0;
}
bool is_word(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0;
}

/// Atomic numbers of symbols in their exact spelling; deuterium is hydrogen.
int exact_symbol(std::string_view symbol) {
  if (symbol == "D") return kH;
  const int z = atomic_number(symbol);
  return z > 0 && element_symbol(z) == symbol ? z : 0;
}

/// A formula at the beginning of a text: groups of symbols and brackets, with amounts.
class FormulaReader {
 public:
  explicit FormulaReader(std::string_view text) : text_(text) {}

  /// Characters that the formula takes, 0 if there is none. It ends where a word could.
  std::size_t read() {
    while (unit()) read_amount();
    const bool ends = at_ == text_.size() || !is_word(text_[at_]);
    return ends && !symbols_.empty() ? at_ : 0;
  }
  const std::vector<int>& symbols() const { return symbols_; }
  bool has_two_letters() const { return two_letters_; }

 private:
  bool take(std::string_view part) {
    if (text_.substr(at_, part.size()) != part) return false;
    at_ += part.size();
    return true;
  }

  bool unit() { return symbol() || bracket('(', ')') || bracket('[', ']'); }

  bool symbol() {
    for (const std::size_t length : {2, 1}) {
      const std::string_view name = text_.substr(at_, length);
      const int z = name.size() == length ? exact_symbol(name) : 0;
      if (z == 0) continue;
      symbols_.push_back(z);
      two_letters_ = two_letters_ || length == 2;
      at_ += length;
      return true;
    }
    return false;
  }

  /// "(OH)", "(Al,Si)", "(O H)": symbols with amounts, spaces or commas between them.
  bool bracket(char open, char close) {
    if (at_ == text_.size() || text_[at_] != open) return false;
    const FormulaReader before = *this;
    ++at_;
    bool filled = false;
    while (symbol()) {
      filled = true;
      read_amount();
      if (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == ',')) ++at_;
    }
    if (filled && at_ < text_.size() && text_[at_] == close) {
      ++at_;
      return true;
    }
    *this = before;
    return false;
  }

  bool number() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && is_digit(text_[at_])) ++at_;
    if (at_ + 1 < text_.size() && text_[at_] == '.' && is_digit(text_[at_ + 1])) {
      ++at_;
      while (at_ < text_.size() && is_digit(text_[at_])) ++at_;
    }
    return at_ > begin;
  }
  bool variable() { return take("x") || take("y") || take("z") || take("n") || take("\xCE\xB4"); }
  bool sign() {
    return take("-") || take("+") || take("\xE2\x88\x92") || take("\xE2\x80\x93") ||
           take("\xC2\xB1");
  }

  /// "2", "0.85", "x", "2-x", "7-δ", "3+x/2": what stands behind a symbol, if anything does.
  void read_amount() {
    number();
    variable();
    for (std::size_t end = at_; sign(); end = at_) {
      const bool with_number = number();
      const bool with_variable = variable();
      const char next = at_ < text_.size() ? text_[at_] : ' ';
      const bool goes_on = std::isupper(static_cast<unsigned char>(next)) != 0 || next == '(';
      if (is_lower(next) || !(with_variable || (with_number && goes_on))) {
        at_ = end;
        break;
      }
    }
    if (at_ + 1 < text_.size() && text_[at_] == '/' && is_digit(text_[at_ + 1])) at_ += 2;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::vector<int> symbols_;
  bool two_letters_ = false;
};

/// "(II)" at the end of "Cu(II)"; empty if there is none.
std::string_view oxidation_state(std::string_view formula) {
  const auto open = formula.rfind('(');
  if (formula.back() != ')' || open == 0 || open == std::string_view::npos) return {};
  const auto state = formula.substr(open + 1, formula.size() - open - 2);
  if (state.empty() || state.find_first_not_of("IV") != std::string_view::npos) return {};
  return formula.substr(open);
}

bool begins_with(std::string_view text, std::string_view part) {
  return text.substr(0, part.size()) == part;
}

/// Whether a letter between these texts is an element: at the beginning ("W, body-centred cubic"),
/// before "metal" and its like, at the end behind words for matter ("bcc W", "liquid K"), and not
/// "at 300 K" or "type V".
bool is_element_between(std::string_view before, std::string_view after) {
  static const std::set<std::string_view> matter = {
      "of",          "liquid",       "melted",   "molten",       "amorphous", "glassy",
      "crystalline", "fcc",          "bcc",      "hcp",          "dhcp",      "cubic",
      "tetragonal",  "orthorhombic", "packed",   "close-packed", "solid",     "metallic",
      "hexagonal",   "rhombohedral", "trigonal", "layered"};
  if (before.empty())
    return after.empty() || after[0] == ',' ||
           (after.size() > 1 && after[0] == ' ' && (is_word(after[1]) || after[1] == '('));
  const auto words = before.substr(0, before.size() - 1);  // without the space
  const auto last = words.substr(words.rfind(' ') + 1);    // npos + 1 is 0
  if (after.empty()) return matter.count(last) > 0;
  for (const char* next : {" metal", " crystal", " atoms"})
    if (begins_with(after, next)) return !last.empty() && !is_digit(last.back());
  return false;
}

/// Whether "Re" before this text is a prefix, as in "Re-entrant", and not an element, as in
/// "Re-doped".
bool is_prefix_before(std::string_view after) {
  if (after.size() < 2 || after[0] != '-' || !is_lower(after[1])) return false;
  for (const char* of_matter :
       {"-doped", "-based", "-rich", "-substituted", "-containing", "-free"})
    if (begins_with(after, of_matter)) return false;
  return true;
}

/// Whether what reads as a formula is one, and not a word, a space group or an abbreviation.
bool is_meant(std::string_view formula, const std::vector<int>& elements, bool has_two_letters,
              bool has_state) {
  static const std::set<std::string_view> words = {"In", "As", "At", "He", "No", "Be", "Am",
                                                   "La", "Ho", "Os", "Es", "Ne", "Tc"};
  static const std::set<std::string_view> space_groups = {"Pa",   "Pa3", "Pm", "Pm3", "Pm-3n",
                                                          "Pm3n", "Cm",  "Fm", "Fm3"};
  static const std::set<std::string_view> molecules = {"H2", "D2", "N2",  "O2", "O3",
                                                       "F2", "S8", "C60", "C70"};
  static const std::set<std::string_view> capitals = {"BN", "BP", "VN", "VC", "WC",  "UN", "UC",
                                                      "UO", "KI", "KF", "YN", "KOH", "KCN"};
  if (elements.size() == 1)
    return has_two_letters ? words.count(formula) + space_groups.count(formula) == 0
                           : has_state || molecules.count(formula) > 0;
  const bool has_digit = std::any_of(formula.begin(), formula.end(), is_digit);
  return has_two_letters || has_digit || capitals.count(formula) > 0;
}

/// "oxide" for oxygen behind other elements. Bismuth, a metal, keeps its name there.
std::string last_name(int z) {
  const std::string_view anion = z == kBi ? std::string_view() : anion_name(z);
  return std::string(anion.empty() ? element_name(z) : anion);
}

std::string names_of(const std::vector<int>& elements) {
  if (elements == std::vector<int>{kH, kO}) return "water";
  const std::size_t n = elements.size();
  std::string text;
  for (std::size_t i = 0; i < n; ++i) {
    if (i + 2 == n && n > 2 && elements[i] == kO && elements[i + 1] == kH)
      return text + " hydroxide";
    const bool last = i + 1 == n && n > 1;
    text += i == 0 ? "" : " ";
    text += last ? last_name(elements[i]) : std::string(element_name(elements[i]));
  }
  return text;
}

/// The formula at `at` in words, and its length; length 0 if there is none.
std::string spelled(std::string_view whole, std::size_t at, std::size_t& length) {
  const std::string_view text = whole.substr(at);
  FormulaReader reader(text);
  length = reader.read();
  if (length == 0) return {};
  const std::string_view state = oxidation_state(text.substr(0, length));
  const std::string_view formula = text.substr(0, length - state.size());
  FormulaReader bare(formula);
  bare.read();
  std::vector<int> elements;
  for (const int z : bare.symbols())
    if (std::find(elements.begin(), elements.end(), z) == elements.end()) elements.push_back(z);
  const bool letter =
      length == 1 && formula != "I" && is_element_between(whole.substr(0, at), text.substr(length));
  const bool prefix = formula == "Re" && is_prefix_before(text.substr(length));
  if (prefix || (!letter && !is_meant(formula, elements, bare.has_two_letters(), !state.empty())))
    return std::string(text.substr(0, length));
  return names_of(elements) + std::string(state);
}

/// 0 to 9 for U+2080 to U+2089 at the beginning of a text, else -1.
int subscript_digit(std::string_view text) {
  if (text.size() < 3 || text.substr(0, 2) != "\xE2\x82") return -1;
  const int digit = static_cast<unsigned char>(text[2]) - 0x80;
  return digit <= 9 ? digit : -1;
}

/// Without the marks of sub- and superscripts and italics; subscript digits become digits.
std::string without_markup(std::string_view text) {
  static constexpr std::array<std::string_view, 14> tags = {
      "<sub>", "</sub>", "<sup>",  "</sup>", "<i>",    "</i>", "<b>",
      "</b>",  "<SUB>",  "</SUB>", "<SUP>",  "</SUP>", "<I>",  "</I>"};
  std::string plain;
  for (std::size_t i = 0; i < text.size();) {
    const std::string_view rest = text.substr(i);
    const auto tag = std::find_if(tags.begin(), tags.end(), [&](std::string_view t) {
      return rest.substr(0, t.size()) == t;
    });
    if (tag != tags.end()) {
      i += tag->size();
    } else if (const int digit = subscript_digit(rest); digit >= 0) {
      plain += static_cast<char>('0' + digit);
      i += 3;
    } else {
      if (std::string_view("$~_{}").find(text[i]) == std::string_view::npos) plain += text[i];
      ++i;
    }
  }
  return plain;
}

}  // namespace

std::string spell_formulas(std::string_view text) {
  const std::string plain = without_markup(text);
  std::string out;
  for (std::size_t at = 0; at < plain.size();) {
    std::size_t length = 0;
    if (at == 0 || !is_word(plain[at - 1])) out += spelled(plain, at, length);
    if (length == 0) {
      out += plain[at];
      length = 1;
    }
    at += length;
  }
  return out;
}

}  // namespace clasp
