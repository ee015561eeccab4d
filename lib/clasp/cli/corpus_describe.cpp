// SPDX-License-Identifier: MIT
// clasp corpus describe, clasp corpus textbook: captions from facts instead of titles.
#include <fmt/core.h>

#include <map>
#include <memory>

#include "cli/corpus_verbs.h"
#include "cli/progress.h"
#include "corpus/captions.h"

namespace clasp {
namespace {

/// Puts captions of one source in place of those an earlier run made.
void replace_captions(Database& db, std::int64_t structure, const std::string& source,
                      const std::vector<std::string>& texts) {
  db.remove_captions(structure, source);
  for (const std::string& text : texts) db.add_caption({structure, 0, source, text});
}

void describe(const std::string& path) {
  Database db(path, Database::Mode::kWrite);
  std::map<std::int64_t, std::map<std::string, std::string>> labels;
  for (const LabelRow& l : db.labels()) labels[l.structure][l.name] = l.value;

  std::int64_t structures = 0, descriptions = 0, from_labels = 0;
  Progress progress("structures", db.count("structures"));
  Database::Transaction transaction(db);
  db.for_each_structure([&](const StructureRow& row) {
    progress.step();
    if (row.phase != Phase::kCrystal) return;
    const auto texts = describe_structure(row);
    replace_captions(db, row.id, "description", texts);
    ++structures;
    descriptions += static_cast<std::int64_t>(texts.size());
    const auto it = labels.find(row.id);
    if (it == labels.end()) return;
    const auto label_texts = describe_labels(it->second);
    replace_captions(db, row.id, "label", label_texts);
    from_labels += static_cast<std::int64_t>(label_texts.size());
  });
  transaction.commit();
  fmt::print("{} crystals: {} descriptions, {} captions from labels\n", structures, descriptions,
             from_labels);
}

struct TextbookOptions {
  std::string database;
  int packings = 0;
  int analogues = 0;
  std::uint64_t seed = 0;
};

std::int64_t add_entry(Database& db, const TextbookEntry& entry, const std::string& source) {
  const auto id = db.add_structure(entry.row);
  auto texts = entry.captions;
  texts.insert(texts.end(), entry.generic.begin(), entry.generic.end());
  replace_captions(db, id, source, texts);
  if (!entry.set.empty()) db.add_label({id, "set", entry.set});
  return id;
}

/// Returns how many packings came with the crystals.
std::int64_t add_crystals(Database& db, const std::vector<TextbookCrystal>& crystals,
                          const std::string& source) {
  std::int64_t packings = 0;
  Progress progress("crystals", static_cast<std::int64_t>(crystals.size()));
  for (const TextbookCrystal& c : crystals) {
    const auto parent = add_entry(db, c.crystal, source);
    for (TextbookEntry packing : c.packings) {
      packing.row.parent = parent;
      add_entry(db, packing, source);
      ++packings;
    }
    progress.step();
  }
  return packings;
}

void add_textbook(const TextbookOptions& options) {
  Database db(options.database, Database::Mode::kCreate);
  const auto crystals = textbook_crystals(options.packings, options.seed);
  const auto analogues = textbook_analogues(options.analogues, options.seed);
  Database::Transaction transaction(db);
  std::int64_t packings = add_crystals(db, crystals, "textbook");
  packings += add_crystals(db, analogues, "analogue");
  transaction.commit();
  fmt::print("{} textbook crystals, ", crystals.size());
  if (!analogues.empty()) fmt::print("{} analogues, ", analogues.size());
  fmt::print("{} packings of their atoms\n", packings);
}

}  // namespace

void add_corpus_describe(CLI::App& corpus) {
  auto* app = corpus.add_subcommand(
      "describe",
      "Caption every crystal from its structure (\"description\") and labels (\"label\")");
  const auto database = std::make_shared<std::string>();
  app->add_option("database", *database, "Corpus file")->required();
  app->footer("Example: clasp corpus describe corpus.sqlite");
  app->callback([database] { describe(*database); });
}

void add_corpus_textbook(CLI::App& corpus) {
  auto* app = corpus.add_subcommand(
      "textbook",
      "Add elements and common compounds in their known structures, liquids and glasses");
  const auto options = std::make_shared<TextbookOptions>();
  options->packings = 4;
  app->add_option("database", options->database, "Corpus file, made if missing")->required();
  app->add_option("--packings", options->packings, "Disordered packings of each substance")
      ->capture_default_str()
      ->check(CLI::NonNegativeNumber);
  app->add_option("--analogues", options->analogues,
                  "Hypothetical crystals like each: related elements in the same structure")
      ->capture_default_str()
      ->check(CLI::NonNegativeNumber);
  app->add_option("--seed", options->seed, "Seed of packings and analogues")->capture_default_str();
  app->footer("Example: clasp corpus textbook corpus.sqlite --packings 6");
  app->callback([options] { add_textbook(*options); });
}

}  // namespace clasp
