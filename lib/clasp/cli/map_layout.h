// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "map/layout.h"

namespace clasp {

/// Throws Error if there is a file of this name that lay_out_keeping() did not write.
void check_layout(const std::string& path);

/// lay_out() with progress, kept in the file `path`: a killed command goes on from there, and one
/// that finds its work done does nothing. What the file holds of other points or another perplexity
/// is overwritten. Throws as check_layout().
Layout lay_out_keeping(const Table& points, const LayoutSettings& settings,
                       const std::string& path);

}  // namespace clasp
