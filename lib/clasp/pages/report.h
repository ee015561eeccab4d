// SPDX-License-Identifier: MIT
// What a run looked like, from its tag file: as a page, as text for a terminal.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "pages/tag_series.h"
#include "pages/thermo_log.h"

namespace clasp {

struct ReportInput {
  std::string title;
  TagSeries series;
  std::vector<ThermoColumn> thermo;  ///< may be empty
  /// Link to the frame of every row, relative to the page; empty where there is none. Empty: no
  /// frames.
  std::vector<std::string> frames;
};

/// One HTML file that works without a network.
std::string report_page(const ReportInput& input);

/// Rows, and every interval with steps, times, tag and the tag's mean percentile.
nlohmann::json report_summary(const TagSeries& series);

/// Lines for a terminal: a line per interval ("from step 0 to step 6500: TAG") and a chart of each
/// prompt's percentile over the run.
/// @param width    columns of the chart
/// @param unicode  block characters, or ASCII
std::string report_text(const TagSeries& series, int width, bool unicode);

/// Links to the frames of all rows: `pattern` has one *, which stands for the step. Empty where no
/// such file is. Throws Error: no *, or no file for any row.
/// @param folder  where the page will be: links are relative to it
std::vector<std::string> frame_links(const TagSeries& series, const std::string& pattern,
                                     const std::string& folder);

}  // namespace clasp
