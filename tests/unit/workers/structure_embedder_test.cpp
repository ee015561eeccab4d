// SPDX-License-Identifier: MIT
#include "cli/workers/structure_embedder.h"

#include <gtest/gtest.h>

#include "core/error.h"
#include "encoder/snapshot_encoder.h"
#include "support/reference_crystals.h"

namespace clasp {
namespace {

using clasp_test::reference_crystals;
using clasp_test::reference_path;

const ModelFile& model() {
  static const ModelFile file = ModelFile::open(reference_path("crystals_mask.safetensors"));
  return file;
}

std::string block(const std::string& name, const std::string& sites) {
  return "data_" + name +
         "\n_publ_section_title 'Of salt'\n_journal_paper_doi 10.1/2\n_journal_year 1999\n"
         "_cell_length_a 5.64\n_cell_length_b 5.64\n_cell_length_c 5.64\n_cell_angle_alpha 90\n"
         "_cell_angle_beta 90\n_cell_angle_gamma 90\nloop_\n_atom_site_label\n"
         "_atom_site_fract_x\n_atom_site_fract_y\n_atom_site_fract_z\n" +
         sites;
}
const char* const kSalt =
    "Na 0 0 0\nNa 0 .5 .5\nNa .5 0 .5\nNa .5 .5 0\nCl .5 0 0\nCl 0 .5 0\nCl 0 0 .5\nCl .5 .5 .5\n";

std::vector<Embedded> embed_cifs(const std::vector<FoundFile>& files, EmbedderOptions options,
                                 const std::string& named = {}) {
  StructureEmbedder embedder({&model()}, options);
  std::vector<Embedded> all;
  for (const FoundFile& file : files)
    embedder.embed_cif(file, named, [&](const Embedded& e) { all.push_back(e); });
  embedder.finish();
  return all;
}

EmbedderOptions workers(int n) {
  EmbedderOptions options;
  options.workers = n;
  return options;
}

TEST(StructureEmbedder, GivesTheVeryBitsOfTheEncoderInOrder) {
  const auto crystals = reference_crystals();
  std::vector<Embedded> results;
  StructureEmbedder embedder({&model(), &model()}, workers(3));
  for (const auto& crystal : crystals)
    embedder.embed(crystal.structure, "crystal " + std::to_string(&crystal - crystals.data()),
                   [&](const Embedded& e) { results.push_back(e); });
  embedder.finish();
  CrystalEncoder encoder(model());  // after the workers have begun
  ASSERT_EQ(results.size(), crystals.size());
  for (std::size_t i = 0; i < crystals.size(); ++i) {
    EXPECT_EQ(results[i].entry.source, "crystal " + std::to_string(i));
    ASSERT_EQ(results[i].rows.size(), 2U);
    EXPECT_EQ(results[i].rows[0], encoder.embed(crystals[i].structure, ""));
    EXPECT_EQ(results[i].rows[1], results[i].rows[0]);
  }
}

TEST(StructureEmbedder, TellsWhatTheCifTells) {
  const auto all = embed_cifs({{"salt.cif", block("a", kSalt)}}, workers(1));
  ASSERT_EQ(all.size(), 1U);
  const IndexEntry& entry = all[0].entry;
  EXPECT_EQ(entry.source, "salt.cif");
  EXPECT_EQ(entry.formula, "NaCl");
  EXPECT_EQ(entry.title, "Of salt");
  EXPECT_EQ(entry.doi, "10.1/2");
  EXPECT_EQ(entry.year, 1999);
  EXPECT_EQ(entry.sites, 8);
  EXPECT_EQ(entry.space_group, 225);
  EXPECT_EQ(entry.elements, (std::set<int>{11, 17}));
  EXPECT_EQ(all[0].rows.size(), 1U);
  EXPECT_EQ(all[0].reason, "");
}

TEST(StructureEmbedder, SaysWhyNot) {
  EmbedderOptions options = workers(2);
  options.max_sites = 7;
  const auto all =
      embed_cifs({{"large.cif", block("a", kSalt)},
                  {"none.cif", "no CIF"},
                  {"two.cif", block("bad", "Zz 0 0 0\n") + block("good", "Si 0 0 0\n")}},
                 options);
  ASSERT_EQ(all.size(), 4U);
  EXPECT_EQ(all[0].reason, "8 sites in the conventional cell, more than 7; raise --max-sites");
  EXPECT_NE(all[1].reason.find("not a readable CIF"), std::string::npos);
  EXPECT_EQ(all[2].entry.source, "two.cif#bad");
  EXPECT_NE(all[2].reason.find("names no element"), std::string::npos);
  EXPECT_EQ(all[3].entry.source, "two.cif");
  for (const Embedded& e : all) EXPECT_EQ(e.rows.empty(), !e.reason.empty());
}

TEST(StructureEmbedder, EmbedsTheBlockAskedForAndWhatIsWanted) {
  const FoundFile two{"two.cif", block("a", kSalt) + block("b", "Si 0 0 0\n")};
  const auto one = embed_cifs({two}, workers(1), "b");
  ASSERT_EQ(one.size(), 1U);
  EXPECT_EQ(one[0].entry.source, "two.cif#b");
  EXPECT_EQ(one[0].entry.formula, "Si");

  EmbedderOptions options = workers(1);
  options.wanted = [](const std::string& source) { return source == "two.cif#b"; };
  const auto both = embed_cifs({two}, options);
  ASSERT_EQ(both.size(), 2U);
  EXPECT_TRUE(both[0].rows.empty() && both[0].reason.empty());
  EXPECT_EQ(both[1].rows.size(), 1U);
}

}  // namespace
}  // namespace clasp
