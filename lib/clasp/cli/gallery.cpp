// SPDX-License-Identifier: MIT
#include "cli/gallery.h"

#include <fmt/format.h>

#include <cmath>
#include <cstdlib>
#include <limits>
#include <unordered_map>

#include "cli/progress.h"
#include "cli/workers/structure_embedder.h"
#include "core/error.h"

namespace clasp {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

/// Numbers of distinct texts, from 0 in the order of their coming.
class Numbers {
 public:
  int of(const std::string& text) {
    return number_.try_emplace(text, static_cast<int>(number_.size())).first->second;
  }

 private:
  std::unordered_map<std::string, int> number_;
};

/// Captions of the wanted sources and the property, by structure.
class Facts {
 public:
  Facts(const Database& db, const GalleryOptions& options) {
    for (auto& caption : db.captions())
      if (options.captions.count(caption.source) > 0 && !caption.text.empty())
        titles_[caption.structure].push_back(std::move(caption.text));
    if (options.property.empty()) return;
    for (const auto& label : db.labels()) {
      if (label.name != options.property) continue;
      char* end = nullptr;
      const double value = std::strtod(label.value.c_str(), &end);
      if (end != label.value.c_str() && *end == '\0') property_[label.structure] = value;
    }
  }
  const std::vector<std::string>& titles(std::int64_t id) const {
    static const std::vector<std::string> none;
    const auto it = titles_.find(id);
    return it == titles_.end() ? none : it->second;
  }
  double property(std::int64_t id) const {
    const auto it = property_.find(id);
    return it == property_.end() ? kNone : it->second;
  }

 private:
  std::unordered_map<std::int64_t, std::vector<std::string>> titles_;
  std::unordered_map<std::int64_t, double> property_;
};

class GalleryReader {
 public:
  GalleryReader(const Database& db, const GalleryOptions& options,
                const std::vector<const ModelFile*>& models)
      : options_(options),
        facts_(db, options),
        embedder_(models, {options.max_sites, options.threads, {}}) {
    for (const ModelFile* model : models)
      gallery.embeddings.push_back({0, model->embedding_size(), {}});
  }

  void add(const StructureRow& row) {
    if (!options_.splits.empty() && options_.splits.count(row.split) == 0) return;
    splits_.insert(row.split);
    if (row.phase != Phase::kCrystal) {
      ++gallery.packings;
      return;
    }
    const auto& titles = facts_.titles(row.id);
    if (titles.empty()) ++gallery.without_text;
    GalleryItem item;
    item.property = facts_.property(row.id);
    if (titles.empty() && std::isnan(item.property)) return;
    item.source = row.source;
    for (const auto& [z, amount] : composition(row.structure)) item.elements.insert(z);
    embedder_.embed(row.structure, row.source,
                    [this, item, &titles, group = row.group](const Embedded& embedded) {
                      add(item, titles, group, embedded.rows);
                    });
  }

  Gallery finish() {
    embedder_.finish();
    gallery.splits.assign(splits_.begin(), splits_.end());
    return std::move(gallery);
  }

 private:
  /// @param rows  embeddings by all models, or none
  void add(GalleryItem item, const std::vector<std::string>& titles, const std::string& group,
           const std::vector<std::vector<float>>& rows) {
    progress_.step();
    if (rows.empty()) {
      ++gallery.not_embedded;
      return;
    }
    item.group = groups_.of(group);
    for (const auto& title : titles) {
      item.texts.push_back(texts_.of(title));
      if (item.texts.back() == static_cast<int>(gallery.texts.size()))
        gallery.texts.push_back(title);
    }
    gallery.items.push_back(std::move(item));
    for (std::size_t m = 0; m < rows.size(); ++m) {
      auto& matrix = gallery.embeddings[m];
      matrix.values.insert(matrix.values.end(), rows[m].begin(), rows[m].end());
      ++matrix.rows;
    }
  }

  Gallery gallery;
  const GalleryOptions& options_;
  Facts facts_;
  Numbers groups_, texts_;
  std::set<std::string> splits_;
  Progress progress_{"structures"};
  StructureEmbedder embedder_;
};

template <class Wanted>
std::vector<int> indices(const std::vector<GalleryItem>& items, const Wanted& wanted) {
  std::vector<int> found;
  for (std::size_t i = 0; i < items.size(); ++i)
    if (wanted(items[i])) found.push_back(static_cast<int>(i));
  return found;
}

}  // namespace

std::vector<int> Gallery::with_text() const {
  return indices(items, [](const GalleryItem& item) { return !item.texts.empty(); });
}

std::vector<int> Gallery::with_property() const {
  return indices(items, [](const GalleryItem& item) { return !std::isnan(item.property); });
}

Gallery read_gallery(const Database& db, const GalleryOptions& options,
                     const std::vector<const ModelFile*>& models) {
  GalleryReader reader(db, options, models);
  db.for_each_structure([&](const StructureRow& row) { reader.add(row); });
  Gallery gallery = reader.finish();
  if (gallery.items.empty())
    throw Error(db.path(), "",
                fmt::format("no structure to score: {} crystals without a title, {} packings, {} "
                            "that cannot be embedded in the chosen splits",
                            gallery.without_text, gallery.packings, gallery.not_embedded),
                "choose other --split or --captions; `clasp corpus info` counts both");
  return gallery;
}

Matrix rows_of(const Matrix& matrix, const std::vector<int>& rows) {
  Matrix chosen{static_cast<int>(rows.size()), matrix.cols, {}};
  for (const int r : rows)
    chosen.values.insert(chosen.values.end(), matrix.row(r), matrix.row(r) + matrix.cols);
  return chosen;
}

}  // namespace clasp
