// SPDX-License-Identifier: MIT
#include "corpus/ingest.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <exception>
#include <map>
#include <mutex>
#include <system_error>
#include <thread>
#include <unordered_set>

#include "core/error.h"
#include "corpus/bounded_queue.h"
#include "corpus/cif.h"
#include "corpus/duplicates.h"
#include "corpus/files.h"

namespace clasp {
namespace {

constexpr std::size_t kQueueSize = 64;
constexpr std::size_t kFilesPerTransaction = 200;
constexpr std::int64_t kLargestLead = 1000;  ///< files parsed before the one to be written next

constexpr const char* kTooLarge = " sites in the conventional cell";

struct Task {
  std::int64_t number = 0;
  FoundFile file;
};

struct Accepted {
  StructureRow row;
  Publication publication;
};

/// All that one file gives.
struct ParsedFile {
  std::int64_t number = 0;
  std::string path;
  std::vector<Accepted> accepted;
  std::vector<std::pair<std::string, std::string>> rejected;  // source, reason
};

Accepted standardise(const CifEntry& entry, const std::string& path, int max_sites) {
  Accepted a;
  a.row.source = path + "#" + entry.block;
  a.row.structure =
      conventional_standard_cell(entry.structure, a.row.source, &a.row.space_group, entry.kinds);
  const auto n = a.row.structure.sites.size();
  if (n > static_cast<std::size_t>(max_sites))
    throw Error(a.row.source, "",
                std::to_string(n) + kTooLarge + ", the limit is " + std::to_string(max_sites),
                "raise --max-sites to accept it");
  a.row.formula = reduced_formula(a.row.structure);
  a.publication = {0, entry.doi, entry.title, entry.journal, entry.year};
  a.row.group = !entry.doi.empty() ? entry.doi : !entry.title.empty() ? entry.title : path;
  return a;
}

ParsedFile parse(const Task& task, int max_sites) {
  ParsedFile result;
  result.number = task.number;
  const std::string& path = result.path = task.file.path;
  if (!task.file.problem.empty()) {
    result.rejected.emplace_back(path, task.file.rejection());
    return result;
  }
  try {
    std::vector<CifProblem> problems;
    for (const CifEntry& entry : read_cif(task.file.text, path, {}, &problems)) {
      try {
        result.accepted.push_back(standardise(entry, path, max_sites));
      } catch (const Error& e) {
        result.rejected.emplace_back(path + "#" + entry.block, e.reason());
      }
    }
    for (const CifProblem& p : problems)
      result.rejected.emplace_back(path + "#" + p.block, p.reason);
  } catch (const Error& e) {
    result.rejected.emplace_back(path, e.reason());
  } catch (const std::bad_alloc&) {
    throw;  // says nothing about the file
  } catch (const std::exception& e) {
    result.rejected.emplace_back(path, e.what());
  }
  return result;
}

/// Whether what was refused may be accepted now: a file that could not be read, a structure beyond
/// a smaller limit.
bool deserves_another_look(const std::string& reason, int max_sites) {
  if (reason.rfind(kUnreadable, 0) == 0) return true;
  const auto digits = reason.find_first_not_of("0123456789");
  return digits != std::string::npos && digits > 0 && reason.find(kTooLarge) == digits &&
         std::stol(reason) <= max_sites;
}

/// The files that an earlier run accepted or rejected, by path without data block.
std::unordered_set<std::string> known_files(const Database& db, int max_sites) {
  std::unordered_set<std::string> known;
  const auto path_of = [](const std::string& source) {  // whole files are rejected without a block
    return is_cif(source) ? source : split_source(source).first;
  };
  const auto rejected = db.rejected();
  for (const auto& [id, source] : db.sources()) known.insert(path_of(source));
  for (const auto& [source, reason] : rejected) known.insert(path_of(source));
  for (const auto& [source, reason] : rejected)
    if (deserves_another_look(reason, max_sites)) known.erase(path_of(source));
  return known;
}

/// How far work may run ahead of what it waits for.
class Lead {
 public:
  /// Waits until `number` is at most kLargestLead beyond the last done(); false after stop().
  bool wait(std::int64_t number) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return stopped_ || number <= done_ + kLargestLead; });
    return !stopped_;
  }
  void done(std::int64_t number) {
    const std::lock_guard lock(mutex_);
    done_ = number;
    changed_.notify_all();
  }
  void stop() {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
    changed_.notify_all();
  }

 private:
  std::int64_t done_ = 0;
  bool stopped_ = false;
  std::mutex mutex_;
  std::condition_variable changed_;
};

/// A reading thread and some parsing threads; results come out in the order of the files.
class Pipeline {
 public:
  Pipeline(const Database& db, const IngestOptions& options)
      : options_(options),
        known_(known_files(db, options.max_sites)),
        tasks_(kQueueSize),
        results_(kQueueSize) {
    const int cores = static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
    active_ = options.threads > 0 ? options.threads : cores;
  }
  ~Pipeline() {
    lead_.stop();
    tasks_.close();
    results_.close();
    for (std::thread& t : threads_) t.join();
  }

  void start() {
    try {
      threads_.emplace_back([this] { read(); });
      for (int i = active_; i > 0; --i) threads_.emplace_back([this] { work(); });
    } catch (const std::system_error& e) {
      throw Error("ingest", "", std::string("cannot start all threads: ") + e.what(),
                  "give fewer with --threads");
    }
  }

  /// The next file's result; nothing at the end. Throws what stopped the reading or parsing, after
  /// the last result.
  std::optional<ParsedFile> next() {
    while (pending_.empty() || pending_.begin()->first != next_) {
      auto result = results_.pop();
      if (!result) {
        const std::lock_guard lock(failure_mutex_);
        if (failure_) std::rethrow_exception(failure_);
        return std::nullopt;
      }
      pending_.emplace(result->number, std::move(*result));
    }
    lead_.done(++next_);
    return std::move(pending_.extract(pending_.begin()).mapped());
  }
  std::int64_t known() const { return known_count_; }

 private:
  void read() {
    std::int64_t number = 0, met = 0;
    const auto wanted = [&](const std::string& path) {
      if (met++ % options_.shards != options_.shard - 1) return false;
      if (!known_.count(path)) return true;
      ++known_count_;
      return false;
    };
    const auto give = [&](FoundFile&& file) {
      if (!lead_.wait(number) || !tasks_.push({number, std::move(file)}))
        throw Error("ingest", "", "stopped");
      ++number;
    };
    try {
      for_each_cif(options_.paths, give, wanted);
    } catch (...) {
      fail();
    }
    tasks_.close();
  }
  void work() {
    try {
      while (auto task = tasks_.pop()) results_.push(parse(*task, options_.max_sites));
    } catch (...) {
      fail();
      results_.close();
    }
    if (--active_ == 0) results_.close();
  }
  /// Keeps the first exception for next(), which looks when the results have closed.
  void fail() {
    const std::lock_guard lock(failure_mutex_);
    if (!failure_) failure_ = std::current_exception();
  }

  const IngestOptions& options_;
  std::unordered_set<std::string> known_;
  Lead lead_;
  BoundedQueue<Task> tasks_;
  BoundedQueue<ParsedFile> results_;
  std::map<std::int64_t, ParsedFile> pending_;
  std::int64_t next_ = 0;
  std::atomic<std::int64_t> known_count_{0};
  std::atomic<int> active_{0};
  std::mutex failure_mutex_;
  std::exception_ptr failure_;
  std::vector<std::thread> threads_;
};

/// The one that writes, in small transactions.
class Writer {
 public:
  Writer(Database& db, const IngestOptions& options, IngestReport* report)
      : db_(db), skip_duplicates_(options.skip_duplicates), report_(*report), crystals_(db) {}

  void write(const std::vector<ParsedFile>& files) {
    Database::Transaction transaction(db_);
    for (const ParsedFile& file : files) {
      if (!file.accepted.empty()) db_.remove_rejected(file.path);  // could not be read then
      for (const Accepted& a : file.accepted) write(a);
      for (const auto& [source, reason] : file.rejected) reject(source, reason);
    }
    transaction.commit();
  }

 private:
  void write(const Accepted& a) {
    db_.remove_rejected(a.row.source);         // refused for its size under a smaller limit
    if (db_.has_source(a.row.source)) return;  // another block of the file deserved another look
    const std::int64_t original = crystals_.find_same(a.row);
    if (original != 0) ++report_.duplicates;
    if (original != 0 && skip_duplicates_)
      return reject(a.row.source, "the same crystal as '" + db_.source_of(original) + "'");
    ++report_.accepted;
    const auto id = db_.add_structure(a.row);
    if (original != 0)
      add_duplicate(db_, id, original);
    else
      crystals_.add(a.row, id);
    if (a.publication.title.empty()) return;
    db_.add_caption({id, db_.add_publication(a.publication), "title", a.publication.title});
  }
  void reject(const std::string& source, const std::string& reason) {
    db_.add_rejected(source, reason);
    ++report_.rejected;
  }

  Database& db_;
  bool skip_duplicates_;
  IngestReport& report_;
  CrystalIndex crystals_;
};

}  // namespace

IngestReport ingest(Database& db, const IngestOptions& options,
                    const std::function<void(const IngestReport&)>& progress) {
  IngestReport report;
  Pipeline pipeline(db, options);
  pipeline.start();
  Writer writer(db, options, &report);
  std::vector<ParsedFile> batch;
  std::exception_ptr failure;  // goes on once what came before it is committed
  for (bool more = true; more;) {
    std::optional<ParsedFile> file;
    try {
      file = pipeline.next();
    } catch (...) {
      failure = std::current_exception();
    }
    more = file.has_value();
    report.known = pipeline.known();
    if (file) {
      ++report.files;
      batch.push_back(std::move(*file));
      if (progress) progress(report);
    }
    if (!more || batch.size() == kFilesPerTransaction) {
      writer.write(batch);
      batch.clear();
    }
  }
  if (failure) std::rethrow_exception(failure);
  return report;
}

}  // namespace clasp
