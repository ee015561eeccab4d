// SPDX-License-Identifier: MIT
// What a CIF says, what is refused, and with which words.
#include "corpus/cif.h"

#include <gtest/gtest.h>

#include "core/error.h"
#include "corpus/cif_sites.h"
#include "unit/corpus/cif_texts.h"

namespace clasp {
namespace {

std::string message_for(const std::string& text, const std::string& block = {}) {
  try {
    read_cif(text, "x.cif", block);
  } catch (const Error& e) {
    return e.what();
  }
  return "no error";
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  if (at == std::string::npos) ADD_FAILURE() << from << " is not in the text";
  return text.replace(at, from.size(), to);
}

TEST(Cif, ReadsThePublication) {
  const auto entry = read_cif(rock_salt_cif("salt",
                                            "_publ_section_title\n;\n The structure\n of salt\n;\n"
                                            "_journal_paper_doi 10.1000/salt\n"
                                            "_journal_name_full 'J. Salt'\n_journal_year 1913\n"),
                              "x.cif")
                         .at(0);
  EXPECT_EQ(entry.block, "salt");
  EXPECT_EQ(entry.title, "The structure of salt");
  EXPECT_EQ(entry.doi, "10.1000/salt");
  EXPECT_EQ(entry.journal, "J. Salt");
  EXPECT_EQ(entry.year, 1913);
}

TEST(Cif, TakesThePublicationFromABlockOfItsOwn) {
  const auto entries = read_cif("data_global\n_publ_section_title 'Salts'\n" + rock_salt_cif("a") +
                                    rock_salt_cif("b", "", "K"),
                                "x.cif");
  ASSERT_EQ(entries.size(), 2u);
  EXPECT_EQ(entries[0].title, "Salts");
  EXPECT_EQ(entries[1].title, "Salts");
}

TEST(Cif, ReadsTheWantedBlockOnly) {
  const std::string text = rock_salt_cif("a") + rock_salt_cif("b", "", "K");
  const auto entries = read_cif(text, "x.cif", "b");
  ASSERT_EQ(entries.size(), 1u);
  EXPECT_EQ(entries[0].structure.sites[0].occupants[0].z, 19);
  EXPECT_EQ(message_for(text, "c"), "x.cif: no data block 'c'; name one that the file has");
}

TEST(Cif, ABadBlockDoesNotCostTheOthers) {
  const std::string bad = replaced(rock_salt_cif("bad"), "Cl 0.5", "Cl ?");
  std::vector<CifProblem> problems;
  const auto entries = read_cif(rock_salt_cif("good") + bad, "x.cif", {}, &problems);
  ASSERT_EQ(entries.size(), 1u);
  EXPECT_EQ(entries[0].block, "good");
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_EQ(problems[0].block, "bad");
}

TEST(Cif, SaysWhatIsWrong) {
  const std::string salt = rock_salt_cif();
  EXPECT_EQ(message_for(""),
            "x.cif: no atom sites; give a CIF with a cell and fractional coordinates");
  EXPECT_NE(message_for("Dear reader,\n").find("not a readable CIF"), std::string::npos);
  EXPECT_EQ(message_for(replaced(salt, "_cell_length_b 5.64", "_cell_length_b ?")),
            "x.cif: block 'salt': _cell_length_b: unreadable number '?'; write a number");
  EXPECT_EQ(message_for(replaced(salt, "_cell_length_b 5.64\n", "")),
            "x.cif: block 'salt': no cell (_cell_length_b is missing); give its three lengths and "
            "angles");
  EXPECT_EQ(message_for(replaced(salt, "_cell_length_b 5.64", "_cell_length_b 0")),
            "x.cif: block 'salt': cell without volume; check its lengths and angles");
  EXPECT_EQ(message_for(replaced(salt, "_cell_angle_beta 90", "_cell_angle_beta 180")),
            "x.cif: block 'salt': cell without volume; check its lengths and angles");
  EXPECT_EQ(message_for(replaced(salt, "Na 0 0 0", "Na 0 zero 0")),
            "x.cif: block 'salt': _atom_site_fract_y: unreadable number 'zero'; write a number");
  EXPECT_EQ(message_for(replaced(salt, "Na 0 0 0", "Zz 0 0 0")),
            "x.cif: block 'salt': site 'Zz': 'Zz' names no element; write its symbol");
  EXPECT_EQ(message_for(replaced(salt, "Cl 0.5 0.5 0.5", "K 0 0 0")),
            "x.cif: block 'salt': occupancies of one site sum to 2.000000; correct them, or the "
            "overlapping sites");
  EXPECT_NE(
      message_for(replaced(salt, "Cl 0.5 0.5 0.5", "Cl 0.5 0.5")).find("Wrong number of values"),
      std::string::npos);
}

TEST(Cif, MendsSmallFaults) {
  const std::string salt = rock_salt_cif();
  const auto sites = [](const std::string& text) {
    return read_cif(text, "x.cif").at(0).structure.sites.size();
  };
  EXPECT_EQ(
      sites(replaced(salt, "_cell_length_a", "_audit_author_name 'A. Author',\n_cell_length_a")),
      8u);
  EXPECT_EQ(sites(replaced(salt, "_cell_length_a", "_publ_x na\xC3\xAFve\n_cell_length_a")), 8u);
  EXPECT_EQ(sites(replaced(salt, "Cl 0.5 0.5 0.5", "Cl 1/2 1/2 1/2")), 8u);
  EXPECT_EQ(sites(replaced(salt, "_cell_length_b 5.64\n", "_symmetry_cell_setting cubic\n")), 8u);
  EXPECT_EQ(sites(replaced(salt, "_cell_length_a", "_cell_length_a 9\n_cell_length_a")), 8u);
}

TEST(Cif, KeepsTheLettersOfTitlesInFilesWithFaults) {
  const std::string title =
      "\xC3\x9C"
      "ber \xCE\xB1-phase: M\xC3\xBCller's salt";
  const std::string text = rock_salt_cif("salt", "_publ_section_title \"" + title + "\"\n");
  EXPECT_EQ(read_cif("\xEF\xBB\xBF" + text, "x.cif").at(0).title, title);
  EXPECT_EQ(read_cif(text + "_publ_author 'A. Author',\n", "x.cif").at(0).title, title);
}

TEST(Cif, PassesOverOperationsThatAreNone) {
  for (const char* none : {"?", "x,y", "x,y,x"}) {
    const std::string operations = std::string("_symmetry_equiv_pos_as_xyz '") + none + "'\n";
    EXPECT_EQ(read_cif(rock_salt_cif("salt", operations), "x.cif").at(0).structure.sites.size(), 8u)
        << none;
  }
}

TEST(Cif, TakesTheSettingOfRhombohedralGroupsFromTheCell) {
  const auto sites = [](const std::string& cell) {
    return read_cif("data_calcite\n" + cell +
                        "_symmetry_space_group_name_H-M 'R -3 c'\nloop_\n_atom_site_label\n"
                        "_atom_site_fract_x\n_atom_site_fract_y\n_atom_site_fract_z\nCa 0 0 0\n",
                    "x.cif")
        .at(0)
        .structure.sites.size();
  };
  EXPECT_EQ(sites("_cell_length_a 6.36\n_cell_length_b 6.36\n_cell_length_c 6.36\n"
                  "_cell_angle_alpha 46.1\n_cell_angle_beta 46.1\n_cell_angle_gamma 46.1\n"),
            2u);
  EXPECT_EQ(sites("_cell_length_a 4.99\n_cell_length_b 4.99\n_cell_length_c 17.06\n"
                  "_cell_angle_alpha 90\n_cell_angle_beta 90\n_cell_angle_gamma 120\n"),
            6u);
}

TEST(Cif, RefusesHugeExpansionsEarly) {
  std::string text = rock_salt_cif();
  for (int i = 0; i < 200; ++i)
    text += "H 0." + std::to_string(1001 + i) + " 0." + std::to_string(2003 + 3 * i) + " 0.3" +
            std::to_string(501 + 2 * i) + "\n";
  EXPECT_EQ(
      message_for(text),
      "x.cif: block 'salt': more than 20000 sites in the cell; check the symmetry operations");
}

TEST(CifNumber, DropsTheUncertainty) {
  double x = 0;
  for (const auto& [text, value] : {std::pair{"1.25(3)", 1.25},
                                    {"-0.5", -0.5},
                                    {"+2", 2.0},
                                    {".5", 0.5},
                                    {"1e-2", 0.01},
                                    {"3.(2)", 3.0},
                                    {".", 0.0},
                                    {"0.25(3", 0.25}}) {
    EXPECT_TRUE(parse_cif_number(text, &x)) << text;
    EXPECT_DOUBLE_EQ(x, value) << text;
  }
  for (const char* text : {"", "?", "abc", "1.2.3", "0.5x", "nan", "inf", "1("})
    EXPECT_FALSE(parse_cif_number(text, &x)) << text;
}

TEST(CifElement, IsReadFromSymbolsAndLabels) {
  for (const auto& [text, symbol] : {std::pair{"Fe3+", "Fe"},
                                     {"FE1", "Fe"},
                                     {"C12", "C"},
                                     {"CA2", "Ca"},
                                     {"D1", "D"},
                                     {"Ow1", "O"},
                                     {"Hw", "H"},
                                     {"Wat", "O"},
                                     {"O-H", "O"},
                                     {"OH1", ""},
                                     {"M1", "M1"}})
    EXPECT_EQ(element_in(text), symbol) << text;
}

TEST(SymmetryOperation, IsReadInAllSpellings) {
  const SymmetryOperation op = parse_operation(" -Y + 1/2, x-y , 0.25+Z");
  const Vec3 x = op({0.1, 0.2, 0.3});
  EXPECT_NEAR(x[0], 0.3, 1e-15);
  EXPECT_NEAR(x[1], -0.1, 1e-15);
  EXPECT_NEAR(x[2], 0.55, 1e-15);
}

}  // namespace
}  // namespace clasp
