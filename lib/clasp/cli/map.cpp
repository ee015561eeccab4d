// SPDX-License-Identifier: MIT
// `clasp map`: the structures of a corpus as one page.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <memory>
#include <thread>

#include "cli/commands.h"
#include "cli/embedding_table.h"
#include "cli/map_corpus.h"
#include "cli/map_layout.h"
#include "cli/map_output.h"
#include "cli/map_trajectory.h"
#include "core/error.h"
#include "core/write_file.h"
#include "map/clusters.h"
#include "retrieval/calibration.h"
#include "text/prompts_file.h"
#include "text/text.h"

namespace clasp {
namespace {

constexpr double kMegabytesPer100000 = 25.0;
constexpr std::size_t kWordsInLabel = 3;
constexpr int kMostClusters = 100;

// the six of the paper's Table 1 and what its maps show, then classes that most corpora hold
const std::vector<std::string> kPrompts = {"ferromagnetic",           "ferroelectric",
                                           "semiconductor",           "electroluminescence",
                                           "thermoelectric",          "superconductor",
                                           "metal-organic framework", "zeolite",
                                           "perovskite oxide",        "covalent organic framework",
                                           "silicate mineral",        "intermetallic compound"};

struct MapOptions {
  std::string model, database, out, title, embeddings, compare, compare_title, prompts_file;
  std::string layout_file, trajectory, chemiscope, coordinates;
  std::vector<std::string> prompts;
  MapSelection selection;
  LayoutSettings layout;
  int clusters = 20;
  double megabytes = 0.0;
};

std::string base_name(const std::string& path) {
  return std::filesystem::path(path).filename().string();
}

/// A file of half-done work, beside what it is for; done() removes it.
std::string partial_name(const std::string& out, const char* what) {
  return out + "." + what + ".partial";
}

bool known(const Table& table, std::size_t row) {
  return std::isfinite(table.row(row)[0]);
}

/// Places of the points; `what` names the file that keeps them until the page is written, unless
/// --layout names one that stays.
Layout place(const MapOptions& o, const Table& points, const char* what, const char* ending) {
  const bool stays = !o.layout_file.empty();
  return lay_out_keeping(points, o.layout,
                         stays ? o.layout_file + ending : partial_name(o.out, what));
}

/// The rows that are known, and where they come from.
Table known_rows(const Table& table, std::vector<std::size_t>& rows) {
  Table result(0, table.cols);
  rows.clear();
  for (std::size_t r = 0; r < table.rows; ++r) {
    if (!known(table, r)) continue;
    rows.push_back(r);
    result.values.insert(result.values.end(), table.row(r), table.row(r) + table.cols);
  }
  result.rows = rows.size();
  return result;
}

std::vector<std::string> sources_of(const Database& db, const std::vector<std::int64_t>& ids) {
  std::vector<std::string> sources;
  for (const std::int64_t id : ids) sources.push_back(db.source_of(id));
  return sources;
}

void write_embeddings(const std::string& path, const Table& table,
                      const std::vector<std::string>& sources) {
  EmbeddingTable out;
  for (std::size_t r = 0; r < table.rows; ++r)
    if (known(table, r)) out.add(sources[r], {table.row(r), table.row(r) + table.cols});
  out.write(path, static_cast<int>(table.cols));
}

/// Embeddings of the structures, from --embeddings where that file exists; `ids` keeps those that
/// have one.
Table find_embeddings(const MapOptions& o, const ModelFile& model, const Database& db,
                      std::vector<std::int64_t>& ids) {
  const std::vector<std::string> sources = sources_of(db, ids);
  Table all;
  if (!o.embeddings.empty() && std::filesystem::exists(o.embeddings)) {
    const auto table = read_embeddings(o.embeddings, sources);
    if (!table || table->cols != static_cast<std::size_t>(model.embedding_size()))
      throw Error(o.embeddings, "", "does not hold embeddings by this model",
                  "make it with `clasp embed`, or name a file that is not there yet");
    all = *table;
  } else {
    all = embed_structures(model, db, ids, partial_name(o.out, "embeddings"), o.layout.threads);
    if (!o.embeddings.empty()) write_embeddings(o.embeddings, all, sources);
  }
  std::vector<std::size_t> rows;
  Table found = known_rows(all, rows);
  if (rows.size() < ids.size())
    fmt::print(stderr, "clasp: {} of {} structures have no embedding and are left out\n",
               ids.size() - rows.size(), ids.size());
  std::vector<std::int64_t> left;
  for (const std::size_t r : rows) left.push_back(ids[r]);
  if (left.empty())
    throw Error(o.model, "", "embeds none of the structures",
                "use a model that knows their elements");
  ids = left;
  return found;
}

std::vector<std::string> wanted_prompts(const MapOptions& o) {
  std::vector<std::string> texts = o.prompts;
  if (!o.prompts_file.empty()) {
    const auto more = read_prompts(o.prompts_file);
    texts.insert(texts.end(), more.begin(), more.end());
  }
  return texts.empty() ? kPrompts : texts;
}

/// What is wrong with them is better said before the long work than after it.
void check_inputs(const MapOptions& o) {
  namespace fs = std::filesystem;
  if (!o.embeddings.empty() && !fs::exists(o.embeddings) &&
      fs::path(o.embeddings).extension() != ".safetensors")
    throw Error(o.embeddings, "", "--embeddings writes safetensors only",
                "let the name end in .safetensors");
  if (!o.compare.empty()) SafetensorsFile::open(o.compare);
  if (!o.trajectory.empty()) check_trajectory(o.trajectory);
  if (!o.layout_file.empty()) check_layout(o.layout_file);
}

void add_prompts(const ModelFile& model, const std::vector<std::string>& texts,
                 const Matrix& prompts, const Table& embeddings, MapContents& contents) {
  for (int p = 0; p < prompts.rows; ++p) {
    MapPrompt prompt{texts[static_cast<std::size_t>(p)], cosines(embeddings, prompts.row(p)), {}};
    if (model.has_references()) {
      const Calibration calibration(model, prompts.row(p));
      const auto [low, high] = std::minmax_element(prompt.cosine.begin(), prompt.cosine.end());
      for (int i = 0; i < 256; ++i)
        prompt.percentile.push_back(calibration.percentile(*low + (*high - *low) * i / 255.0));
    }
    contents.prompts.push_back(std::move(prompt));
  }
}

void add_clusters(const MapOptions& o, const Table& components, MapContents& contents) {
  contents.cluster = cluster_points(components, o.clusters, o.selection.seed, o.layout.threads);
  const int count = *std::max_element(contents.cluster.begin(), contents.cluster.end()) + 1;
  std::vector<std::string> titles;
  for (const std::uint32_t p : contents.publication)
    titles.push_back(contents.publications[p].title);
  for (const auto& words : characteristic_words(titles, contents.cluster, count, kWordsInLabel))
    contents.cluster_labels.push_back(fmt::format("{}", fmt::join(words, ", ")));
}

/// The second embedding: a table, or a model that embeds the same structures.
void add_second(const MapOptions& o, const Database& db, const std::vector<std::int64_t>& ids,
                MapContents& contents) {
  const auto table = read_embeddings(o.compare, contents.source);
  const Table second = table ? *table
                             : embed_structures(ModelFile::open(o.compare), db, ids,
                                                partial_name(o.out, "compare"), o.layout.threads);
  std::vector<std::size_t> rows;
  const Table found = known_rows(second, rows);
  const Table places = place(o, found, "compare-layout", ".compare").places;
  contents.second.assign(2 * contents.size(), NAN);
  for (std::size_t r = 0; r < rows.size(); ++r)
    std::copy_n(places.row(r), 2,
                contents.second.begin() + static_cast<std::ptrdiff_t>(2 * rows[r]));
  contents.second_title = o.compare_title.empty() ? base_name(o.compare) : o.compare_title;
}

void remove_partial(const MapOptions& o) {
  for (const char* what : {"embeddings", "compare", "layout", "compare-layout"}) {
    std::error_code ignored;
    std::filesystem::remove(partial_name(o.out, what), ignored);
  }
}

void write(const MapOptions& o, const Database& db, const std::vector<std::int64_t>& ids,
           const MapContents& contents) {
  const double hundred_thousands = std::max(1.0, std::ceil(static_cast<double>(ids.size()) / 1e5));
  const double most =
      (o.megabytes > 0 ? o.megabytes : kMegabytesPer100000 * hundred_thousands) * 1e6;
  const MapPage page = map_page(contents, static_cast<std::size_t>(most));
  write_file_atomically(o.out, page.html.data(), page.html.size());
  if (!o.coordinates.empty()) write_coordinates(o.coordinates, contents);
  if (!o.chemiscope.empty()) write_chemiscope(o.chemiscope, db, ids, contents);
  fmt::print("{} structures in {} clusters, {:.1f} MB: {}\n", contents.size(),
             contents.cluster_labels.size(), static_cast<double>(page.html.size()) / 1e6, o.out);
  if (page.left_out > 0)
    fmt::print(
        "{} structures are too large for the page and have no 3-D view; --megabytes makes room\n",
        page.left_out);
}

void run(const MapOptions& o) {
  const ModelFile model = ModelFile::open(o.model);
  const Database db(o.database, Database::Mode::kRead);
  std::vector<std::int64_t> ids = select_structures(db, o.selection);
  check_inputs(o);
  const std::vector<std::string> texts = wanted_prompts(o);
  const Matrix prompts = PromptEncoder(model).embed(texts);
  const Table embeddings = find_embeddings(o, model, db, ids);
  MapContents contents;
  contents.title = o.title.empty() ? base_name(o.database) : o.title;
  contents.model = model.settings().name.empty() ? base_name(o.model) : model.settings().name;
  read_entries(db, ids, contents);
  add_prompts(model, texts, prompts, embeddings, contents);
  const Layout layout = place(o, embeddings, "layout", "");
  contents.places = layout.places.values;
  add_clusters(o, layout.components, contents);
  if (!o.compare.empty()) add_second(o, db, ids, contents);
  if (!o.trajectory.empty()) add_trajectory(o.trajectory, model, embeddings, contents);
  write(o, db, ids, contents);
  remove_partial(o);
}

void add_selection_options(CLI::App& app, MapOptions& o) {
  app.add_option("--split", o.selection.split, "Only this split: train, validation, test")
      ->check(CLI::IsMember({"train", "validation", "test"}));
  app.add_option("--sample", o.selection.sample, "Draw so many structures at random");
  app.add_option("--seed", o.selection.seed, "Of --sample and of the clusters")
      ->capture_default_str();
  app.add_flag("--packings", o.selection.packings, "Liquids and glasses of the corpus too");
}

void add_layout_options(CLI::App& app, MapOptions& o) {
  app.add_option("--clusters", o.clusters, "Clusters to find")
      ->capture_default_str()
      ->check(CLI::Range(1, kMostClusters));
  app.add_option("--perplexity", o.layout.perplexity, "Of t-SNE: neighbours that count")
      ->capture_default_str()
      ->check(CLI::Range(1.0, 1000.0));
  app.add_option("--iterations", o.layout.iterations, "Of t-SNE, after 250 early ones")
      ->capture_default_str()
      ->check(CLI::Range(0, 100000));
  app.add_option("--threads", o.layout.threads,
                 "Threads for neighbours, t-SNE and clusters; structures embedded at a time")
      ->capture_default_str()
      ->check(CLI::Range(1, 1024));
}

}  // namespace

void add_map_command(CLI::App& parent) {
  auto o = std::make_shared<MapOptions>();
  o->layout.threads = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  CLI::App* app =
      parent.add_subcommand("map", "Show the structures of a corpus as a map in a page");
  app->add_option("MODEL", o->model, "Model file with its text encoder")->required();
  app->add_option("DB", o->database, "Corpus file")->required();
  app->add_option("--out", o->out, "HTML file to write")->required();
  app->add_option("--prompt", o->prompts, "Text that colours the map (may be given many times)");
  app->add_option("--prompts", o->prompts_file, "File of such texts, one a line");
  app->add_option("--embeddings", o->embeddings,
                  "Embeddings of the structures (.safetensors): read where the file exists, "
                  "otherwise made and written");
  app->add_option("--layout", o->layout_file,
                  "Places of the structures (.safetensors): read where the file holds those of the "
                  "same embeddings, otherwise made and written");
  app->add_option("--compare", o->compare,
                  "Second embedding, shown beside the first: a table by `clasp embed`, or a model");
  app->add_option("--compare-title", o->compare_title, "What to call it");
  app->add_option("--trajectory", o->trajectory,
                  "Run drawn across the map: a tag file, or embeddings of its frames");
  app->add_option("--title", o->title, "Title of the page (default: DB)");
  app->add_option("--coordinates", o->coordinates, "CSV file of places and clusters");
  app->add_option("--chemiscope", o->chemiscope, "JSON file for chemiscope");
  app->add_option("--megabytes", o->megabytes,
                  "Most size of the page (default: 25 for each 100,000 structures)")
      ->check(CLI::PositiveNumber);
  add_selection_options(*app, *o);
  add_layout_options(*app, *o);
  app->set_config("--config", "", "Read options from a TOML file");
  app->footer("Example: clasp map model.safetensors corpus.sqlite --out map.html");
  app->callback([o] { run(*o); });
}

}  // namespace clasp
