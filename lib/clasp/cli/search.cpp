// SPDX-License-Identifier: MIT
// `clasp search`: structures by words, by structures, or by entries of the index.
#include <fmt/format.h>

#include <filesystem>
#include <memory>
#include <optional>

#include "cli/approximate/approximate.h"
#include "cli/commands.h"
#include "cli/indexing.h"
#include "cli/search_output.h"
#include "core/elements.h"
#include "core/error.h"
#include "core/formula.h"
#include "core/json_text.h"
#include "core/temporary_folder.h"
#include "corpus/space_group.h"
#include "encoder/snapshot_encoder.h"
#include "text/text.h"

namespace clasp {
namespace {

const std::map<std::string, Fold> kFolds = {
    {"none", Fold::kNone}, {"crystal", Fold::kCrystal}, {"paper", Fold::kPaper}};

using Vectors = std::vector<std::vector<float>>;

struct SearchCommand {
  std::string index, model;
  std::vector<std::string> texts, without, like, unlike, entries;
  std::string formula, space_group, sites, year;
  std::vector<std::string> elements, exclude;
  bool only = false, exact = false, as_json = false, as_csv = false;
  Fold fold = Fold::kCrystal;
  std::size_t k = 20, probes = 0;
  double threshold = -2.0, percentile = 0.0;
  IndexSources sources;

  bool asks_model() const {
    return !(texts.empty() && without.empty() && like.empty() && unlike.empty());
  }
};

std::set<int> atomic_numbers(const std::vector<std::string>& symbols, const char* option) {
  std::set<int> numbers;
  for (const auto& symbol : symbols) {
    const int z = atomic_number(symbol);
    if (z == 0) throw Error(option, "", "'" + symbol + "' is no element", "write symbols: Cu,O");
    numbers.insert(z);
  }
  return numbers;
}

/// "225", "195-230" or "Fm-3m".
Range space_groups(const std::string& text) {
  if (text.find_first_not_of("0123456789-") == std::string::npos)
    return Range::parse(text, "--spacegroup");
  const int number = space_group_number(text);
  if (number == 0)
    throw Error("--spacegroup", "", "'" + text + "' is no space group",
                "write a number, a range of numbers or a symbol: 225, 195-230, Fm-3m");
  return {number, number};
}

SearchFilter filter_of(const SearchCommand& c) {
  SearchFilter filter;
  filter.with = atomic_numbers(c.elements, "--elements");
  filter.without = atomic_numbers(c.exclude, "--exclude");
  filter.only = c.only;
  if (c.only && c.elements.empty())
    throw Error("--only", "", "no other elements than which?", "give --elements, too");
  if (!c.formula.empty()) filter.formula = reduced_formula(parse_formula(c.formula));
  if (!c.space_group.empty()) filter.space_group = space_groups(c.space_group);
  if (!c.sites.empty()) filter.sites = Range::parse(c.sites, "--sites");
  if (!c.year.empty()) filter.year = Range::parse(c.year, "--year");
  return filter;
}

/// The row whose source is the name, or the only one whose source holds it.
std::size_t find_entry(const SearchIndex& index, const std::string& name) {
  std::vector<std::size_t> found;
  for (std::size_t row = 0; row < index.size(); ++row) {
    if (index.source(row) == name) return row;
    if (found.size() < 2 && index.source(row).find(name) != std::string_view::npos)
      found.push_back(row);
  }
  if (found.size() == 1) return found[0];
  if (found.empty())
    throw Error(index.path(), "", "no entry '" + name + "'", "give a source that a search printed");
  throw Error(index.path(), "",
              fmt::format("'{}' fits several entries, '{}' and '{}' among them", name,
                          index.source(found[0]), index.source(found[1])),
              "give more of the source");
}

/// The model of the option or of the index: for what is asked in words or structures, and for
/// percentiles.
std::optional<ModelFile> open_model(const SearchCommand& c, const SearchIndex& index) {
  const std::string path = c.model.empty() ? index.model().path : c.model;
  if (c.model.empty() && !c.asks_model() && !std::filesystem::exists(path)) return {};
  ModelFile model = ModelFile::open(path);
  if (IndexModel::of(model).fingerprint != index.model().fingerprint)
    throw Error(path, "", "not the model that '" + index.path() + "' was made with",
                "give that one by --model, or make a new index");
  return model;
}

std::vector<float> query_of(const SearchCommand& c, const SearchIndex& index,
                            const ModelFile* model, std::set<std::size_t>& own) {
  Vectors with, without;
  const auto add_texts = [&](const std::vector<std::string>& texts, Vectors& to) {
    if (texts.empty()) return;
    const Matrix rows = PromptEncoder(*model).embed(texts);
    for (int r = 0; r < rows.rows; ++r) to.emplace_back(rows.row(r), rows.row(r) + rows.cols);
  };
  const auto add_structures = [&](const std::vector<std::string>& paths, Vectors& to) {
    for (const auto& path : paths)
      to.push_back(CrystalEncoder(*model).embed(read_one_structure(path), path));
  };
  add_texts(c.texts, with);
  add_texts(c.without, without);
  add_structures(c.like, with);
  add_structures(c.unlike, without);
  for (const auto& name : c.entries) {
    const std::size_t row = find_entry(index, name);
    own.insert(row);
    with.emplace_back(index.embedding(row), index.embedding(row) + index.width());
  }
  return combine_queries(with, without);
}

void print(const SearchCommand& c, const SearchResult& result) {
  if (c.as_json)
    fmt::print("{}\n", json_text(search_json(result), 2));
  else
    fmt::print("{}\n", c.as_csv ? search_csv(result) : search_table(result));
}

void search_in(const SearchCommand& c, const SearchIndex& index) {
  SearchOptions options;
  options.filter = filter_of(c);
  options.k = c.k;
  options.threshold = c.threshold;
  options.fold = c.fold;
  const auto model = open_model(c, index);
  const auto query = query_of(c, index, model ? &*model : nullptr, options.leave_out);
  const auto approximate = c.exact ? nullptr : ApproximateIndex::open(index);
  SearchResult result{
      index,
      approximate ? approximate->search(query, options, c.probes) : search(index, query, options),
      nullptr};
  if (model && model->has_references())
    result.calibration = std::make_unique<Calibration>(*model, query.data());
  if (c.percentile > 0) {
    if (!result.calibration)
      throw Error(index.model().path, "", "holds no reference embeddings for --percentile",
                  "use --threshold");
    while (!result.hits.empty() &&
           result.calibration->percentile(result.hits.back().cosine) < c.percentile)
      result.hits.pop_back();
  }
  print(c, result);
  if (result.hits.empty())
    fmt::print(stderr, "clasp: nothing found among {} entries\n", index.size());
}

/// Searches an index that is made for this alone.
void search_sources(const SearchCommand& c) {
  if (c.sources.empty())
    throw Error(c.index, "", "is a model: in which structures?",
                "give --corpus DB or --in PATH, or an index made by `clasp index`");
  const TemporaryFolder folder;
  const std::string path = folder.file("index");
  const ModelFile model = ModelFile::open(c.index);
  SearchIndexWriter writer(path, IndexModel::of(model));
  const IndexReport report = add_to_index(writer, model, c.sources);
  fmt::print(stderr, "clasp: {} structures embedded, {} left out; `clasp index` keeps them\n",
             report.added, report.rejected.size());
  search_in(c, SearchIndex::open(path));
}

void run(const SearchCommand& c) {
  if (c.texts.empty() && c.like.empty() && c.entries.empty())
    throw Error("clasp search", "", "nothing to search for",
                "give a text, --like FILE.cif or --entry SOURCE");
  filter_of(c);  // bad ones are told before long work
  if (SearchIndex::is_index(c.index)) return search_in(c, SearchIndex::open(c.index));
  search_sources(c);
}

void add_filters(CLI::App& app, SearchCommand& c) {
  app.add_option("--elements", c.elements, "Elements that must be there: Cu,O")
      ->allow_extra_args(false)
      ->delimiter(',');
  app.add_flag("--only", c.only, "No other elements than --elements");
  app.add_option("--exclude", c.exclude, "Elements that must not be there")
      ->allow_extra_args(false)
      ->delimiter(',');
  app.add_option("--formula", c.formula, "Reduced formula, elements in any order");
  app.add_option("--spacegroup", c.space_group, "Number, range of numbers, or symbol");
  app.add_option("--sites", c.sites, "Sites of the conventional cell: 8, 1-50, 100-");
  app.add_option("--year", c.year, "Year of publication: 1987, 2000-2010, -1990");
  app.add_option("--threshold", c.threshold, "Least cosine");
  app.add_option("--percentile", c.percentile,
                 "Least percentile among the model's reference crystals")
      ->check(CLI::Range(0.0, 100.0));
  app.add_option("--fold", c.fold, "Show the first alone of what is one crystal, or of one paper")
      ->default_str("crystal")
      ->transform(CLI::CheckedTransformer(kFolds).description("crystal, paper or none"));
}

}  // namespace

void add_search_command(CLI::App& parent) {
  auto* app = parent.add_subcommand("search", "Find structures by words or by structures");
  const auto c = std::make_shared<SearchCommand>();
  app->add_option("INDEX", c->index,
                  "Index made by `clasp index`, or a model with --corpus or --in")
      ->required();
  app->add_option("TEXT", c->texts, "What is wanted, in words; several are added up");
  app->add_option("--without", c->without, "What is not wanted, in words")->allow_extra_args(false);
  app->add_option("--like", c->like, "CIF file (or FILE#BLOCK) of a structure to resemble")
      ->allow_extra_args(false);
  app->add_option("--unlike", c->unlike, "CIF file of a structure not to resemble")
      ->allow_extra_args(false);
  app->add_option("--entry", c->entries, "Entry of the index to resemble: its source, or a part")
      ->allow_extra_args(false);
  app->add_option("-k", c->k, "How many to show")
      ->capture_default_str()
      ->check(CLI::PositiveNumber);
  add_filters(*app, *c);
  app->add_flag("--exact", c->exact, "Compare every entry, even where there is an INDEX.faiss");
  app->add_option("--probes", c->probes,
                  "Lists of INDEX.faiss to look into; 0: one in 32, 8 to 64");
  app->add_option("--model", c->model, "Model file, where it is not where the index says");
  app->add_option("--corpus", c->sources.corpus, "With a model: corpus to search in");
  app->add_option("--in", c->sources.paths, "With a model: CIF files, folders or archives")
      ->allow_extra_args(false);
  auto* json = app->add_flag("--json", c->as_json, "Print JSON");
  app->add_flag("--csv", c->as_csv, "Print CSV")->excludes(json);
  app->footer(
      "Example: clasp search materials.index superconductor --without cuprate --exclude O -k 5");
  app->callback([c] { run(*c); });
}

}  // namespace clasp
