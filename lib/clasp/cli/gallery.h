// SPDX-License-Identifier: MIT
// The structures of a corpus that a model is scored on, with their embeddings and their texts.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "core/model_file.h"
#include "corpus/database.h"
#include "text/text.h"

namespace clasp {

struct GalleryOptions {
  std::set<std::string> splits;    ///< empty: all
  std::set<std::string> captions;  ///< caption sources that count as titles
  std::string property;            ///< name of a label with numbers; empty: none
  int max_sites = 500;
  int threads = 0;  ///< 0: as many as the machine has cores
};

struct GalleryItem {
  std::string source;
  std::set<int> elements;  ///< atomic numbers
  int group = 0;           ///< equal for structures of one publication or parent
  std::vector<int> texts;  ///< indices of Gallery::texts
  double property = 0.0;   ///< NaN: none
};

struct Gallery {
  std::vector<GalleryItem> items;  ///< crystals with a text or with the property
  std::vector<std::string> texts;  ///< distinct
  std::vector<Matrix> embeddings;  ///< of the items, by every model
  std::int64_t without_text = 0;   ///< crystals of the splits left out: nothing but a note as title
  std::int64_t packings = 0;       ///< left out: liquids and glasses of textbook crystals
  std::int64_t not_embedded = 0;   ///< left out: too large, or of an element that a model lacks
  std::vector<std::string> splits;  ///< names found

  /// Indices of the items with a text, or with the property.
  std::vector<int> with_text() const;
  std::vector<int> with_property() const;
};

/// Reads and embeds. Throws Error if no structure of the splits has a text or the property.
Gallery read_gallery(const Database& db, const GalleryOptions& options,
                     const std::vector<const ModelFile*>& models);

/// The rows of a matrix with these indices.
Matrix rows_of(const Matrix& matrix, const std::vector<int>& rows);

}  // namespace clasp
