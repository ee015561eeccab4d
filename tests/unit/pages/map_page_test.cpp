// SPDX-License-Identifier: MIT
// The map's page: what is packed into it, and how large it becomes.
#include "pages/map_page.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>

#include "pages/page.h"

namespace {

using clasp::MapContents;
using clasp::packed_structure;
using clasp::Structure;

Structure chain(int sites) {
  Structure s;
  s.lattice = {{{10, 0, 0}, {0, 5, 0}, {0, 0, 4}}};
  for (int i = 0; i < sites; ++i)
    s.sites.push_back({{static_cast<double>(i) / sites, 0.25, -0.5}, {{14, 1.0}}});
  return s;
}

MapContents contents(std::size_t n) {
  MapContents c;
  c.title = "t";
  c.model = "m";
  c.cluster_labels = {"a", "b"};
  c.prompts.push_back({"zeolite", {}, {}});
  c.properties.push_back({"density", "g", {}});
  c.publications.push_back({"A </script> title\twith a tab", "", "", 0});
  for (std::size_t i = 0; i < n; ++i) {
    c.places.insert(c.places.end(), {static_cast<float>(i), -1.0F});
    c.cluster.push_back(static_cast<int>(i % 2));
    c.prompts[0].cosine.push_back(0.1F);
    c.properties[0].value.push_back(NAN);
    c.source.push_back("s");
    c.formula.push_back("Si");
    c.publication.push_back(0);
    c.structures.push_back(packed_structure(chain(static_cast<int>(i) + 1)));
  }
  return c;
}

template <class Number>
Number number_at(const std::string& bytes, std::size_t at) {
  Number value;
  std::memcpy(&value, bytes.data() + at, sizeof value);
  return value;
}

TEST(PackedStructure, HoldsCellAndSites) {
  Structure s = chain(2);
  s.sites[1].occupants = {{8, 0.4}, {9, 0.6}};
  const std::string bytes = packed_structure(s);
  ASSERT_EQ(bytes.size(), 24U + 2 * 5U);
  EXPECT_EQ(number_at<float>(bytes, 0), 10.0F);
  EXPECT_EQ(number_at<float>(bytes, 12), 90.0F);
  EXPECT_EQ(number_at<std::uint8_t>(bytes, 24), 14);
  const auto second = number_at<std::uint32_t>(bytes, 30);
  EXPECT_EQ(number_at<std::uint8_t>(bytes, 29), 9) << "the most frequent occupant";
  EXPECT_EQ(second & 1023U, 512U);
  EXPECT_EQ(second >> 10 & 1023U, 256U);
  EXPECT_EQ(second >> 20 & 1023U, 512U) << "-1/2 is 1/2";
}

TEST(PackedStructure, OfALeftHandedCellIsInverted) {
  Structure s = chain(2);
  s.lattice[2][2] = -4;
  const auto second = number_at<std::uint32_t>(packed_structure(s), 30);
  EXPECT_EQ(second >> 10 & 1023U, 768U);
}

TEST(MapPage, LeavesOutLargeStructuresWhereThePageWouldGrow) {
  const MapContents c = contents(600);
  const auto whole = clasp::map_page(c, 100000000);
  EXPECT_EQ(whole.left_out, 0U);
  const auto none = clasp::map_page(c, 0);
  EXPECT_EQ(none.left_out, 600U);
  EXPECT_LT(none.html.size(), whole.html.size());
  const std::size_t limit = none.html.size() + 100000;
  const auto some = clasp::map_page(c, limit);
  EXPECT_GT(some.left_out, 0U);
  EXPECT_LT(some.left_out, 600U);
  EXPECT_LE(some.html.size(), limit);
}

TEST(MapPage, HasLicencesOfWhatItEmbedsAndNoOpenPlaces) {
  const std::string html = clasp::map_page(contents(3), 100000000).html;
  EXPECT_NE(html.find("Copyright 2010-2019 three.js authors"), std::string::npos);
  EXPECT_NE(html.find("Copyright 2010-2020 Mike Bostock"), std::string::npos);
  EXPECT_EQ(html.find("{{scripts}}"), std::string::npos);
  EXPECT_NE(html.find("default-src 'none'"), std::string::npos);
}

TEST(MapPage, IsTheSameForTheSameContents) {
  EXPECT_EQ(clasp::map_page(contents(50), 100000000).html,
            clasp::map_page(contents(50), 100000000).html);
}

TEST(Page, JsonCannotEndItsScript) {
  EXPECT_EQ(clasp::script_json("</script><!--"), "\"\\u003c/script>\\u003c!--\"");
}

}  // namespace
