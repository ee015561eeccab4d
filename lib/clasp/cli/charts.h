// SPDX-License-Identifier: MIT
// Charts of evaluations as SVG, readable on light and dark pages.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "retrieval/scores.h"

namespace clasp {

/// One query: its ROC curve by a model and by the untrained one.
struct RocPanel {
  std::string title, subtitle;
  std::array<std::vector<RocPoint>, 2> curves;  ///< trained, untrained
};

/// Small charts of equal size, three in a row (Fig. 3 of the paper).
std::string roc_svg(const std::vector<RocPanel>& panels);

struct Distribution {
  std::string name;
  std::vector<double> values;  ///< at least one
  /// Value below which a share q of the values lies, linear in between.
  double quantile(double q) const;
  double mean() const;
};

/// Violins side by side over one axis (Fig. 4 of the paper): a Gaussian kernel estimate of the
/// density (bandwidth by Scott's rule) with a bar from the lower to the upper quartile and a tick
/// at the median.
std::string violin_svg(const std::vector<Distribution>& distributions, const std::string& axis);

}  // namespace clasp
