// SPDX-License-Identifier: MIT
// One HTML file that needs nothing else: style, scripts and data inside, no network.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace clasp {

/// RFC 4648, with padding.
std::string base64(std::string_view bytes);
/// A zlib stream (RFC 1950) of the bytes.
std::string deflated(std::string_view bytes);
/// Text for HTML content or a quoted attribute.
std::string html_escaped(std::string_view text);
/// JSON that may stand inside a script element: no "</", invalid UTF-8 replaced.
std::string script_json(const nlohmann::json& value);

/// A page made of embedded files: TEMPLATE.html with its places filled.
class Page {
 public:
  /// @param name   "map" for map.html, map.css and so on
  /// @param title  of the document
  Page(std::string_view name, std::string title);
  /// A script out of an embedded file, in the order of the calls; libraries bring their licence.
  void add_script(std::string_view file);
  /// Data that a script reads: JSON as it is.
  void add_json(std::string_view id, const nlohmann::json& value);
  /// Binary data: deflated, then base64. A script inflates it when it wants it.
  void add_binary(std::string_view id, std::string_view bytes);
  /// The whole file.
  std::string html() const;

 private:
  std::string name_, title_, scripts_, data_;
};

}  // namespace clasp
