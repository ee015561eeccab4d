// SPDX-License-Identifier: MIT
#include "retrieval/search.h"

#include <algorithm>
#include <bitset>
#include <cmath>
#include <functional>
#include <queue>
#include <unordered_map>
#include <unordered_set>

#include "core/error.h"

namespace clasp {
namespace {

constexpr float kOut = -4.0F;       ///< below every cosine: a row that is not searched
constexpr double kRounding = 1e-5;  ///< of the first pass in single precision

/// The highest cosine first.
void sort_hits(std::vector<SearchHit>& hits) {
  std::sort(hits.begin(), hits.end(), [](const SearchHit& a, const SearchHit& b) {
    return a.cosine != b.cosine ? a.cosine > b.cosine : a.row < b.row;
  });
}

/// The first pass over an index: a cosine for every row, and how far it may be off.
class FirstPass {
 public:
  FirstPass(const SearchIndex& index, const std::vector<float>& query, const SearchOptions& options)
      : index_(index), query_(query), encoded_(query), cosine_(index.size(), kOut) {
    for (const auto& segment : index.segments()) {
      if (options.filter.empty() && options.leave_out.empty())
        scan(segment, 0, segment.rows);
      else
        scan_filtered(segment, options);
    }
  }

  /// Rows searched.
  std::size_t rows() const { return rows_; }

  /// The k rows of the highest cosine, exactly, but none below the threshold.
  std::vector<SearchHit> best(std::size_t k, double threshold) const {
    const double least = std::max(threshold, sure_cosine(k));
    std::vector<SearchHit> hits;
    for (const auto& segment : index_.segments())
      for (std::size_t i = 0; i < segment.rows; ++i) {
        const std::size_t row = segment.first + i;
        if (cosine_[row] == kOut || cosine_[row] + error(segment.bounds[i]) < least) continue;
        const double exact =
            dot_floats(segment.embeddings + i * index_.width(), query_.data(), index_.width());
        if (exact >= threshold) hits.push_back({row, exact, 0});
      }
    sort_hits(hits);
    if (hits.size() > k) hits.resize(k);
    return hits;
  }

 private:
  /// Largest difference of cosine_ from the exact cosine.
  double error(const CodeBounds& bounds) const {
    return double{bounds.residual} * encoded_.norm +
           (1.0 + double{bounds.residual} + kRounding) * encoded_.residual + kRounding;
  }

  /// A cosine that at least k rows reach for sure.
  double sure_cosine(std::size_t k) const {
    std::priority_queue<double, std::vector<double>, std::greater<>> best;
    for (const auto& segment : index_.segments())
      for (std::size_t i = 0; i < segment.rows; ++i) {
        if (cosine_[segment.first + i] == kOut) continue;
        const double sure = cosine_[segment.first + i] - error(segment.bounds[i]);
        if (best.size() == k && sure <= best.top()) continue;
        if (best.size() == k) best.pop();
        best.push(sure);
      }
    return best.size() < k || k == 0 ? -2.0 : best.top();
  }

  void scan(const SearchIndex::Segment& segment, std::size_t begin, std::size_t end) {
    constexpr std::size_t kBlock = 256;
    std::int32_t dots[kBlock];
    const std::size_t stride = code_stride(index_.width());
    for (; begin < end; begin += kBlock) {
      const std::size_t rows = std::min(kBlock, end - begin);
      dot_codes(segment.codes + begin * stride, rows, encoded_, dots);
      for (std::size_t i = 0; i < rows; ++i)
        cosine_[segment.first + begin + i] =
            segment.bounds[begin + i].scale * encoded_.scale * static_cast<float>(dots[i]);
      rows_ += rows;
    }
  }

  /// Successive rows that pass are scanned together.
  void scan_filtered(const SearchIndex::Segment& segment, const SearchOptions& options) {
    for (std::size_t begin = 0; begin < segment.rows;) {
      std::size_t end = begin;
      while (end < segment.rows && passes(index_, segment.first + end, options)) ++end;
      scan(segment, begin, end);
      begin = end + 1;
    }
  }

  const SearchIndex& index_;
  const std::vector<float>& query_;
  EncodedQuery encoded_;
  std::vector<float> cosine_;
  std::size_t rows_ = 0;
};

std::uint64_t family_of(const IndexRecord& record, Fold fold) {
  return fold == Fold::kCrystal ? record.crystal : record.group;
}

/// The first hit of every family, without the families of the rows left out.
std::vector<SearchHit> folded(const SearchIndex& index, const std::vector<SearchHit>& hits,
                              const SearchOptions& options) {
  std::unordered_set<std::uint64_t> seen;
  for (const std::size_t row : options.leave_out)
    seen.insert(family_of(index.record(row), options.fold));
  std::vector<SearchHit> first;
  for (const SearchHit& hit : hits)
    if (seen.insert(family_of(index.record(hit.row), options.fold)).second) first.push_back(hit);
  return first;
}

/// Tells the first of each family how many of the rows are folded into it.
class FoldedCount {
 public:
  FoldedCount(const SearchIndex& index, Fold fold, std::vector<SearchHit>& first) : fold_(fold) {
    for (SearchHit& hit : first) {
      const std::uint64_t family = family_of(index.record(hit.row), fold);
      hit_of_[family] = &hit;
      seen_.set(family % seen_.size());
    }
  }
  /// The hit that a row is folded into; null if there is none, or if it is the hit itself.
  SearchHit* find(const IndexRecord& record, std::size_t row) const {
    const std::uint64_t family = family_of(record, fold_);
    if (!seen_[family % seen_.size()]) return nullptr;  // most rows: no search in the map
    const auto it = hit_of_.find(family);
    return it == hit_of_.end() || it->second->row == row ? nullptr : it->second;
  }

 private:
  Fold fold_;
  std::bitset<4096> seen_;
  std::unordered_map<std::uint64_t, SearchHit*> hit_of_;
};

void count_folded(const SearchIndex& index, const SearchOptions& options,
                  std::vector<SearchHit>& first) {
  const FoldedCount count(index, options.fold, first);
  for (const auto& segment : index.segments())
    for (std::size_t i = 0; i < segment.rows; ++i)
      if (SearchHit* hit = count.find(segment.records[i], segment.first + i))
        hit->folded += passes(index, segment.first + i, options) ? 1 : 0;
}

int whole_number(const std::string& text, const std::string& all, const std::string& option) {
  if (text.empty() || text.size() > 9 || text.find_first_not_of("0123456789") != std::string::npos)
    throw Error(option, "", "'" + all + "' is no range", "write a number, 2-50, 2000- or -50");
  return std::stoi(text);
}

double normalised(std::vector<double>& x) {
  double square = 0;
  for (const double v : x) square += v * v;
  const double length = std::sqrt(square);
  for (double& v : x) v /= length > 0 ? length : 1.0;
  return length;
}

/// Takes the direction of a unit vector out of x.
void take_out(std::vector<double>& x, const std::vector<double>& unit) {
  double dot = 0;
  for (std::size_t i = 0; i < x.size(); ++i) dot += x[i] * unit[i];
  for (std::size_t i = 0; i < x.size(); ++i) x[i] -= dot * unit[i];
}

}  // namespace

Range Range::parse(const std::string& text, const std::string& option) {
  Range range;
  const auto dash = text.find('-');
  const std::string low = text.substr(0, dash);
  const std::string high = dash == std::string::npos ? low : text.substr(dash + 1);
  if (!low.empty()) range.low = whole_number(low, text, option);
  if (!high.empty()) range.high = whole_number(high, text, option);
  if ((low.empty() && high.empty()) || range.low > range.high)
    whole_number({}, text, option);  // no range
  return range;
}

bool SearchFilter::empty() const {
  return with.empty() && without.empty() && formula.empty() && space_group.all() && sites.all() &&
         year.all();
}

bool SearchFilter::passes(const IndexRecord& record) const {
  const auto wanted = element_bits(with), unwanted = element_bits(without);
  for (std::size_t i = 0; i < 2; ++i) {
    const std::uint64_t there = record.elements[i];
    if ((there & wanted[i]) != wanted[i] || (there & unwanted[i]) != 0) return false;
    if (only && there != wanted[i]) return false;
  }
  const auto in = [](const Range& range, int value) {
    return range.all() || (value > 0 && range.holds(value));
  };
  return in(space_group, record.space_group) && in(year, record.year) &&
         in(sites, static_cast<int>(record.sites));
}

bool passes(const SearchIndex& index, std::size_t row, const SearchOptions& options) {
  return options.filter.passes(index.record(row)) && options.leave_out.count(row) == 0 &&
         (options.filter.formula.empty() || index.entry(row).formula == options.filter.formula);
}

std::vector<SearchHit> rank_rows(const SearchIndex& index, const std::vector<float>& query,
                                 const SearchOptions& options,
                                 const std::vector<std::size_t>& rows) {
  std::vector<SearchHit> hits;
  for (const std::size_t row : rows) {
    const double cosine = dot_floats(index.embedding(row), query.data(), index.width());
    if (cosine >= options.threshold) hits.push_back({row, cosine, 0});
  }
  sort_hits(hits);
  auto first = options.fold == Fold::kNone ? hits : folded(index, hits, options);
  if (first.size() > options.k) first.resize(options.k);
  if (options.fold == Fold::kNone) return first;
  const FoldedCount count(index, options.fold, first);
  for (const SearchHit& other : hits)
    if (SearchHit* hit = count.find(index.record(other.row), other.row)) ++hit->folded;
  return first;
}

std::vector<SearchHit> search(const SearchIndex& index, const std::vector<float>& query,
                              const SearchOptions& options) {
  const FirstPass first_pass(index, query, options);
  if (options.fold == Fold::kNone) return first_pass.best(options.k, options.threshold);
  // Folding may leave fewer than k: then more are ranked.
  for (std::size_t ranked = 2 * options.k;; ranked *= 4) {
    const auto hits = first_pass.best(ranked, options.threshold);
    auto first = folded(index, hits, options);
    if (first.size() < options.k && hits.size() == ranked && ranked < first_pass.rows()) continue;
    if (first.size() > options.k) first.resize(options.k);
    count_folded(index, options, first);
    return first;
  }
}

std::vector<float> combine_queries(const std::vector<std::vector<float>>& with,
                                   const std::vector<std::vector<float>>& without) {
  constexpr double kLeast = 1e-4;
  std::vector<double> sum(with.at(0).size(), 0.0);
  for (const auto& part : with)
    for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += part[i];
  normalised(sum);
  std::vector<std::vector<double>> taken;  // orthogonal to each other
  for (const auto& part : without) {
    std::vector<double> direction(part.begin(), part.end());
    for (const auto& other : taken) take_out(direction, other);
    if (normalised(direction) < kLeast) continue;
    take_out(sum, direction);
    taken.push_back(std::move(direction));
  }
  if (normalised(sum) < kLeast)
    throw Error("query", "", "nothing is left of it without what is not wanted",
                "want and exclude different things");
  return {sum.begin(), sum.end()};
}

}  // namespace clasp
