// SPDX-License-Identifier: MIT
// Abstracts as publishers deposit them (JATS XML, sometimes HTML) to plain text.
#pragma once

#include <string>

namespace clasp {

/// The words of an abstract: tags, comments, its heading ("Abstract") and TeX beside MathML are
/// left out, paragraphs and headings become words apart, subscripts and the like stay attached
/// (H<jats:sub>2</jats:sub>O is H2O), entities become characters, also where they were escaped
/// twice, white space is one blank. A '<' that opens no tag stays.
std::string plain_abstract(const std::string& xml);

}  // namespace clasp
