// SPDX-License-Identifier: MIT
// `clasp report`: a tag file as a page and as a chart in the terminal.
#include <fmt/format.h>

#include <langinfo.h>
#include <clocale>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <memory>

#include "cli/commands.h"
#include "core/error.h"
#include "core/json_text.h"
#include "core/write_file.h"
#include "pages/report.h"

namespace clasp {
namespace {

constexpr int kChartWidth = 60;

struct ReportOptions {
  std::string tags, out, thermo, frames, title;
  std::vector<std::string> columns = {"Temp"};
  bool json = false;
};

bool terminal_knows_unicode() {
  std::setlocale(LC_CTYPE, "");
  return std::strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

void run(const ReportOptions& o) {
  ReportInput input;
  input.series = read_tag_file(o.tags);
  if (!o.thermo.empty()) input.thermo = read_thermo_log(o.thermo, o.columns);
  if (!o.frames.empty())
    input.frames =
        frame_links(input.series, o.frames, std::filesystem::path(o.out).parent_path().string());
  input.title = o.title.empty() ? o.tags : o.title;
  if (!o.out.empty()) {
    const std::string html = report_page(input);
    write_file_atomically(o.out, html.data(), html.size());
  }
  if (o.json)
    fmt::print("{}\n", json_text(report_summary(input.series), 2));
  else
    fmt::print("{}", report_text(input.series, kChartWidth, terminal_knows_unicode()));
}

}  // namespace

void add_report_command(CLI::App& parent) {
  auto o = std::make_shared<ReportOptions>();
  CLI::App* app = parent.add_subcommand("report", "Show a tag file as a page and as text");
  app->add_option("TAGS", o->tags, "Tag file, written by fix clasp/score")->required();
  app->add_option("--out", o->out, "HTML file to write");
  app->add_option("--thermo", o->thermo, "LAMMPS log file of the run, for its temperature");
  app->add_option("--column", o->columns, "Columns of the thermo output to show")
      ->capture_default_str();
  app->add_option("--frames", o->frames,
                  "Files of the frames, * stands for the step: 'dump.*.cfg'; linked to");
  app->add_option("--title", o->title, "Title of the page (default: TAGS)");
  app->add_flag("--json", o->json, "Print the intervals of tags as JSON");
  app->footer("Example: clasp report tags.csv --thermo log.lammps --out tags.html");
  app->callback([o] { run(*o); });
}

}  // namespace clasp
