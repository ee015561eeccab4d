// SPDX-License-Identifier: MIT
// Unicode as BERT's tokenizer sees it: UTF-8, character classes, decomposition, lower case.
#pragma once

#include <string>
#include <string_view>

namespace clasp::unicode {

/// Code points of a UTF-8 text; every byte that is not part of a valid sequence becomes U+FFFD.
std::u32string decode(std::string_view utf8);
/// Appends a code point (a Unicode scalar value) as UTF-8.
void append_utf8(std::string& out, char32_t c);

bool is_dropped(char32_t c);  ///< control, format and private-use characters, U+FFFD
bool is_space(char32_t c);    ///< Unicode's White_Space property
bool is_nonspacing_mark(char32_t c);
bool is_punctuation(char32_t c);
bool is_cjk_ideograph(char32_t c);

/// Normalisation form D (canonical decomposition and ordering).
std::u32string decompose(const std::u32string& text);
/// Lower case character by character, without regard to context, as Rust's `char::to_lowercase`.
std::u32string to_lower(const std::u32string& text);

}  // namespace clasp::unicode
