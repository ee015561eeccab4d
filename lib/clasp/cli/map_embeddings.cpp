// SPDX-License-Identifier: MIT
// Embeddings of the structures on a map: made, kept half-way, or read.
#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <limits>
#include <memory>
#include <nlohmann/json.hpp>
#include <unordered_map>

#include "cli/map_corpus.h"
#include "cli/progress.h"
#include "cli/workers/structure_embedder.h"
#include "core/error.h"
#include "core/safetensors.h"
#include "core/write_file.h"

namespace clasp {
namespace {

constexpr float kUnknown = std::numeric_limits<float>::quiet_NaN();

/// Rows of an embedding that a killed command left: a line that says of what, then records of an id
/// and its row.
class PartialEmbeddings {
 public:
  PartialEmbeddings(const std::string& path, const std::string& key, std::size_t width)
      : path_(path), width_(width) {
    std::ifstream in(path, std::ios::binary);
    std::string head;
    std::size_t whole = 0;
    if (in && std::getline(in, head) && head == key) {
      whole = key.size() + 1;
      std::int64_t id = 0;
      std::vector<float> row(width);
      while (in.read(reinterpret_cast<char*>(&id), sizeof id) &&
             in.read(reinterpret_cast<char*>(row.data()),
                     static_cast<std::streamsize>(width * sizeof(float)))) {
        rows_[id] = row;
        whole += sizeof id + width * sizeof(float);
      }
    }
    in.close();
    std::error_code ignored;
    if (whole > 0) std::filesystem::resize_file(path, whole, ignored);
    file_.reset(std::fopen(path.c_str(), whole > 0 ? "ab" : "wb"));
    if (!file_) cannot_write(path, errno);
    if (whole == 0) write((key + "\n").data(), key.size() + 1);
  }

  /// Null if it is not there.
  const std::vector<float>* find(std::int64_t id) const {
    const auto found = rows_.find(id);
    return found == rows_.end() ? nullptr : &found->second;
  }

  void add(std::int64_t id, const std::vector<float>& row) {
    write(&id, sizeof id);
    write(row.data(), width_ * sizeof(float));
  }

 private:
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  void write(const void* data, std::size_t size) {
    if (std::fwrite(data, 1, size, file_.get()) != size) cannot_write(path_, errno);
  }

  std::string path_;
  std::size_t width_;
  std::unordered_map<std::int64_t, std::vector<float>> rows_;
  std::unique_ptr<std::FILE, Close> file_;
};

/// What embeddings are of: files that change get another one.
std::string key_of(const std::string& model, const std::string& database) {
  namespace fs = std::filesystem;
  return fmt::format("embeddings of {} by {}, {} bytes of {}", fs::absolute(database).string(),
                     fs::absolute(model).string(), fs::file_size(model),
                     fs::last_write_time(model).time_since_epoch().count());
}

}  // namespace

Table embed_structures(const ModelFile& model, const Database& db,
                       const std::vector<std::int64_t>& ids, const std::string& partial,
                       int threads) {
  const auto width = static_cast<std::size_t>(model.embedding_size());
  PartialEmbeddings kept(partial, key_of(model.name(), db.path()), width);
  std::unordered_map<std::int64_t, std::size_t> place;
  for (std::size_t i = 0; i < ids.size(); ++i) place[ids[i]] = i;
  Table result(ids.size(), width);
  Progress progress("structures embedded", static_cast<std::int64_t>(ids.size()));
  const auto put = [&](std::int64_t id, const std::vector<float>& row) {
    std::copy(row.begin(), row.end(), result.row(place[id]));
    progress.step();
  };
  StructureEmbedder embedder({&model}, {std::numeric_limits<int>::max(), threads, {}});
  db.for_each_structure([&](const StructureRow& row) {
    if (place.count(row.id) == 0) return;
    if (const auto* before = kept.find(row.id)) return put(row.id, *before);
    embedder.embed(row.structure, row.source, [&, id = row.id](const Embedded& embedded) {
      // without one where the model does not know an element: counted by the caller
      const std::vector<float> none(width, kUnknown);
      kept.add(id, embedded.rows.empty() ? none : embedded.rows.front());
      put(id, embedded.rows.empty() ? none : embedded.rows.front());
    });
  });
  embedder.finish();
  return result;
}

std::optional<Table> read_embeddings(const std::string& path,
                                     const std::vector<std::string>& sources) {
  const SafetensorsFile file = SafetensorsFile::open(path);
  if (!file.contains("embeddings")) return std::nullopt;
  const TensorView& view = file.at("embeddings");
  const auto ids = file.metadata().find("ids");
  if (view.shape.size() != 2 || ids == file.metadata().end())
    throw Error(path, "", "not a table of embeddings with ids", "make it with `clasp embed`");
  const auto names = nlohmann::json::parse(ids->second, nullptr, false);
  if (!names.is_array() || names.size() != static_cast<std::size_t>(view.shape[0]))
    throw Error(path, "metadata", "\"ids\" is not a list of one name per row",
                "make it with `clasp embed`");
  std::unordered_map<std::string, std::size_t> row_of;
  for (std::size_t r = 0; r < names.size(); ++r)
    if (names[r].is_string()) row_of[names[r]] = r;
  const std::vector<float> values = view.to_float();
  const auto width = static_cast<std::size_t>(view.shape[1]);
  Table result(sources.size(), width);
  std::size_t found = 0;
  for (std::size_t i = 0; i < sources.size(); ++i) {
    const auto row = row_of.find(sources[i]);
    found += row != row_of.end();
    for (std::size_t c = 0; c < width; ++c)
      result.row(i)[c] = row == row_of.end() ? kUnknown : values[row->second * width + c];
  }
  if (found == 0)
    throw Error(path, "", "none of its ids is the source of a structure in the corpus",
                "embed the same paths that the corpus was made from");
  return result;
}

}  // namespace clasp
