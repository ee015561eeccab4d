// SPDX-License-Identifier: MIT
#include "cli/approximate/approximate.h"

#include <filesystem>

#include "core/error.h"

#ifdef CLASP_WITH_FAISS
#include <faiss/IndexFlat.h>
#include <faiss/IndexScalarQuantizer.h>
#include <faiss/impl/IDSelector.h>
#include <faiss/index_io.h>

#include <algorithm>
#include <cmath>
#endif

namespace clasp {

std::string approximate_path(const std::string& index_path) {
  return index_path + ".faiss";
}

#ifdef CLASP_WITH_FAISS
namespace {

constexpr std::size_t kLeastRows = 1000;
constexpr std::size_t kRowsPerList = 39;      // FAISS' own least for k-means
constexpr std::size_t kTrainingPerList = 64;  // rows that k-means sees
constexpr std::size_t kLeastProbes = 8, kMostProbes = 64;
constexpr int kIterations = 10;
constexpr std::size_t kBlock = 16384;  // rows added at a time

/// Runs an action of FAISS; its exceptions become an Error that names the file.
template <class Action>
auto with_faiss(const std::string& path, const Action& action) {
  try {
    return action();
  } catch (const Error&) {
    throw;
  } catch (const std::exception& e) {
    std::string text = e.what();
    std::replace(text.begin(), text.end(), '\n', ' ');
    throw Error(path, "", "FAISS: " + text, "remove the file and make it again");
  }
}

/// @param flags  of faiss::read_index()
std::unique_ptr<faiss::IndexIVF> read_file(const std::string& path, const SearchIndex& index,
                                           int flags) {
  return with_faiss(path, [&] {
    std::unique_ptr<faiss::Index> file(faiss::read_index(path.c_str(), flags));
    if (dynamic_cast<faiss::IndexIVF*>(file.get()) == nullptr ||
        file->d != static_cast<int>(index.width()) ||
        static_cast<std::size_t>(file->ntotal) > index.size())
      throw Error(path, "", "not of '" + index.path() + "'", "remove the file and make it again");
    return std::unique_ptr<faiss::IndexIVF>(static_cast<faiss::IndexIVF*>(file.release()));
  });
}

void copy_rows(const SearchIndex& index, std::size_t begin, std::size_t step, std::size_t count,
               std::vector<float>& to) {
  to.clear();
  for (std::size_t i = 0; i < count; ++i) {
    const float* row = index.embedding(begin + i * step);
    to.insert(to.end(), row, row + index.width());
  }
}

void write_file(const faiss::IndexIVF& ivf, const std::string& path) {
  const std::string unfinished = path + ".unfinished";
  faiss::write_index(&ivf, unfinished.c_str());
  std::filesystem::rename(unfinished, path);
}

std::unique_ptr<faiss::IndexIVF> trained(const SearchIndex& index, const IndexProgress& progress) {
  const std::size_t n = index.size();
  if (n < kLeastRows)
    throw Error(index.path(), "", std::to_string(n) + " entries are too few for FAISS",
                "search without it: comparing all takes no time");
  const auto lists = std::min(static_cast<std::size_t>(4 * std::sqrt(double(n))), n / kRowsPerList);
  const int width = static_cast<int>(index.width());
  auto* lists_of = new faiss::IndexFlatIP(width);
  auto ivf = std::make_unique<faiss::IndexIVFScalarQuantizer>(
      lists_of, width, lists, faiss::ScalarQuantizer::QT_8bit, faiss::METRIC_INNER_PRODUCT);
  ivf->own_fields = true;  // of the quantizer that was just made
  ivf->cp.niter = kIterations;
  const std::size_t seen = std::min(n, lists * kTrainingPerList);
  std::vector<float> rows;
  copy_rows(index, 0, n / seen, seen, rows);
  progress("entries sorted into lists", 0, seen);
  ivf->train(static_cast<faiss::Index::idx_t>(seen), rows.data());
  progress("entries sorted into lists", seen, seen);
  return ivf;
}

/// What the filter lets pass and the query does not leave out.
struct Passing : faiss::IDSelector {
  Passing(const SearchIndex& i, const SearchOptions& o) : index(i), options(o) {}
  bool is_member(idx_t id) const override {
    return passes(index, static_cast<std::size_t>(id), options);
  }
  const SearchIndex& index;
  const SearchOptions& options;
};

}  // namespace

std::size_t update_approximate(const SearchIndex& index, const IndexProgress& progress) {
  const std::string path = approximate_path(index.path());
  const IndexProgress tell = progress ? progress : [](const char*, std::size_t, std::size_t) {};
  return with_faiss(path, [&] {
    if (!std::filesystem::exists(path)) write_file(*trained(index, tell), path);
    const auto ivf = read_file(path, index, 0);
    const auto before = static_cast<std::size_t>(ivf->ntotal);
    std::vector<float> rows;
    for (std::size_t row = before; row < index.size(); row += kBlock) {
      const std::size_t count = std::min(kBlock, index.size() - row);
      copy_rows(index, row, 1, count, rows);
      ivf->add(static_cast<faiss::Index::idx_t>(count), rows.data());
      tell("entries added for FAISS", row + count, index.size());
    }
    write_file(*ivf, path);
    return index.size() - before;
  });
}

struct ApproximateIndex::Implementation {
  const SearchIndex& index;
  std::unique_ptr<faiss::IndexIVF> ivf;
};

std::unique_ptr<ApproximateIndex> ApproximateIndex::open(const SearchIndex& index) {
  const std::string path = approximate_path(index.path());
  if (!std::filesystem::exists(path)) return nullptr;
  auto ivf = read_file(path, index, faiss::IO_FLAG_MMAP);
  if (static_cast<std::size_t>(ivf->ntotal) < index.size()) return nullptr;
  return std::unique_ptr<ApproximateIndex>(new ApproximateIndex(
      std::make_unique<Implementation>(Implementation{index, std::move(ivf)})));
}

std::vector<SearchHit> ApproximateIndex::search(const std::vector<float>& query,
                                                const SearchOptions& options,
                                                std::size_t probes) const {
  const auto& [index, ivf] = *implementation_;
  const std::size_t wanted = std::min(index.size(), std::max<std::size_t>(10 * options.k, 1000));
  Passing passing(index, options);
  faiss::SearchParametersIVF parameters;
  if (!options.filter.empty() || !options.leave_out.empty()) parameters.sel = &passing;
  parameters.nprobe =
      probes > 0 ? probes : std::clamp<std::size_t>(ivf->nlist / 32, kLeastProbes, kMostProbes);
  std::vector<float> cosines(wanted);
  std::vector<faiss::Index::idx_t> found(wanted);
  ivf->search(1, query.data(), static_cast<faiss::Index::idx_t>(wanted), cosines.data(),
              found.data(), &parameters);
  std::vector<std::size_t> rows;
  for (const auto row : found)
    if (row >= 0) rows.push_back(static_cast<std::size_t>(row));
  return rank_rows(index, query, options, rows);
}

#else

std::size_t update_approximate(const SearchIndex& index, const IndexProgress&) {
  throw Error(index.path(), "", "this clasp was built without FAISS",
              "install libfaiss-dev and build again, or search without it");
}

struct ApproximateIndex::Implementation {};

std::unique_ptr<ApproximateIndex> ApproximateIndex::open(const SearchIndex&) {
  return nullptr;
}

std::vector<SearchHit> ApproximateIndex::search(const std::vector<float>&, const SearchOptions&,
                                                std::size_t) const {
  return {};
}

#endif

ApproximateIndex::ApproximateIndex(std::unique_ptr<Implementation> implementation)
    : implementation_(std::move(implementation)) {}

ApproximateIndex::~ApproximateIndex() = default;

}  // namespace clasp
