// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "core/model_file.h"
#include "map/table.h"
#include "pages/map_page.h"

namespace clasp {

/// Throws Error unless the file can be a run: a tag file, or a table of embeddings.
void check_trajectory(const std::string& path);

/// Draws a run across a map: each frame stands at the median place of the structures most like it.
/// Alike is what is near in the space of the embeddings, for a table of the frames' embeddings by
/// `clasp embed`; or what has like cosines with the prompts, for a tag file. Throws Error: neither.
void add_trajectory(const std::string& path, const ModelFile& model, const Table& embeddings,
                    MapContents& contents);

}  // namespace clasp
