// SPDX-License-Identifier: MIT
#include "cli/map_trajectory.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "cli/map_output.h"
#include "core/error.h"
#include "core/safetensors.h"
#include "map/nearest_points.h"
#include "pages/tag_series.h"
#include "text/text.h"

namespace clasp {
namespace {

constexpr std::size_t kLikest = 15;  ///< structures that say where a frame stands

float median(std::vector<float> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

/// Puts frame f, row f of `frames`, among the rows of `structures` that are nearest to it.
void place_frames(const Table& structures, const Table& frames, MapContents& contents) {
  const std::size_t k = std::min(kLikest, structures.rows);
  const NearestPoints near = nearest_points(structures, frames, k, false, 1);
  for (std::size_t f = 0; f < frames.rows; ++f) {
    std::vector<float> x, y;
    for (std::size_t j = f * k; j < (f + 1) * k; ++j) {
      x.push_back(contents.places[2 * static_cast<std::size_t>(near.index[j])]);
      y.push_back(contents.places[2 * static_cast<std::size_t>(near.index[j]) + 1]);
    }
    contents.trajectory[f].x = median(std::move(x));
    contents.trajectory[f].y = median(std::move(y));
  }
}

void add_tags(const std::string& path, const ModelFile& model, const Table& embeddings,
              MapContents& contents) {
  const TagSeries series = read_tag_file(path);
  const std::size_t prompts = series.prompts.size();
  const Matrix texts = PromptEncoder(model).embed(series.prompts);
  Table structures(embeddings.rows, prompts), frames(series.rows(), prompts);
  for (std::size_t p = 0; p < prompts; ++p) {
    const std::vector<float> column = cosines(embeddings, texts.row(static_cast<int>(p)));
    for (std::size_t r = 0; r < column.size(); ++r) structures.row(r)[p] = column[r];
  }
  for (std::size_t f = 0; f < series.rows(); ++f) {
    for (std::size_t p = 0; p < prompts; ++p)
      frames.row(f)[p] = static_cast<float>(series.cosine[f * prompts + p]);
    contents.trajectory.push_back(
        {series.step[f], series.time[f], series.tag_text(series.tag[f]), 0.0F, 0.0F});
  }
  place_frames(structures, frames, contents);
}

/// The number that a file name ends in ("dump.1200.cif" is 1200); its place in the table where
/// there is none.
std::int64_t step_of(const std::string& id, std::size_t row) {
  const std::string name = std::filesystem::path(id).stem().string();
  std::size_t begin = name.size();
  while (begin > 0 && std::isdigit(static_cast<unsigned char>(name[begin - 1]))) --begin;
  return begin < name.size() ? std::strtoll(name.c_str() + begin, nullptr, 10)
                             : static_cast<std::int64_t>(row);
}

void add_embedded(const std::string& path, const Table& embeddings, MapContents& contents) {
  const SafetensorsFile file = SafetensorsFile::open(path);
  Table frames;
  frames.cols = embeddings.cols;
  frames.values = file.floats("embeddings", {-1, static_cast<std::int64_t>(embeddings.cols)});
  frames.rows = frames.values.size() / frames.cols;
  const auto found = file.metadata().find("ids");
  const auto ids =
      nlohmann::json::parse(found == file.metadata().end() ? "" : found->second, nullptr, false);
  if (!ids.is_array() || ids.size() != frames.rows)
    throw Error(path, "metadata", "\"ids\" is not a list of one name per row",
                "make it with `clasp embed`");
  std::vector<std::pair<std::int64_t, std::size_t>> order;
  for (std::size_t r = 0; r < frames.rows; ++r)
    order.emplace_back(step_of(ids[r].is_string() ? ids[r].get<std::string>() : "", r), r);
  std::sort(order.begin(), order.end());
  Table sorted(frames.rows, frames.cols);
  for (std::size_t f = 0; f < order.size(); ++f) {
    std::copy_n(frames.row(order[f].second), frames.cols, sorted.row(f));
    contents.trajectory.push_back(
        {order[f].first, static_cast<double>(order[f].first), "", 0.0F, 0.0F});
  }
  place_frames(embeddings, sorted, contents);
}

bool is_table(const std::string& path) {
  return std::filesystem::path(path).extension() == ".safetensors";
}

}  // namespace

void check_trajectory(const std::string& path) {
  if (is_table(path))
    SafetensorsFile::open(path).at("embeddings");
  else
    read_tag_file(path);
}

void add_trajectory(const std::string& path, const ModelFile& model, const Table& embeddings,
                    MapContents& contents) {
  contents.trajectory_title = std::filesystem::path(path).filename().string();
  if (is_table(path))
    add_embedded(path, embeddings, contents);
  else
    add_tags(path, model, embeddings, contents);
}

}  // namespace clasp
