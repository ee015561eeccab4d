// SPDX-License-Identifier: MIT
#include "corpus/jats.h"

#include <array>
#include <cctype>
#include <cstdlib>
#include <map>
#include <set>

namespace clasp {
namespace {

bool is_letter(char c) {
  return std::isalpha(static_cast<unsigned char>(c)) != 0;
}

void append_utf8(std::string& out, unsigned long code) {
  const auto tail = [&](int shift) { out += static_cast<char>(0x80 | ((code >> shift) & 0x3f)); };
  if (code < 0x80) {
    out += static_cast<char>(code);
  } else if (code < 0x800) {
    out += static_cast<char>(0xc0 | (code >> 6));
    tail(0);
  } else if (code < 0x10000) {
    out += static_cast<char>(0xe0 | (code >> 12));
    tail(6);
    tail(0);
  } else {
    out += static_cast<char>(0xf0 | (code >> 18));
    tail(12);
    tail(6);
    tail(0);
  }
}

/// Code point of the entity between '&' and ';'; 0 if it is not one.
unsigned long entity(const std::string& name) {
  static const std::map<std::string, unsigned long> named = {
      {"amp", '&'},      {"lt", '<'},        {"gt", '>'},      {"quot", '"'},     {"apos", '\''},
      {"nbsp", ' '},     {"deg", 0xb0},      {"plusmn", 0xb1}, {"times", 0xd7},   {"middot", 0xb7},
      {"ndash", 0x2013}, {"mdash", 0x2014},  {"alpha", 0x3b1}, {"beta", 0x3b2},   {"gamma", 0x3b3},
      {"delta", 0x3b4},  {"epsilon", 0x3b5}, {"theta", 0x3b8}, {"lambda", 0x3bb}, {"mu", 0x3bc},
      {"pi", 0x3c0},     {"sigma", 0x3c3},   {"omega", 0x3c9}, {"Delta", 0x394},  {"Omega", 0x3a9},
      {"micro", 0xb5},   {"Aring", 0xc5},    {"angst", 0xc5},  {"le", 0x2264},    {"ge", 0x2265}};
  if (name.size() > 1 && name[0] == '#') {
    const bool hex = name[1] == 'x' || name[1] == 'X';
    char* end = nullptr;
    const char* digits = name.c_str() + (hex ? 2 : 1);
    const unsigned long code = std::strtoul(digits, &end, hex ? 16 : 10);
    const bool surrogate = code >= 0xd800 && code < 0xe000;
    return end == digits || *end != '\0' || code > 0x10ffff || surrogate ? 0 : code;
  }
  const auto it = named.find(name);
  return it == named.end() ? 0 : it->second;
}

std::string decoded(const std::string& text) {
  constexpr std::size_t kLongestEntity = 10;
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto end = text[i] == '&' ? text.find(';', i) : std::string::npos;
    const unsigned long code = end != std::string::npos && end - i <= kLongestEntity
                                   ? entity(text.substr(i + 1, end - i - 1))
                                   : 0;
    if (code == 0) {
      out += text[i];
      continue;
    }
    append_utf8(out, code);
    i = end;
  }
  return out;
}

/// Name of the tag at `at` without its prefix, in lower case ("/p" for an end); empty: no tag.
std::string tag_name(const std::string& xml, std::size_t at) {
  std::size_t i = at + 1;
  std::string name;
  if (i < xml.size() && xml[i] == '/') name = xml[i++];
  if (i >= xml.size() || !is_letter(xml[i])) return {};
  for (; i < xml.size() &&
         (std::isalnum(static_cast<unsigned char>(xml[i])) || xml[i] == '-' || xml[i] == ':');
       ++i)
    if (xml[i] == ':')
      name = name[0] == '/' ? "/" : "";
    else
      name += static_cast<char>(std::tolower(static_cast<unsigned char>(xml[i])));
  return name;
}

bool separates(const std::string& tag) {
  static const std::set<std::string> inline_tags = {"sub",
                                                    "sup",
                                                    "italic",
                                                    "bold",
                                                    "i",
                                                    "b",
                                                    "em",
                                                    "strong",
                                                    "sc",
                                                    "mi",
                                                    "mn",
                                                    "mo",
                                                    "mrow",
                                                    "msub",
                                                    "msup",
                                                    "math",
                                                    "span",
                                                    "mtext",
                                                    "mover",
                                                    "munder",
                                                    "mstyle",
                                                    "msubsup",
                                                    "xref",
                                                    "sans-serif",
                                                    "inline-formula",
                                                    "named-content",
                                                    "styled-content",
                                                    "ext-link",
                                                    "roman",
                                                    "underline",
                                                    "monospace"};
  return inline_tags.count(tag[0] == '/' ? tag.substr(1) : tag) == 0;
}

/// Text with its tags taken out.
std::string without_tags(const std::string& xml) {
  static const std::set<std::string> dropped = {"tex-math", "annotation", "graphic"};
  std::string out;
  for (std::size_t i = 0; i < xml.size();) {
    if (xml.compare(i, 4, "<!--") == 0) {
      const auto end = xml.find("-->", i);
      i = end == std::string::npos ? xml.size() : end + 3;
      continue;
    }
    const std::string tag = xml[i] == '<' ? tag_name(xml, i) : std::string();
    const auto close = tag.empty() ? std::string::npos : xml.find('>', i);
    if (close == std::string::npos) {
      out += xml[i++];
      continue;
    }
    if (separates(tag)) out += ' ';
    i = close + 1;
    if (!dropped.count(tag) || xml[close - 1] == '/') continue;
    for (; i < xml.size(); ++i)
      if (xml[i] == '<' && tag_name(xml, i) == "/" + tag) break;
  }
  return out;
}

std::string single_spaced(const std::string& text) {
  std::string out;
  for (const char c : text) {
    const bool blank = static_cast<unsigned char>(c) <= ' ';
    if (!blank) out += c;
    if (blank && !out.empty() && out.back() != ' ') out += ' ';
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

std::string without_heading(const std::string& text) {
  static const std::array<const char*, 3> headings = {"Abstract", "ABSTRACT", "Summary"};
  for (const std::string heading : headings) {
    if (text.compare(0, heading.size(), heading) != 0) continue;
    const auto rest = text.find_first_not_of(" .:", heading.size());
    // "Abstract" alone is no abstract; "Abstracting ..." and "Summary of ..." are sentences.
    if (rest == std::string::npos) return {};
    if (rest > heading.size() && !std::islower(static_cast<unsigned char>(text[rest])))
      return text.substr(rest);
  }
  return text;
}

}  // namespace

std::string plain_abstract(const std::string& xml) {
  std::string text = decoded(without_tags(xml));
  // Escaped twice: the entities gave tags and entities again.
  if (text.find("</") != std::string::npos || text.find("&lt;") != std::string::npos ||
      text.find("&#") != std::string::npos)
    text = decoded(without_tags(text));
  return without_heading(single_spaced(text));
}

}  // namespace clasp
