// SPDX-License-Identifier: MIT
// What a corpus holds, counted: the text and the JSON of `clasp corpus info`.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "corpus/database.h"

namespace clasp {

/// Counts: structures (by source folder, split, phase, crystal system), captions by source, labels
/// by name, publications, duplicates, abstracts and keyword answers by outcome, rejected (every
/// source with its reason, and the reasons counted).
nlohmann::json summarise(const Database& db);

/// The same for people, without the list of rejected files.
std::string summary_text(const nlohmann::json& summary);

}  // namespace clasp
