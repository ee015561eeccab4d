// SPDX-License-Identifier: MIT
// What `clasp embed` and `clasp corpus ingest` add to the libraries they stand on: gemmi's parsing
// and spglib's search alone on the same files with the same tolerances, beside the two commands'
// own functions with everything they do (decompression, symmetry operations, database), all on one
// core; then embedding on all cores that the program may use.
// usage: clasp_corpus_cost MODEL PATH...     PATH: CIF files, folders, archives
#include <fmt/format.h>
#include <sched.h>
#include <spglib.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <ctime>
#include <gemmi/cif.hpp>

#include "cli/workers/structure_embedder.h"
#include "core/error.h"
#include "core/temporary_folder.h"
#include "corpus/cif.h"
#include "corpus/ingest.h"

namespace {

using namespace clasp;

constexpr int kMaxSites = 500;  // the commands' default
constexpr double kAllowedFactor = 1.3, kAllowedPerAtom = 10e-6;

/// CPU seconds of this process and of the workers that have ended, which other programs on the
/// machine hardly change.
double cpu_seconds() {
  timespec own{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &own);
  rusage workers{};
  getrusage(RUSAGE_CHILDREN, &workers);
  const auto microseconds = [](const timeval& t) {
    return 1e6 * static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec);
  };
  return static_cast<double>(own.tv_sec) + 1e-9 * static_cast<double>(own.tv_nsec) +
         1e-6 * (microseconds(workers.ru_utime) + microseconds(workers.ru_stime));
}

template <class Call>
double time_of(const Call& call) {
  const double start = cpu_seconds();
  call();
  return cpu_seconds() - start;
}

struct Libraries {
  std::int64_t files = 0, structures = 0, sites = 0;  ///< sites: as spglib gets them
  double gemmi = 0, spglib = 0;
};

void find_symmetry(const CifEntry& entry) {
  double lattice[3][3];
  for (int i = 0; i < 3; ++i)
    for (int k = 0; k < 3; ++k) lattice[k][i] = entry.structure.lattice[i][k];
  std::vector<Vec3> positions;
  for (const Site& site : entry.structure.sites) positions.push_back(site.frac);
  if (SpglibDataset* found = spgat_get_dataset(
          lattice, reinterpret_cast<double(*)[3]>(positions.data()), entry.kinds.data(),
          static_cast<int>(positions.size()), kSymprec, kAngleTolerance))
    spg_free_dataset(found);
}

/// The files' text is in memory, and the sites that spglib gets were made by read_cif(): neither is
/// timed.
Libraries time_libraries(const std::vector<std::string>& paths) {
  Libraries l;
  for_each_cif(paths, [&](const FoundFile& file) {
    ++l.files;
    l.gemmi += time_of([&] {
      try {
        gemmi::cif::Document document;
        tao::pegtl::memory_input<> in(file.text, file.path);
        gemmi::cif::parse_input(document, in);
      } catch (const std::exception&) {  // the commands reject it, or mend it and parse again
      }
    });
    try {
      for (const CifEntry& entry : read_cif(file.text, file.path)) {
        ++l.structures;
        l.sites += static_cast<std::int64_t>(entry.structure.sites.size());
        l.spglib += time_of([&] { find_symmetry(entry); });
      }
    } catch (const Error&) {  // rejected
    }
  });
  return l;
}

struct Embeddings {
  double time = 0, elapsed = 0;
  std::int64_t structures = 0, atoms = 0;  ///< atoms: of what was embedded
};

Embeddings time_embed(const ModelFile& model, const std::vector<std::string>& paths, int workers) {
  Embeddings e;
  const auto start = std::chrono::steady_clock::now();
  e.time = time_of([&] {
    StructureEmbedder embedder({&model}, {kMaxSites, workers, {}});
    for_each_cif(paths, [&](const FoundFile& file) {
      embedder.embed_cif(file, {}, [&](const Embedded& embedded) {
        e.structures += !embedded.rows.empty();
        e.atoms += embedded.rows.empty() ? 0 : embedded.entry.sites;
      });
    });
    embedder.finish();
  });
  e.elapsed = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return e;
}

double time_ingest(const std::vector<std::string>& paths) {
  const TemporaryFolder folder;
  IngestOptions options;
  options.paths = paths;
  options.threads = 1;
  return time_of([&] {
    Database db(folder.file("corpus.sqlite"), Database::Mode::kCreate);
    ingest(db, options);
  });
}

void run(const std::string& model_path, const std::vector<std::string>& paths) {
  cpu_set_t all, first;
  sched_getaffinity(0, sizeof all, &all);
  CPU_ZERO(&first);
  for (int core = 0; CPU_COUNT(&first) == 0; ++core)
    if (CPU_ISSET(core, &all)) CPU_SET(core, &first);
  sched_setaffinity(0, sizeof first, &first);

  const ModelFile model = ModelFile::open(model_path);
  const Libraries libraries = time_libraries(paths);
  const Embeddings embed = time_embed(model, paths, 1);
  const double ingest = time_ingest(paths);
  const double alone = libraries.gemmi + libraries.spglib;
  const double bound = kAllowedFactor * alone + kAllowedPerAtom * static_cast<double>(embed.atoms);

  fmt::print("{} files, {} structures of {:.0f} sites, {} embedded, of {:.0f} atoms\n",
             libraries.files, libraries.structures,
             static_cast<double>(libraries.sites) / static_cast<double>(libraries.structures),
             embed.structures,
             static_cast<double>(embed.atoms) / static_cast<double>(embed.structures));
  fmt::print("one core, CPU time             ms/structure  of the bound\n");
  const auto print = [&](const char* what, double time) {
    fmt::print("{:<30} {:>12.3f} {:>13.3f}\n", what,
               1e3 * time / static_cast<double>(libraries.structures), time / bound);
  };
  print("gemmi", libraries.gemmi);
  print("spglib", libraries.spglib);
  print("bound: 1.3 x both + 10 us/atom", bound);
  print("clasp embed", embed.time);
  print("clasp corpus ingest", ingest);

  sched_setaffinity(0, sizeof all, &all);
  if (CPU_COUNT(&all) == 1) return;
  const double on_all = time_embed(model, paths, CPU_COUNT(&all)).elapsed;
  fmt::print("clasp embed: {:.1f} s on one core, {:.1f} s on {}: {:.2f} times as fast\n",
             embed.elapsed, on_all, CPU_COUNT(&all), embed.elapsed / on_all);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    fmt::print(stderr, "usage: clasp_corpus_cost MODEL PATH...\n");
    return 2;
  }
  try {
    run(argv[1], {argv + 2, argv + argc});
  } catch (const std::exception& e) {
    fmt::print(stderr, "clasp_corpus_cost: {}\n", e.what());
    return 1;
  }
}
