// SPDX-License-Identifier: MIT
#include "text/unicode.h"

#include <utf8proc.h>

#include <algorithm>
#include <iterator>

#include "text/unicode_tables.h"

namespace clasp::unicode {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

template <std::size_t N>
bool contains(const Range (&table)[N], char32_t c) {
  const Range* range = std::upper_bound(std::begin(table), std::end(table), c,
                                        [](char32_t x, const Range& r) { return x < r.first; });
  return range != std::begin(table) && c <= std::prev(range)->last;
}

bool is_ascii(const std::u32string& text) {
  return std::all_of(text.begin(), text.end(), [](char32_t c) { return c < 0x80; });
}

}  // namespace

std::u32string decode(std::string_view utf8) {
  std::u32string text;
  text.reserve(utf8.size());
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(utf8.data());
  for (std::size_t at = 0; at < utf8.size();) {
    utf8proc_int32_t c = -1;
    const auto left = static_cast<utf8proc_ssize_t>(utf8.size() - at);
    const utf8proc_ssize_t length = utf8proc_iterate(bytes + at, left, &c);
    text.push_back(length > 0 ? static_cast<char32_t>(c) : kReplacement);
    at += length > 0 ? static_cast<std::size_t>(length) : 1;
  }
  return text;
}

void append_utf8(std::string& out, char32_t c) {
  utf8proc_uint8_t bytes[4];
  const utf8proc_ssize_t n = utf8proc_encode_char(static_cast<utf8proc_int32_t>(c), bytes);
  out.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(n));
}

bool is_dropped(char32_t c) {
  return contains(kDropped, c);
}

bool is_space(char32_t c) {
  return (c >= 0x9 && c <= 0xD) || c == 0x20 || c == 0x85 || c == 0xA0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
         c == 0x3000;
}

bool is_nonspacing_mark(char32_t c) {
  return contains(kNonspacingMarks, c);
}

bool is_punctuation(char32_t c) {
  return contains(kPunctuation, c);
}

bool is_cjk_ideograph(char32_t c) {
  // U+2B820..2B91F belong to the block that starts there, but the Hugging Face library leaves them
  // out.
  static constexpr Range kIdeographs[] = {
      {0x3400, 0x4DBF},   {0x4E00, 0x9FFF},   {0xF900, 0xFAFF},  {0x20000, 0x2A6DF},
      {0x2A700, 0x2B81F}, {0x2B920, 0x2CEAF}, {0x2F800, 0x2FA1F}};
  return contains(kIdeographs, c);
}

std::u32string decompose(const std::u32string& text) {
  if (is_ascii(text)) return text;
  std::string utf8;
  for (const char32_t c : text) append_utf8(utf8, c);
  // No character decomposes into more than four.
  std::u32string out(text.size() * 4, U'\0');
  const utf8proc_ssize_t n = utf8proc_decompose(
      reinterpret_cast<const utf8proc_uint8_t*>(utf8.data()),
      static_cast<utf8proc_ssize_t>(utf8.size()), reinterpret_cast<utf8proc_int32_t*>(out.data()),
      static_cast<utf8proc_ssize_t>(out.size()), UTF8PROC_DECOMPOSE);
  if (n < 0 || static_cast<std::size_t>(n) > out.size()) return text;
  out.resize(static_cast<std::size_t>(n));
  return out;
}

std::u32string to_lower(const std::u32string& text) {
  std::u32string out;
  out.reserve(text.size());
  for (const char32_t c : text) {
    switch (c) {
      case 0x130:  // I with dot above: the one character with two in lower case
        out += U"i\u0307";
        break;
      case 0xA7CB:  // two letters of Unicode 16, which utf8proc before 2.10 does not know
        out.push_back(0x264);
        break;
      case 0xA7DC:
        out.push_back(0x19B);
        break;
      default:
        out.push_back(static_cast<char32_t>(utf8proc_tolower(static_cast<utf8proc_int32_t>(c))));
    }
  }
  return out;
}

}  // namespace clasp::unicode
