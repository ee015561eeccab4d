// SPDX-License-Identifier: MIT
#include "cli/map_layout.h"

#include <fmt/format.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>

#include "cli/progress.h"
#include "core/error.h"
#include "core/hash.h"
#include "core/safetensors.h"

namespace clasp {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::seconds kKeepEvery{10};
constexpr const char *kOf = "layout of", *kIteration = "iterations";

/// What a layout is of.
std::string key_of(const Table& points, const LayoutSettings& settings) {
  const std::size_t bytes = points.values.size() * sizeof(float);
  return fmt::format("{} points {:016x}, {} components, perplexity {}", points.rows,
                     hash_bytes(points.values.data(), bytes), settings.components,
                     settings.perplexity);
}

void write_state(const std::string& path, const std::string& key, const TsneState& state) {
  const auto tensor = [&](const std::vector<float>& values) {
    return TensorData::from_floats(values, {static_cast<std::int64_t>(values.size() / 2), 2});
  };
  write_safetensors(path,
                    {{"places", tensor(state.places.values)},
                     {"update", tensor(state.update)},
                     {"gain", tensor(state.gain)}},
                    {{kOf, key}, {kIteration, std::to_string(state.iteration)}});
}

/// A file that write_state() wrote; throws Error otherwise.
SafetensorsFile open_layout(const std::string& path) {
  SafetensorsFile file = SafetensorsFile::open(path);
  if (file.metadata().count(kOf) == 0 || file.metadata().count(kIteration) == 0)
    throw Error(path, "", "holds no layout of a map", "name a file that is not there yet");
  return file;
}

/// An empty state if there is no file, or one of something else.
TsneState read_state(const std::string& path, const std::string& key, std::size_t rows) {
  TsneState state;
  if (!std::filesystem::exists(path)) return state;
  const SafetensorsFile file = open_layout(path);
  if (file.metadata().at(kOf) != key) return state;
  const auto values = [&](const char* name) {
    return file.floats(name, {static_cast<std::int64_t>(rows), 2});
  };
  state.iteration = std::atoi(file.metadata().at(kIteration).c_str());
  state.places = Table(rows, 2);
  state.places.values = values("places");
  state.update = values("update");
  state.gain = values("gain");
  return state;
}

}  // namespace

void check_layout(const std::string& path) {
  if (std::filesystem::exists(path)) open_layout(path);
}

Layout lay_out_keeping(const Table& points, const LayoutSettings& settings,
                       const std::string& path) {
  const std::string key = key_of(points, settings);
  PartProgress report;
  Clock::time_point kept = Clock::now();
  LayoutHooks hooks;
  hooks.progress = [&](const char* what, std::size_t done, std::size_t total) {
    report.show(what, done, total);
  };
  hooks.keep = [&](const TsneState& state, bool finished) {
    if (!finished && Clock::now() - kept < kKeepEvery) return;
    write_state(path, key, state);
    kept = Clock::now();
  };
  return lay_out(points, settings, hooks, read_state(path, key, points.rows));
}

}  // namespace clasp
