// SPDX-License-Identifier: MIT
#include "pages/page.h"

#include <fmt/format.h>
#include <zlib.h>

#include <stdexcept>

#include "core/json_text.h"
#include "pages/embedded.h"

namespace clasp {

std::string base64(std::string_view bytes) {
  static constexpr char kDigits[] =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  out.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    unsigned group = 0;
    const std::size_t n = std::min<std::size_t>(3, bytes.size() - i);
    for (std::size_t k = 0; k < 3; ++k)
      group = group << 8 | (k < n ? static_cast<unsigned char>(bytes[i + k]) : 0U);
    for (std::size_t k = 0; k < 4; ++k) out += k <= n ? kDigits[group >> (18 - 6 * k) & 63U] : '=';
  }
  return out;
}

std::string deflated(std::string_view bytes) {
  uLongf size = compressBound(bytes.size());
  std::string out(size, '\0');
  const int result = compress2(reinterpret_cast<Bytef*>(out.data()), &size,
                               reinterpret_cast<const Bytef*>(bytes.data()), bytes.size(), 9);
  if (result != Z_OK) throw std::bad_alloc();
  out.resize(size);
  return out;
}

std::string html_escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else if (c == '"')
      out += "&quot;";
    else
      out += c;
  }
  return out;
}

std::string script_json(const nlohmann::json& value) {
  std::string out;
  for (const char c : json_text(value)) {
    if (c == '<')
      out += "\\u003c";  // neither "</script" nor "<!--" can arise
    else
      out += c;
  }
  return out;
}

Page::Page(std::string_view name, std::string title) : name_(name), title_(std::move(title)) {}

void Page::add_script(std::string_view file) {
  if (file == "three.min.js") scripts_ += fmt::format("<!--\n{}-->\n", embedded_file("three.txt"));
  if (file == "d3.min.js") scripts_ += fmt::format("<!--\n{}-->\n", embedded_file("d3.txt"));
  scripts_ += fmt::format("<script>\n{}</script>\n", embedded_file(file));
}

void Page::add_json(std::string_view id, const nlohmann::json& value) {
  data_ += fmt::format("<script type=\"application/json\" id=\"{}\">{}</script>\n", id,
                       script_json(value));
}

void Page::add_binary(std::string_view id, std::string_view bytes) {
  data_ += fmt::format("<script type=\"application/octet-stream\" id=\"{}\">{}</script>\n", id,
                       base64(deflated(bytes)));
}

std::string Page::html() const {
  const std::string_view text = embedded_file(name_ + ".html");
  const std::string style =
      fmt::format("{}{}", embedded_file("common.css"), embedded_file(name_ + ".css"));
  std::string out;
  std::size_t at = 0;
  while (true) {
    const std::size_t open = text.find("{{", at);
    out += text.substr(at, open - at);
    if (open == std::string_view::npos) return out;
    const std::size_t close = text.find("}}", open);
    const std::string_view place = text.substr(open + 2, close - open - 2);
    if (place == "title")
      out += html_escaped(title_);
    else if (place == "style")
      out += style;
    else if (place == "data")
      out += data_;
    else if (place == "scripts")
      out += scripts_;
    else
      throw std::logic_error("unknown place " + std::string(place) + " in a page");
    at = close + 2;
  }
}

}  // namespace clasp
