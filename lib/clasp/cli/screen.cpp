// SPDX-License-Identifier: MIT
// `clasp screen`: dumps, extended XYZ and CIF files in, a table ranked by likeness to prompts out.
#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <memory>
#include <unordered_set>

#include "cli/commands.h"
#include "cli/progress.h"
#include "core/elements.h"
#include "core/error.h"
#include "core/json_text.h"
#include "core/safetensors.h"
#include "core/write_file.h"
#include "corpus/files.h"
#include "screen/screening.h"
#include "text/prompts_file.h"
#include "text/text.h"

namespace clasp {
namespace {

struct ScreenOptions {
  std::string model, out, rejected, prompts_file, elements, shard = "1/1";
  std::string lammps = CLASP_LAMMPS_LIBRARY, plugin = CLASP_PLUGIN_FILE;
  std::vector<std::string> paths, prompts, merge;
  double tag = 95.0;
  int by = 1, top = 0;
};

std::vector<std::string> all_prompts(const ScreenOptions& o) {
  std::vector<std::string> prompts = o.prompts;
  if (!o.prompts_file.empty())
    for (std::string& prompt : read_prompts(o.prompts_file)) prompts.push_back(std::move(prompt));
  if (prompts.empty())
    throw Error("clasp screen", "", "no prompts", "give --prompt TEXT or --prompts FILE");
  for (const std::string& prompt : prompts) {
    const std::size_t first = prompt.find_first_not_of(" \t");
    if (first == std::string::npos || prompt[first] == '#' ||
        prompt.find_first_of("\n\r") != std::string::npos)
      throw Error("--prompt", "", "'" + prompt + "' is empty, begins with # or has several lines",
                  "write one line of words");
  }
  return prompts;
}

TypeElements type_elements(const std::string& list) {
  TypeElements elements;
  for (std::size_t begin = 0; begin < list.size();) {
    const std::size_t end = std::min(list.find(',', begin), list.size());
    const std::string name = list.substr(begin, end - begin);
    elements.push_back(atomic_number(name));
    if (elements.back() == 0 && name != "NULL")
      throw Error("--elements", "", "'" + name + "' is no element",
                  "give one symbol per atom type, such as Si,O; NULL leaves a type out");
    begin = end + 1;
  }
  return elements;
}

Shard parse_shard(const std::string& text) {
  Shard shard;
  char rest = 0;
  if (std::sscanf(text.c_str(), "%d/%d%c", &shard.shard, &shard.shards, &rest) != 2 ||
      shard.shard < 1 || shard.shard > shard.shards)
    throw Error("--shard", "", "is '" + text + "'", "give i/n with i from 1 to n");
  --shard.shard;
  return shard;
}

void check_by(int by, int prompts) {
  if (by > prompts)
    throw Error("--by", "", fmt::format("is {}, but there are {} prompts", by, prompts),
                "give the number of a prompt, from 1");
}

/// All that decides what a row of the table says.
nlohmann::json settings_of(const ScreenOptions& o, const std::vector<std::string>& prompts) {
  namespace fs = std::filesystem;
  return {
      {"clasp screen", 1},
      {"the model",
       {o.model, fs::file_size(o.model), fs::last_write_time(o.model).time_since_epoch().count()}},
      {"the prompts", prompts},
      {"--elements", o.elements},
      {"--shard", o.shard},
      {"the paths", o.paths}};
}

/// Beside the table; nothing where that is no file of its own.
std::string journal_path(const std::string& out) {
  return out.empty() || is_device(out) ? "" : out + ".partial";
}

std::vector<std::string> files_of(const ScreenOptions& o) {
  std::vector<std::string> files;
  std::unordered_set<std::string> known;
  for (std::string& file : list_files(o.paths, is_snapshot_file))
    if (known.insert(file).second) files.push_back(std::move(file));
  if (files.empty())
    throw Error(
        o.paths.front(), "", "holds no dump, extended XYZ or CIF file",
        "give files named .dump, .lammpstrj, .xyz, .extxyz or .cif, or name them one by one");
  return files;
}

void write_table(const ScreenTable& table, const ScreenOptions& o) {
  const std::string text = table.csv(o.by, static_cast<std::size_t>(o.top));
  if (o.out.empty())
    std::fwrite(text.data(), 1, text.size(), stdout);
  else
    write_file_atomically(o.out, text.data(), text.size());
}

void list_rejected(const std::vector<RejectedSnapshot>& rejected, const ScreenOptions& o) {
  constexpr std::size_t kShown = 20;
  if (!o.rejected.empty()) {
    std::string rows;
    for (const RejectedSnapshot& r : rejected)
      rows += json_text({{"id", r.id}, {"reason", r.reason}}) + "\n";
    return write_file_atomically(o.rejected, rows.data(), rows.size());
  }
  for (std::size_t i = 0; i < std::min(kShown, rejected.size()); ++i)
    fmt::print(stderr, "clasp: {}: {}\n", rejected[i].id, rejected[i].reason);
  if (rejected.size() > kShown)
    fmt::print(stderr, "clasp: and {} more; --rejected FILE lists them\n",
               rejected.size() - kShown);
}

void report(ScreenJournal& journal, const std::vector<std::string>& prompts,
            const ScreenOptions& o) {
  ScreenTable table(o.model, o.tag, prompts);
  for (const ScreenedSnapshot& row : journal.rows()) table.add(row);
  const std::size_t rejected = journal.rejected().size();
  if (table.size() == 0 && rejected > 0 && o.rejected.empty()) {
    const RejectedSnapshot first = journal.rejected().front();
    journal.remove();
    throw Error(
        o.out.empty() ? "clasp screen" : o.out, "",
        "nothing could be screened: " + first.id + ": " + first.reason +
            (rejected > 1 ? fmt::format(" (and {} more; --rejected FILE lists them)", rejected - 1)
                          : ""));
  }
  list_rejected(journal.rejected(), o);
  write_table(table, o);
  fmt::print(o.out.empty() ? stderr : stdout, "{} screened, {} rejected{}\n", table.size(),
             rejected, o.out.empty() ? "" : ": " + o.out);
  journal.remove();
}

void screen(const ScreenOptions& o, LammpsLibrary& lammps) {
  const std::vector<std::string> prompts = all_prompts(o);
  check_by(o.by, static_cast<int>(prompts.size()));
  const TypeElements elements = type_elements(o.elements);
  const Shard shard = parse_shard(o.shard);
  const std::vector<std::string> files = files_of(o);
  const bool first_rank = lammps.rank() == 0;
  const ModelFile model = ModelFile::open(o.model);
  const TextEncoder encoder = TextEncoder::from_model(model);
  for (const std::string& prompt : prompts) {
    bool cut = false;
    encoder.tokenize(prompt, &cut);
    if (cut && first_rank)
      fmt::print(stderr, "clasp: prompt \"{}\": longer than {} tokens, the rest is cut\n", prompt,
                 model.settings().text.max_tokens);
  }
  // every rank reads what is there before the first one writes: LAMMPS starts on all together
  ScreenJournal journal(journal_path(o.out), settings_of(o, prompts));
  LammpsScorer scorer(lammps, {o.plugin, o.model, model.settings().elements,
                               model.settings().graph.cutoff, prompts});
  if (first_rank) journal.begin_writing();
  {
    Progress progress("structures");
    screen_files(files, elements, shard, scorer, first_rank, journal, [&](std::size_t file) {
      progress.show(static_cast<std::int64_t>(journal.rows().size()),
                    fmt::format("{} rejected, file {} of {}", journal.rejected().size(), file + 1,
                                files.size()));
    });
  }
  if (first_rank) report(journal, prompts, o);
}

void run(const ScreenOptions& o) {
  if (!o.merge.empty()) {
    const ScreenTable table = ScreenTable::merged(o.merge);
    check_by(o.by, table.prompts());
    return write_table(table, o);
  }
  if (o.model.empty() || o.paths.empty())
    throw Error("clasp screen", "", "no model or nothing to screen",
                "give MODEL and PATH..., or --merge TABLE...");
  if (o.lammps.empty())
    throw Error("--lammps", "", "is not given, and this build knows no LAMMPS",
                "name LAMMPS' shared library");
  LammpsLibrary lammps(o.lammps);
  try {
    screen(o, lammps);
  } catch (...) {
    // rank 0 says what went wrong, and mpiexec ends the others; they speak if it does not
    constexpr int kPatience = 5;  // seconds
    if (lammps.rank() > 0) sleep(kPatience);
    throw;
  }
  lammps.finish();
}

}  // namespace

void add_screen_command(CLI::App& parent) {
  auto o = std::make_shared<ScreenOptions>();
  CLI::App* app = parent.add_subcommand(
      "screen", "Rank structures and snapshots by their likeness to prompts, with LAMMPS");
  app->add_option("MODEL", o->model, "Model file");
  app->add_option("PATH", o->paths,
                  "LAMMPS dumps, extended XYZ and CIF files, compressed or not, folders, archives");
  app->add_option("--prompt", o->prompts, "Text to compare with (may be repeated)")
      ->allow_extra_args(false);
  app->add_option("--prompts", o->prompts_file, "Text file: a line is a prompt, # a comment");
  app->add_option("--out", o->out, "CSV to write (default: standard output)");
  app->add_option("--by", o->by, "Number of the prompt to rank by")
      ->capture_default_str()
      ->check(CLI::PositiveNumber);
  app->add_option("--tag", o->tag, "Percentile that the best prompt must reach to be the tag")
      ->capture_default_str()
      ->check(CLI::Range(0.0, 100.0));
  app->add_option("--top", o->top, "Write this many rows (0: all)")
      ->capture_default_str()
      ->check(CLI::NonNegativeNumber);
  app->add_option("--elements", o->elements,
                  "Elements of a dump's atom types, such as Si,O (default: its column element)");
  app->add_option("--shard", o->shard, "i/n: screen the i-th of n parts")->capture_default_str();
  app->add_option("--merge", o->merge, "Join these tables of shards instead of screening");
  app->add_option("--rejected", o->rejected,
                  "JSON lines of what could not be screened, with the reason");
  app->add_option("--lammps", o->lammps, "LAMMPS' shared library")->capture_default_str();
  app->add_option("--plugin", o->plugin, "Plugin for a LAMMPS without the styles")
      ->capture_default_str();
  app->set_config("--config", "", "Read options from a TOML file");
  app->footer(
      "Example: mpiexec -n 4 clasp screen model.safetensors --prompt zeolite cifs/ run.dump --out "
      "found.csv");
  app->callback([o] { run(*o); });
}

}  // namespace clasp
