// SPDX-License-Identifier: MIT
// What a corpus holds, apart from ids and order: for comparing two of them.
#pragma once

#include <map>
#include <set>
#include <string>

#include "corpus/database.h"

namespace clasp {

struct CorpusContents {
  std::set<std::string> structures;  ///< source or file, formula, phase, group, split
  std::multiset<std::string> captions, labels;

  bool operator==(const CorpusContents& o) const {
    return structures == o.structures && captions == o.captions && labels == o.labels;
  }
};

/// @param name  of a structure: what both corpora call it
template <class Name>
CorpusContents contents_of(const Database& db, const Name& name) {
  CorpusContents all;
  std::map<std::int64_t, std::string> names;
  db.for_each_structure([&](const StructureRow& r) {
    names[r.id] = name(r);
    all.structures.insert(names[r.id] + "|" + r.formula + "|" + std::to_string(r.space_group) +
                          "|" + std::to_string(static_cast<int>(r.phase)) + "|" + r.group + "|" +
                          r.split + "|" + std::to_string(r.structure.sites.size()));
  });
  for (const CaptionRow& c : db.captions()) {
    const Publication p = db.publication(c.publication).value_or(Publication{});
    all.captions.insert(names.at(c.structure) + "|" + c.source + "|" + c.text + "|" + p.doi + "|" +
                        p.title + "|" + p.journal + "|" + std::to_string(p.year));
  }
  for (const LabelRow& l : db.labels())
    all.labels.insert(names.at(l.structure) + "|" + l.name + "|" + l.value);
  return all;
}

}  // namespace clasp
