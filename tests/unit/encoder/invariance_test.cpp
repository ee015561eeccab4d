// SPDX-License-Identifier: MIT
// What must not change an embedding: order of atoms, origin, orientation, choice of cell. Checked
// on crystals full of equally distant, inequivalent neighbours, where a careless choice of the
// twelve would show.
#include <gtest/gtest.h>

#include <algorithm>

#include "core/rng.h"
#include "encoder/snapshot_encoder.h"
#include "support/reference_crystals.h"

using namespace clasp;
using namespace clasp_test;

namespace {

struct Named {
  std::string name;
  Structure structure;
};

/// A lattice of equal spacings occupied at random by two or three elements.
Structure decorated(const Structure& parent, int repeat, const std::vector<int>& elements,
                    Rng& rng) {
  Structure s = supercell(parent, repeat, repeat, repeat);
  for (Site& site : s.sites) site.occupants = {{elements[rng.below(elements.size())], 1.0}};
  return s;
}

std::vector<Named> crystals() {
  const auto cubic = [](double a, std::vector<Vec3> at) {
    Structure s;
    s.lattice = lattice_from_parameters(a, a, a, 90, 90, 90);
    for (const Vec3& f : at) s.sites.push_back({f, {{14, 1.0}}});
    return s;
  };
  const Structure sc = cubic(2.7, {{0, 0, 0}});
  const Structure bcc = cubic(2.9, {{0, 0, 0}, {.5, .5, .5}});
  const Structure fcc = cubic(3.8, {{0, 0, 0}, {0, .5, .5}, {.5, 0, .5}, {.5, .5, 0}});
  const Structure diamond = cubic(5.43, {{0, 0, 0},
                                         {0, .5, .5},
                                         {.5, 0, .5},
                                         {.5, .5, 0},
                                         {.25, .25, .25},
                                         {.25, .75, .75},
                                         {.75, .25, .75},
                                         {.75, .75, .25}});
  Rng rng(7);
  std::vector<Named> all = {{"sc", sc}, {"bcc", bcc}, {"fcc", fcc}, {"diamond", diamond}};
  for (int n = 0; n < 4; ++n) {
    all.push_back({"decorated sc", decorated(sc, 2 + n % 2, {11, 17, 35}, rng)});
    all.push_back({"decorated bcc", decorated(bcc, 2, {26, 28}, rng)});
    all.push_back({"decorated fcc", decorated(fcc, 1 + n % 2, {29, 79}, rng)});
    all.push_back({"decorated diamond", decorated(diamond, 1, {14, 32}, rng)});
  }
  for (int n = 0; n < 40; ++n)
    all.push_back({"random", reference_crystals()[10 + 4 * n].structure});
  return all;
}

std::vector<float> embed(const Structure& s) {
  static CrystalEncoder encoder(ModelFile::open(reference_path("crystals_mask.safetensors")));
  return encoder.embed(s, "crystal");
}

template <class Change>
void expect_unchanged(const Change& change) {
  for (const Named& c : crystals())
    EXPECT_GT(cosine(embed(c.structure), embed(change(c.structure))), 1.0 - 1e-6) << c.name;
}

Structure rotated(Structure s) {
  const double a = 0.7, b = 1.9;
  const Mat3 z = {{{std::cos(a), std::sin(a), 0}, {-std::sin(a), std::cos(a), 0}, {0, 0, 1}}};
  const Mat3 x = {{{1, 0, 0}, {0, std::cos(b), std::sin(b)}, {0, -std::sin(b), std::cos(b)}}};
  s.lattice = s.lattice * z * x;
  return s;
}

}  // namespace

TEST(Invariance, OrderOfAtoms) {
  expect_unchanged([](Structure s) {
    Rng rng(3);
    for (std::size_t i = s.sites.size(); i > 1; --i)
      std::swap(s.sites[i - 1], s.sites[rng.below(i)]);
    return s;
  });
}

TEST(Invariance, Translation) {
  expect_unchanged([](Structure s) {
    for (Site& site : s.sites) site.frac = site.frac + Vec3{0.123, -3.71, 11.4};
    return s;
  });
}

TEST(Invariance, Rotation) {
  expect_unchanged(rotated);
}

TEST(Invariance, Supercell222) {
  expect_unchanged([](const Structure& s) { return supercell(s, 2, 2, 2); });
}

TEST(Invariance, Supercell311) {
  expect_unchanged([](const Structure& s) { return supercell(s, 3, 1, 1); });
}

TEST(Invariance, AnotherCellOfTheSameLattice) {
  expect_unchanged([](const Structure& s) {
    const Mat3 change = {{{1, 1, 0}, {0, 1, 0}, {2, -1, 1}}};  // determinant 1
    Structure t = s;
    t.lattice = change * s.lattice;
    const Mat3 back = inverse(t.lattice);
    for (std::size_t i = 0; i < t.sites.size(); ++i)
      t.sites[i].frac = s.cartesian(static_cast<int>(i)) * back;
    return t;
  });
}

TEST(Invariance, PrimitiveAndConventionalCellOfDiamond) {
  Structure primitive;
  primitive.lattice = {{{0, 2.715, 2.715}, {2.715, 0, 2.715}, {2.715, 2.715, 0}}};
  primitive.sites = {{{0, 0, 0}, {{14, 1.0}}}, {{.25, .25, .25}, {{14, 1.0}}}};
  Structure conventional;
  conventional.lattice = lattice_from_parameters(5.43, 5.43, 5.43, 90, 90, 90);
  for (const Vec3& f : std::vector<Vec3>{{0, 0, 0}, {0, .5, .5}, {.5, 0, .5}, {.5, .5, 0}})
    for (const double shift : {0.0, 0.25})
      conventional.sites.push_back({f + Vec3{shift, shift, shift}, {{14, 1.0}}});
  EXPECT_GT(cosine(embed(primitive), embed(conventional)), 1.0 - 1e-6);
}

TEST(Sensitivity, AnotherElementOrAnotherSpacingChangesTheEmbedding) {
  Structure s = crystals()[3].structure;
  const auto original = embed(s);
  Structure wider = s;
  for (Vec3& row : wider.lattice) row = 1.05 * row;
  EXPECT_LT(cosine(original, embed(wider)), 1.0 - 1e-5);
  s.sites[0].occupants[0].z = 32;
  EXPECT_LT(cosine(original, embed(s)), 1.0 - 1e-5);
}
