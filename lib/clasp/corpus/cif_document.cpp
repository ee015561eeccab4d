// SPDX-License-Identifier: MIT
#include "corpus/cif_document.h"

#include <algorithm>
#include <cctype>
#include <gemmi/cif.hpp>
#include <optional>
#include <sstream>
#include <string_view>

#include "core/error.h"
#include "core/lower_case.h"

namespace clasp {
namespace {

namespace cif = gemmi::cif;

/// Reflection lists and refinement details make up most of a file and are left out.
bool wanted(const std::string& tag) {
  static const std::string_view prefixes[] = {"_cell_",      "_symmetry_",  "_space_group_",
                                              "_atom_site_", "_atom_type_", "_journal_",
                                              "_publ_",      "_citation_"};
  return std::any_of(std::begin(prefixes), std::end(prefixes),
                     [&](std::string_view p) { return tag.compare(0, p.size(), p) == 0; });
}

/// Unknown "?" and inapplicable "." are kept as written: they mean different things to a reader of
/// numbers.
std::string unquote(const std::string& raw) {
  return raw == "?" || raw == "." ? raw : cif::as_string(raw);
}

CifBlock to_block(const cif::Block& block) {
  CifBlock out;
  out.name = block.name;
  for (const cif::Item& item : block.items) {
    if (item.type == cif::ItemType::Pair) {
      const std::string tag = lower_case(item.pair[0]);
      if (wanted(tag)) out.values[tag] = {unquote(item.pair[1])};
    } else if (item.type == cif::ItemType::Loop) {
      const std::size_t width = item.loop.tags.size();
      for (std::size_t column = 0; column < width; ++column) {
        const std::string tag = lower_case(item.loop.tags[column]);
        if (!wanted(tag)) continue;
        auto& values = out.values[tag];
        values.clear();
        for (std::size_t k = column; k < item.loop.values.size(); k += width)
          values.push_back(unquote(item.loop.values[k]));
      }
    }
  }
  return out;
}

/// Duplicate names are no error here, unlike in gemmi's own reading functions: published files have
/// them.
std::optional<cif::Document> parse_text(const std::string& text, std::string* problem) {
  cif::Document doc;
  try {
    tao::pegtl::memory_input<> in(text, "line");
    cif::parse_input(doc, in);
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception& e) {
    if (problem->empty()) *problem = e.what();
    return std::nullopt;
  }
  return doc;
}

std::string without_foreign_bytes(const std::string& text) {
  std::string out;
  std::copy_if(text.begin(), text.end(), std::back_inserter(out),
               [](char c) { return (c >= ' ' && c <= '~') || c == '\n' || c == '\t'; });
  return out;
}

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r';
}

/// Closes quoted strings that run to the end of their line, as in `'A. Author',`.
std::string with_closed_quotes(const std::string& line) {
  for (std::size_t at = 0; at < line.size();) {
    const char c = line[at];
    if (c == '#') break;
    if (is_blank(c)) {
      ++at;
    } else if (c == '\'' || c == '"') {
      do at = line.find(c, at + 1);
      while (at != std::string::npos && at + 1 < line.size() && !is_blank(line[at + 1]));
      if (at == std::string::npos) return line + c;
      ++at;
    } else {
      while (at < line.size() && !is_blank(line[at])) ++at;
    }
  }
  return line;
}

/// Strings that run to the end of their line are closed, but not in text fields.
std::string with_closed_strings(const std::string& text) {
  std::istringstream in(text);
  std::string out, line;
  for (bool in_text_field = false; std::getline(in, line);) {
    const bool fence = !line.empty() && line[0] == ';';
    if (fence) in_text_field = !in_text_field;
    out += fence || in_text_field ? line : with_closed_quotes(line);
    out += '\n';
  }
  return out;
}

}  // namespace

const std::vector<std::string>* CifBlock::find(const std::string& tag) const {
  const auto it = values.find(tag);
  return it == values.end() || it->second.empty() ? nullptr : &it->second;
}

std::string CifBlock::first_of(const std::vector<std::string>& tags) const {
  for (const std::string& tag : tags)
    if (const auto* v = find(tag))
      if (v->front() != "?" && v->front() != "." && !v->front().empty()) return v->front();
  return {};
}

std::vector<CifBlock> parse_cif(const std::string& text, const std::string& name) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (text.compare(0, kByteOrderMark.size(), kByteOrderMark) == 0)
    return parse_cif(text.substr(kByteOrderMark.size()), name);
  std::string problem;
  auto doc = parse_text(text, &problem);
  // What can be mended without guessing, the least first.
  if (!doc) doc = parse_text(with_closed_strings(text), &problem);
  if (!doc) doc = parse_text(with_closed_strings(without_foreign_bytes(text)), &problem);
  if (!doc) throw Error(name, "", "not a readable CIF: " + problem, "mend the file");
  std::vector<CifBlock> blocks;
  for (const cif::Block& block : doc->blocks) {
    CifBlock converted = to_block(block);
    const auto same = std::find_if(blocks.begin(), blocks.end(),
                                   [&](const CifBlock& b) { return b.name == converted.name; });
    if (same != blocks.end())
      *same = std::move(converted);
    else
      blocks.push_back(std::move(converted));
  }
  return blocks;
}

}  // namespace clasp
