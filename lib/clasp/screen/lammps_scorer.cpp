// SPDX-License-Identifier: MIT
#include "screen/lammps_scorer.h"

#include <fmt/format.h>

#include <filesystem>

#include "core/elements.h"
#include "core/error.h"
#include "core/safetensors.h"
#include "core/temporary_folder.h"
#include "core/write_file.h"

namespace clasp {
namespace {

constexpr double kBeyond = 0.01;  ///< Angstrom by which ghosts reach further than the graph

/// A file of prompts, a line each: no quoting could pass every wording through LAMMPS' input.
std::string write_prompts(const std::string& path, const std::vector<std::string>& prompts) {
  std::string text;
  for (const std::string& prompt : prompts) text += prompt + "\n";
  write_file_atomically(path, text.data(), text.size());
  return path;
}

/// An argument with any file name; a name with both kinds of quotes has no remedy but another name.
std::string in_quotes(const std::string& path) {
  return path.find('"') == std::string::npos ? '"' + path + '"' : "'" + path + "'";
}

}  // namespace

LammpsScorer::LammpsScorer(LammpsLibrary& lammps, Settings settings)
    : lammps_(lammps), settings_(std::move(settings)), type_of_z_(kElements + 1, 0) {
  for (std::size_t i = 0; i < settings_.elements.size(); ++i)
    type_of_z_[atomic_number(settings_.elements[i])] = static_cast<int>(i) + 1;
  set_up();
}

void LammpsScorer::load_plugin() {
  if (lammps_.has_style("compute", "clasp/embed")) return;
  if (!lammps_.has_style("command", "plugin"))
    throw Error(lammps_.path(), "", "has neither the styles of CLaSP nor the package PLUGIN",
                "name another LAMMPS with --lammps");
  if (std::error_code ignored; !std::filesystem::exists(settings_.plugin, ignored))
    throw Error(settings_.plugin, "", "no such plugin", "name claspplugin.so with --plugin");
  lammps_.command("plugin load " + in_quotes(settings_.plugin));
  if (!lammps_.has_style("compute", "clasp/embed"))
    throw Error(settings_.plugin, "", "was not accepted by " + lammps_.path(),
                "build the plugin for this LAMMPS (-DLAMMPS_DIR or -DCLASP_VENV)");
}

void LammpsScorer::set_up() {
  load_plugin();
  for (const char* line :
       {"units metal", "atom_style atomic", "atom_modify sort 0 0", "boundary p p p",
        "box tilt large", "region box prism 0 1 0 1 0 1 0 0 0"})
    lammps_.command(line);
  const auto& elements = settings_.elements;
  lammps_.command(fmt::format("create_box {} box", elements.size()));
  for (std::size_t i = 0; i < elements.size(); ++i)
    lammps_.command(fmt::format("mass {} {}", i + 1, atomic_mass(atomic_number(elements[i]))));
  lammps_.command("neighbor 0.0 nsq");
  lammps_.command(fmt::format("comm_modify cutoff {}", settings_.cutoff + kBeyond));
  lammps_.command("thermo_style custom step");
  lammps_.command(fmt::format("compute e all clasp/embed {} {}", in_quotes(settings_.model),
                              fmt::join(elements, " ")));
  const TemporaryFolder folder;
  lammps_.command("fix s all clasp/score 1 e prompts/file " +
                  in_quotes(write_prompts(folder.file("prompts"), settings_.prompts)));
  lammps_.command("delete_atoms group all compress no");  // no rank is past this before all are
}

std::vector<int> LammpsScorer::types_of(const Snapshot& snapshot) const {
  std::vector<int> types;
  types.reserve(snapshot.z.size());
  for (const int z : snapshot.z) {
    types.push_back(type_of_z_[z]);
    if (types.back() == 0)
      throw Error(snapshot.id, "",
                  fmt::format("the model does not know element {}", element_symbol(z)),
                  "see `clasp model info` for the elements it knows");
  }
  return types;
}

PromptScores LammpsScorer::score(const Snapshot& snapshot) {
  const std::vector<int> types = types_of(snapshot);
  const LammpsBox box = lammps_box(snapshot);
  const Mat3& c = box.cell;
  const auto boundary = [&](int k) { return box.periodic[k] ? 'p' : 'f'; };
  const int prompts = static_cast<int>(settings_.prompts.size());
  std::vector<double> values;
  try {
    lammps_.command("delete_atoms group all compress no");
    lammps_.command(
        fmt::format("change_box all xy final 0 xz final 0 yz final 0 boundary {} {} {} "
                    "x final 0 {} y final 0 {} z final 0 {} xy final {} xz final {} yz final {}",
                    boundary(0), boundary(1), boundary(2), c[0][0], c[1][1], c[2][2], c[1][0],
                    c[2][0], c[2][1]));
    lammps_.create_atoms(types, box.positions);
    lammps_.command("run 0 post no");
    values = lammps_.fix_vector("s", 2 * prompts);
  } catch (const Error& e) {
    lammps_.reset();  // one that stopped in the middle of a run is not to be used again
    set_up();
    throw Error(snapshot.id, "", e.what());
  }
  return {{values.begin(), values.begin() + prompts}, {values.begin() + prompts, values.end()}};
}

}  // namespace clasp
