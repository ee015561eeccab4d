// SPDX-License-Identifier: MIT
#include "pages/report.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "core/error.h"
#include "pages/page.h"

namespace clasp {
namespace {

using nlohmann::json;

/// Mean percentile of prompt `tag` over rows first..last.
double mean_percentile(const TagSeries& s, const TagInterval& i) {
  double sum = 0.0;
  for (std::size_t row = i.first; row <= i.last; ++row)
    sum += s.percentile[row * s.prompts.size() + static_cast<std::size_t>(i.tag) - 1];
  return sum / static_cast<double>(i.last - i.first + 1);
}

/// Rows [begin, end) of the chart's column; at least one row.
std::pair<std::size_t, std::size_t> rows_of_column(std::size_t rows, int column, int width) {
  const auto c = static_cast<std::size_t>(column), w = static_cast<std::size_t>(width);
  const std::size_t begin = c * rows / w;
  return {begin, std::max(begin + 1, (c + 1) * rows / w)};
}

/// What a block of height 1, 2, ... 8 stands for: percentiles crowd below 100, the differences that
/// decide on tags are there.
constexpr double kLevels[] = {50, 75, 90, 95, 98, 99, 99.5, 99.9};

std::string chart_line(const TagSeries& s, std::size_t prompt, int width, bool unicode) {
  static const char* const blocks[] = {" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
  static const char* const letters[] = {" ", ".", ":", "-", "=", "+", "*", "#", "@"};
  std::string line;
  for (int column = 0; column < width; ++column) {
    const auto [begin, end] = rows_of_column(s.rows(), column, width);
    double sum = 0.0;
    for (std::size_t row = begin; row < end; ++row)
      sum += s.percentile[row * s.prompts.size() + prompt];
    const double mean = sum / static_cast<double>(end - begin);
    const auto level = std::upper_bound(std::begin(kLevels), std::end(kLevels), mean) - kLevels;
    line += unicode ? blocks[level] : letters[level];
  }
  return line;
}

json text_or_null(const std::string& text) {
  return text.empty() ? json() : json(text);
}

}  // namespace

json report_summary(const TagSeries& s) {
  json intervals = json::array();
  for (const TagInterval& i : tag_intervals(s)) {
    json one = {{"tag", s.tag_text(i.tag)},
                {"first_step", s.step[i.first]},
                {"last_step", s.step[i.last]},
                {"first_time", s.time[i.first]},
                {"last_time", s.time[i.last]},
                {"rows", i.last - i.first + 1},
                {"mean_percentile", i.tag > 0 ? json(mean_percentile(s, i)) : json()}};
    intervals.push_back(std::move(one));
  }
  return {{"rows", s.rows()},
          {"model", s.model},
          {"tag_percentile", s.tag_percentile},
          {"prompts", s.prompts},
          {"intervals", intervals}};
}

std::string report_text(const TagSeries& s, int width, bool unicode) {
  std::string out;
  for (const TagInterval& i : tag_intervals(s))
    out += fmt::format("from step {:>6} to step {:>6}: {}\n", s.step[i.first], s.step[i.last],
                       s.tag_text(i.tag));
  width = std::min(width, static_cast<int>(s.rows()));
  out +=
      fmt::format("\npercentiles from step {} to step {}, and at the end; heights stand for {:g}\n",
                  s.step.front(), s.step.back(), fmt::join(kLevels, ", "));
  for (std::size_t p = 0; p < s.prompts.size(); ++p)
    out += fmt::format("|{}| {:7.3f} {}\n", chart_line(s, p, width, unicode),
                       s.percentile[(s.rows() - 1) * s.prompts.size() + p], s.prompts[p]);
  return out;
}

std::string report_page(const ReportInput& input) {
  const TagSeries& s = input.series;
  json thermo = json::array(), frames = json::array();
  for (const ThermoColumn& c : input.thermo)
    thermo.push_back({{"name", c.name}, {"step", c.step}, {"value", c.value}});
  for (const std::string& link : input.frames) frames.push_back(text_or_null(link));
  Page page("report", input.title);
  page.add_json("series", {{"title", input.title},
                           {"summary", report_summary(s)},
                           {"step", s.step},
                           {"time", s.time},
                           {"tag", s.tag},
                           {"percentile", s.percentile},
                           {"cosine", s.cosine},
                           {"thermo", thermo},
                           {"frames", frames}});
  for (const char* script : {"d3.min.js", "common.js", "report.js"}) page.add_script(script);
  return page.html();
}

std::vector<std::string> frame_links(const TagSeries& series, const std::string& pattern,
                                     const std::string& folder) {
  namespace fs = std::filesystem;
  const std::size_t star = pattern.find('*');
  if (star == std::string::npos)
    throw Error("--frames", "", "no * in \"" + pattern + "\"",
                "write * where the file names hold the step, as in a LAMMPS dump command");
  std::vector<std::string> links;
  bool any = false;
  for (const std::int64_t step : series.step) {
    const std::string path =
        pattern.substr(0, star) + std::to_string(step) + pattern.substr(star + 1);
    std::error_code missing;
    if (fs::exists(path, missing)) {
      const fs::path relative = fs::absolute(path).lexically_normal().lexically_relative(
          fs::absolute(folder.empty() ? "." : folder).lexically_normal());
      links.push_back(relative.generic_string());
      any = true;
    } else {
      links.emplace_back();
    }
  }
  if (!any)
    throw Error("--frames", "", "no file \"" + pattern + "\" for any step of the tag file",
                "check the pattern, and that frames were written on steps that were tagged");
  return links;
}

}  // namespace clasp
