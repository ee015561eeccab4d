// SPDX-License-Identifier: MIT
#include "cli/charts.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "pages/page.h"

namespace clasp {
namespace {

constexpr double kPanel = 200, kMargin = 44, kGap = 30;  // pixels
constexpr int kColumns = 3;

std::string svg(double width, double height, const std::string& title, const std::string& body) {
  return fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0:.0f} {1:.0f}\" width=\"{0:.0f}\" "
      "height=\"{1:.0f}\" role=\"img\">\n<title>{2}</title>\n<style>\n"
      "text {{ font: 12px sans-serif; fill: #222; }} .small {{ font-size: 10px; }}\n"
      ".frame, .chance {{ fill: none; stroke: #888; }} .chance {{ stroke-dasharray: 2 3; }}\n"
      ".trained {{ fill: none; stroke: #0b62a4; stroke-width: 2; }}\n"
      ".untrained {{ fill: none; stroke: #c05000; stroke-dasharray: 5 3; }}\n"
      ".violin {{ fill: #0b62a4; fill-opacity: 0.35; stroke: #0b62a4; }}\n"
      ".bar {{ stroke: #222; stroke-width: 4; }} .median {{ stroke: #222; stroke-width: 2; }}\n"
      "@media (prefers-color-scheme: dark) {{ svg {{ background: #151515; }} text {{ fill: #eee; "
      "}}\n"
      ".trained {{ stroke: #6ab7f5; }} .untrained {{ stroke: #ffa25c; }} .bar, .median {{ stroke: "
      "#eee; }} }}\n</style>\n{3}</svg>\n",
      width, height, html_escaped(title), body);
}

std::string text_at(double x, double y, const std::string& text, const char* anchor = "middle",
                    const char* kind = "") {
  return fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\" class=\"{}\">{}</text>\n",
                     x, y, anchor, kind, html_escaped(text));
}

/// The corners of a curve: points in the middle of a straight step say nothing.
std::string polyline(const std::vector<RocPoint>& curve, const char* kind, double x, double y) {
  std::string points;
  for (std::size_t i = 0; i < curve.size(); ++i) {
    const auto& p = curve[i];
    if (i > 0 && i + 1 < curve.size()) {
      const auto &before = curve[i - 1], &after = curve[i + 1];
      if ((before.false_positive_rate == p.false_positive_rate &&
           after.false_positive_rate == p.false_positive_rate) ||
          (before.true_positive_rate == p.true_positive_rate &&
           after.true_positive_rate == p.true_positive_rate))
        continue;
    }
    points += fmt::format("{:.2f},{:.2f} ", x + kPanel * p.false_positive_rate,
                          y + kPanel * (1 - p.true_positive_rate));
  }
  return fmt::format("<polyline class=\"{}\" points=\"{}\"/>\n", kind, points);
}

std::string panel_svg(const RocPanel& panel, double x, double y) {
  std::string body = fmt::format(
      "<rect class=\"frame\" x=\"{0}\" y=\"{1}\" width=\"{2}\" height=\"{2}\"/>\n"
      "<line class=\"chance\" x1=\"{0}\" y1=\"{3}\" x2=\"{4}\" y2=\"{1}\"/>\n",
      x, y, kPanel, y + kPanel, x + kPanel);
  body += polyline(panel.curves[1], "untrained", x, y) + polyline(panel.curves[0], "trained", x, y);
  body += text_at(x + kPanel / 2, y - 20, panel.title) +
          text_at(x + kPanel / 2, y - 6, panel.subtitle, "middle", "small");
  for (const double tick : {0.0, 0.5, 1.0})
    body +=
        text_at(x + kPanel * tick, y + kPanel + 12, fmt::format("{:g}", tick), "middle", "small") +
        text_at(x - 4, y + kPanel * (1 - tick) + 4, fmt::format("{:g}", tick), "end", "small");
  return body;
}

/// Density at a value; the kernel's width follows Scott, Multivariate Density Estimation (1992).
double density(const Distribution& d, double at, double width) {
  double sum = 0;
  for (const double v : d.values) {
    const double z = (at - v) / width;
    sum += std::exp(-0.5 * z * z);
  }
  return sum / (width * static_cast<double>(d.values.size()));
}

double kernel_width(const Distribution& d, double range) {
  const double mean = d.mean(), n = static_cast<double>(d.values.size());
  double square = 0;
  for (const double v : d.values) square += (v - mean) * (v - mean);
  const double deviation = n > 1 ? std::sqrt(square / (n - 1)) : 0.0;
  return std::max(deviation * std::pow(n, -0.2), 0.005 * range);
}

/// An axis from the least to the largest value, upwards.
struct Axis {
  double low, high, top, height;
  double y(double value) const { return top + height * (1 - (value - low) / (high - low)); }
};

std::string violin(const Distribution& d, const Axis& axis, double x, double half_width) {
  constexpr int kPoints = 80;
  const double width = kernel_width(d, axis.high - axis.low);
  const auto [least, most] = std::minmax_element(d.values.begin(), d.values.end());
  const double low = std::max(axis.low, *least - 2 * width);
  const double high = std::min(axis.high, *most + 2 * width);
  std::vector<std::pair<double, double>> outline;  // value, density
  double largest = 0;
  for (int i = 0; i <= kPoints; ++i) {
    const double value = low + (high - low) * i / kPoints;
    outline.emplace_back(value, density(d, value, width));
    largest = std::max(largest, outline.back().second);
  }
  std::string right, left;
  for (const auto& [value, height] : outline) {
    const double reach = half_width * height / largest;
    right += fmt::format("{:.2f},{:.2f} ", x + reach, axis.y(value));
    left = fmt::format("{:.2f},{:.2f} ", x - reach, axis.y(value)) + left;
  }
  const double median = axis.y(d.quantile(0.5));
  return fmt::format(
      "<polygon class=\"violin\" points=\"{}{}\"/>\n"
      "<line class=\"bar\" x1=\"{:.2f}\" y1=\"{:.2f}\" x2=\"{:.2f}\" y2=\"{:.2f}\"/>\n"
      "<line class=\"median\" x1=\"{:.2f}\" y1=\"{:.2f}\" x2=\"{:.2f}\" y2=\"{:.2f}\"/>\n",
      right, left, x, axis.y(d.quantile(0.25)), x, axis.y(d.quantile(0.75)), x - 12, median, x + 12,
      median);
}

}  // namespace

std::string roc_svg(const std::vector<RocPanel>& panels) {
  const int columns = std::min<int>(kColumns, static_cast<int>(panels.size()));
  const int rows = (static_cast<int>(panels.size()) + kColumns - 1) / kColumns;
  const double step_x = kPanel + kGap + 14, step_y = kPanel + kGap + 40;
  std::string body;
  for (std::size_t i = 0; i < panels.size(); ++i)
    body += panel_svg(panels[i], kMargin + step_x * static_cast<double>(i % kColumns),
                      kMargin + step_y * static_cast<double>(i / kColumns));
  const double width = kMargin + step_x * columns, height = kMargin + step_y * rows + 20;
  body += text_at(width / 2, height - 26,
                  "false positive rate (across), true positive rate (up); solid: the model, "
                  "dashed: untrained",
                  "middle", "small");
  return svg(width, height, "ROC curves of queries", body);
}

double Distribution::quantile(double q) const {
  std::vector<double> sorted = values;
  std::sort(sorted.begin(), sorted.end());
  const double place = q * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(place);
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  return sorted[below] + (place - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

double Distribution::mean() const {
  double sum = 0;
  for (const double v : values) sum += v;
  return sum / static_cast<double>(values.size());
}

std::string violin_svg(const std::vector<Distribution>& distributions, const std::string& axis) {
  constexpr double kColumn = 170, kHeight = 260;
  Axis a{distributions[0].values[0], distributions[0].values[0], kMargin, kHeight};
  for (const auto& d : distributions)
    for (const double v : d.values) {
      a.low = std::min(a.low, v);
      a.high = std::max(a.high, v);
    }
  if (a.high == a.low) a.high = a.low + 1;
  const double width = 2 * kMargin + kColumn * static_cast<double>(distributions.size());
  std::string body =
      fmt::format("<rect class=\"frame\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>\n", kMargin,
                  kMargin, width - 2 * kMargin, kHeight);
  for (int tick = 0; tick <= 4; ++tick) {
    const double value = a.low + (a.high - a.low) * tick / 4;
    body += text_at(kMargin - 4, a.y(value) + 4, fmt::format("{:.3g}", value), "end", "small");
  }
  for (std::size_t i = 0; i < distributions.size(); ++i) {
    const double x = kMargin + kColumn * (static_cast<double>(i) + 0.5);
    body += violin(distributions[i], a, x, 0.42 * kColumn);
    body +=
        text_at(x, kMargin + kHeight + 16, distributions[i].name) +
        text_at(x, kMargin + kHeight + 30,
                fmt::format("{} structures", distributions[i].values.size()), "middle", "small");
  }
  body += text_at(width / 2, kMargin - 12, axis);
  return svg(width, kMargin + kHeight + 44, axis + " of what scores highest", body);
}

}  // namespace clasp
