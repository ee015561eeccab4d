// SPDX-License-Identifier: MIT
#include "train/sweep.h"
#include "core/write_file.h"

#include <fmt/format.h>

#include <filesystem>

#include "core/error.h"
#include "core/model_file.h"
#include "core/safetensors.h"
#include "train/device.h"
#include "train/origin.h"

namespace clasp {
namespace {

using nlohmann::json;
namespace fs = std::filesystem;

const json::json_pointer kWords("/words/mean_roc_auc");

std::string number(const json& scores, const json::json_pointer& at) {
  return scores.contains(at) && scores.at(at).is_number()
             ? fmt::format("{:.4f}", scores.at(at).get<double>())
             : "";
}

/// The scores of a finished model, null if there is none.
json scores_of(const PretrainSettings& cell) {
  if (!fs::exists(cell.out)) return nullptr;
  const json about = ModelFile::open(cell.out).settings().about;
  PretrainSettings settings = cell;
  if (!cell.start.empty()) adopt(read_origin(cell.start), settings);
  if (about.value("course", json()) != course_of(settings))
    throw Error(cell.out, "", "was trained with other settings",
                "give those of the sweep's start, or another --out");
  return about.at("validation");
}

/// Trains a cell unless it is finished.
TrainingEnd train_cell(PretrainSettings cell, const PretrainOutput& output, const RankGroup& ranks,
                       json& scores) {
  const auto finished = [&] {
    return json::parse(ranks.told_by_first([&] { return scores_of(cell).dump(); }));
  };
  scores = finished();
  if (!scores.is_null()) return TrainingEnd::kDone;
  const std::string begun =
      ranks.told_by_first([&] { return fs::exists(cell.out + ".checkpoint") ? "yes" : ""; });
  cell.resume = !begun.empty();
  const TrainingEnd end = pretrain(cell, output, ranks);
  if (end == TrainingEnd::kDone) scores = finished();
  return end;
}

}  // namespace

TrainingEnd sweep(const SweepSettings& settings, const PretrainOutput& output,
                  const RankGroup& ranks, std::vector<SweepCell>& cells) {
  find_device(settings.pretrain, ranks);  // or an error, before anything is written
  const std::string folder = settings.out + ".cells";
  if (ranks.first()) fs::create_directories(folder);
  const auto cell_of = [&](PretrainSettings s, const SweepCell& cell, const char* suffix) {
    s.loss.margin = cell.margin;
    s.loss.scale = cell.scale;
    s.out = fmt::format("{}/m{}-s{}{}.safetensors", folder, cell.margin, cell.scale, suffix);
    if (s.cache.empty()) s.cache = settings.out;
    return s;
  };
  cells.clear();
  for (const double margin : settings.margins)
    for (const double scale : settings.scales) cells.push_back({margin, scale, nullptr, nullptr});
  for (auto& cell : cells) {
    if (ranks.first() && output.message)
      output.message(fmt::format("margin {}, scale {}", cell.margin, cell.scale));
    const PretrainSettings first = cell_of(settings.pretrain, cell, "");
    TrainingEnd end = train_cell(first, output, ranks, cell.pretrained);
    if (end == TrainingEnd::kDone && settings.finetune) {
      PretrainSettings second = cell_of(*settings.finetune, cell, "-finetuned");
      second.start = first.out;
      end = train_cell(second, output, ranks, cell.finetuned);
    }
    if (end != TrainingEnd::kDone) return end;
    const std::string csv = sweep_csv(cells);
    if (ranks.first()) write_file_atomically(settings.out, csv.data(), csv.size());
  }
  return TrainingEnd::kDone;
}

std::string sweep_csv(const std::vector<SweepCell>& cells) {
  std::string csv = "margin,scale";
  for (const char* stage : {"pretrained", "finetuned"})
    csv += fmt::format(",{0}_mean_roc_auc,{0}_recall_at_10,{0}_median_rank", stage);
  csv += '\n';
  for (const auto& cell : cells) {
    csv += fmt::format("{},{}", cell.margin, cell.scale);
    for (const auto* scores : {&cell.pretrained, &cell.finetuned})
      for (const char* at : {"/words/mean_roc_auc", "/retrieval/text_to_structure/R@10",
                             "/retrieval/text_to_structure/median_rank"})
        csv += "," + number(*scores, json::json_pointer(at));
    csv += '\n';
  }
  return csv;
}

std::string sweep_table(const SweepSettings& settings, const std::vector<SweepCell>& cells) {
  std::string table = fmt::format("{:>8}", "m \\ s");
  for (const double scale : settings.scales) table += fmt::format("{:>17}", scale);
  auto cell = cells.begin();
  for (const double margin : settings.margins) {
    table += fmt::format("\n{:>8}", margin);
    for (std::size_t k = 0; k < settings.scales.size(); ++k, ++cell) {
      const std::string before = number(cell->pretrained, kWords);
      const std::string after = number(cell->finetuned, kWords);
      table += fmt::format(
          "{:>17}", (before.empty() ? "-" : before) + (settings.finetune ? " / " + after : ""));
    }
  }
  return table + '\n';
}

}  // namespace clasp
