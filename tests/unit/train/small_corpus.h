// SPDX-License-Identifier: MIT
// A small corpus of cubic crystals, and what a short training on it needs.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "core/elements.h"
#include "corpus/database.h"
#include "support/temporary_folder.h"
#include "train/settings.h"

namespace clasp::test {

inline Structure rock_salt(int cation, int anion, double a) {
  Structure s;
  s.lattice = lattice_from_parameters(a, a, a, 90, 90, 90);
  for (const Vec3 f : {Vec3{0, 0, 0}, Vec3{0, .5, .5}, Vec3{.5, 0, .5}, Vec3{.5, .5, 0}})
    s.sites.push_back({f, {{cation, 1.0}}});
  for (const Vec3 f : {Vec3{.5, 0, 0}, Vec3{0, .5, 0}, Vec3{0, 0, .5}, Vec3{.5, .5, .5}})
    s.sites.push_back({f, {{anion, 1.0}}});
  return s;
}

inline Structure fcc(int z, double a) {
  Structure s = rock_salt(z, z, a);
  s.sites.resize(4);
  return s;
}

inline std::int64_t add_structure(Database& db, const std::string& source, const Structure& s,
                                  const std::string& group, const std::string& split,
                                  Phase phase = Phase::kCrystal, std::int64_t parent = 0) {
  StructureRow row;
  row.source = source;
  row.formula = reduced_formula(s);
  row.phase = phase;
  row.parent = parent;
  row.group = group;
  row.structure = s;
  const auto id = db.add_structure(row);
  db.set_split(id, split);
  return id;
}

/// Titled salts (two of them in one paper), labelled superconductors, and textbook metals with a
/// melt each; every fifth is for validation.
inline void make_small_corpus(const std::string& path) {
  Database db(path, Database::Mode::kCreate);
  Database::Transaction transaction(db);
  int n = 0;
  const auto split = [&] { return ++n % 5 == 0 ? "validation" : "train"; };
  for (const int cation : {3, 11, 19, 37, 55})
    for (const int anion : {9, 17, 35, 53}) {
      const std::string name =
          std::string(element_name(cation)) + " " + std::string(element_name(anion));
      const std::string where = split();
      const auto id = add_structure(db, "salt/" + name, rock_salt(cation, anion, 4 + 0.02 * anion),
                                    "10.1/" + name, where);
      db.add_caption({id, 0, "title", "Crystal structure and properties of " + name});
      db.add_caption(
          {id, 0, "description", "cubic halide of " + std::string(element_name(cation))});
    }
  for (const int z : {13, 22, 23, 40, 41, 50, 73, 82}) {
    const std::string where = split();
    const auto id = add_structure(db, "sc/" + std::to_string(z), rock_salt(z, 7, 4.3),
                                  "parent" + std::to_string(z), where);
    db.add_caption({id, 0, "label", z % 2 ? "superconductor" : "not superconducting"});
    db.add_label({id, "set", "superconductors_3dsc"});
    db.add_label({id, "tc_kelvin", z % 2 ? "4.2" : "0.0"});
  }
  for (const int z : {28, 29, 46, 47, 78, 79}) {
    const std::string name(element_name(z)), where = split();
    const auto id = add_structure(db, "textbook/" + name, fcc(z, 3.9), name, where);
    db.add_caption({id, 0, "textbook", "fcc " + name});
    db.add_caption({id, 0, "textbook", name + " metal"});
    Structure melt = supercell(fcc(z, 4.1), 2, 2, 2);
    for (std::size_t i = 0; i < melt.sites.size(); ++i) melt.sites[i].frac[i % 3] += 0.06;
    const auto packing =
        add_structure(db, "textbook/" + name + "/liquid", melt, name, where, Phase::kLiquid, id);
    db.add_caption({packing, 0, "textbook", "liquid"});
    db.add_caption({packing, 0, "textbook", "molten " + name});
  }
  transaction.commit();
}

/// A training of a second or two on the small corpus in `folder`.
inline PretrainSettings small_training(const std::string& folder, const std::string& out) {
  PretrainSettings s;
  s.database = folder + "/corpus.sqlite";
  s.text_encoder = std::string(CLASP_SOURCE_DIR) + "/tests/reference/data/tiny_bert";
  s.reading.max_tokens = 24;
  s.out = folder + "/" + out;
  s.cache = folder + "/cache";
  s.batch = 16;
  s.steps = 20;
  s.validate_epochs = 0;
  s.references = 20;
  s.network.convolutions = 2;
  s.network.embedding_size = 32;
  s.network.text_hidden = 32;
  s.draws = {{"title", "", 1.0, 0}, {"label", "", 0.0, 6}, {"textbook", "", 2.0, 0}};
  return s;
}
inline PretrainSettings small_training(const TemporaryFolder& folder, const std::string& out) {
  return small_training(folder.path(), out);
}

}  // namespace clasp::test
