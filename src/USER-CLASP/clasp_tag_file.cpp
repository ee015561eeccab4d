// SPDX-License-Identifier: GPL-2.0-or-later
#include "clasp_tag_file.h"

#include <cerrno>
#include <cmath>
#include <cstring>

#include "core/error.h"

namespace clasp {
namespace {

/// A CSV field in quotes, on one line (RFC 4180: quotes inside are doubled).
std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c == '\n' || c == '\r' ? ' ' : c;
  }
  return out + '"';
}

std::string formatted(const char* format, double value) {
  char text[64];
  std::snprintf(text, sizeof text, format, value);
  return text;
}

bool same(const std::vector<double>& a, const std::vector<double>& b) {
  for (std::size_t i = 0; i < a.size(); ++i)
    if (std::abs(a[i] - b[i]) > 1e-5) return false;
  return true;
}

}  // namespace

TagFile::TagFile(const std::string& path, const std::string& model, double tag_percentile,
                 const std::vector<std::string>& prompts)
    : path_(path), file_(std::fopen(path.c_str(), "w"), &std::fclose) {
  if (!file_)
    throw Error(path, "", std::string("cannot write the tag file: ") + std::strerror(errno),
                "name a file in a folder that exists and that you may write to");
  std::string head = "# CLaSP tag file, format 1\n# model: " + quoted(model) +
                     "\n# tag percentile: " + formatted("%g", tag_percentile) + "\n";
  std::string percentiles, cosines;
  for (std::size_t i = 1; i <= prompts.size(); ++i) {
    head += "# prompt " + std::to_string(i) + ": " + quoted(prompts[i - 1]) + "\n";
    percentiles += ",percentile_" + std::to_string(i);
    cosines += ",cosine_" + std::to_string(i);
  }
  write(head + "step,time,tag,best" + percentiles + cosines + "\n");
}

void TagFile::write(const std::string& text) {
  if (std::fputs(text.c_str(), file_.get()) == EOF || std::fflush(file_.get()) != 0)
    throw Error(path_, "", std::string("cannot write the tag file: ") + std::strerror(errno),
                "free some space or name a file elsewhere");
}

void TagFile::add(long long step, double time, const std::string& tag, const Scores& scores) {
  if (any_ && step == last_step_ && same(scores.cosine, last_cosines_)) return;
  std::string row = std::to_string(step) + "," + formatted("%.10g", time) + "," + quoted(tag) +
                    "," + std::to_string(scores.best);
  for (const double p : scores.percentile) row += formatted(",%.3f", p);
  for (const double c : scores.cosine) row += formatted(",%.6f", c);
  write(row + "\n");
  any_ = true;
  last_step_ = step;
  last_cosines_ = scores.cosine;
}

}  // namespace clasp
