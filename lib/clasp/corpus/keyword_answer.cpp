// SPDX-License-Identifier: MIT
// What the language model is asked, and what its answer is worth.
#include <algorithm>
#include <cctype>
#include <nlohmann/json.hpp>
#include <set>

#include "core/json_text.h"
#include "corpus/keywords.h"

namespace clasp {
namespace {

using nlohmann::json;

constexpr std::size_t kLongestKeyword = 100;  ///< bytes; longer ones are sentences
constexpr int kMostTokens = 300;
constexpr int kMostBrackets = 16;  ///< tried as the start, and as the end, of the list
constexpr double kRetryTemperature = 0.7;

constexpr const char* kInstructions =
    "You are an expert in materials science. You are given the title and the abstract of a paper "
    "that reports a crystal structure. Name at most 10 keywords for the features, functions or "
    "applications of the material in that structure. Leave out general terms and measurement "
    "techniques such as \"crystal structure\" or \"X-ray diffraction\". Name only what title and "
    "abstract say. Answer with nothing but JSON: {\"keywords\": [\"...\", \"...\"]}";

std::string trimmed(const std::string& text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n.") - first + 1);
}

/// Lower case, hyphens as blanks, without a plural s: equal for the spellings of one keyword.
std::string folded(const std::string& keyword) {
  std::string out;
  for (const char c : keyword) {
    const auto byte = static_cast<unsigned char>(c);
    const bool blank = c == '-' || std::isspace(byte);
    if (!blank) out += static_cast<char>(std::tolower(byte));
    if (blank && !out.empty() && out.back() != ' ') out += ' ';
  }
  if (out.size() > 3 && out.back() == 's' && out[out.size() - 2] != 's' &&
      out[out.size() - 2] != 'i')
    out.pop_back();
  return out;
}

/// The first JSON list or object in an answer that may have words, thoughts or a code fence around
/// it.
json embedded_json(const std::string& answer) {
  const std::string thought = "</think>";
  const auto thoughts = answer.rfind(thought);
  const std::string text =
      thoughts == std::string::npos ? answer : answer.substr(thoughts + thought.size());
  auto at = text.find_first_of("[{");
  for (int i = 0; i < kMostBrackets && at != std::string::npos; ++i) {
    const char close = text[at] == '[' ? ']' : '}';
    auto end = text.rfind(close);
    for (int k = 0; k < kMostBrackets && end != std::string::npos && end > at; ++k) {
      json value = json::parse(text.substr(at, end - at + 1), nullptr, false);
      if (!value.is_discarded()) return value;
      end = text.rfind(close, end - 1);
    }
    at = text.find_first_of("[{", at + 1);
  }
  return json(json::value_t::discarded);
}

/// The list in `[...]` or in `{"keywords": [...]}`, or in an object's only member.
const json* list_in(const json& value) {
  if (value.is_array()) return &value;
  if (!value.is_object()) return nullptr;
  const auto it = value.size() == 1 ? value.begin() : value.find("keywords");
  return it != value.end() && it->is_array() ? &*it : nullptr;
}

}  // namespace

bool unspecific(const std::string& keyword) {
  static const std::set<std::string> words = [] {
    std::set<std::string> all;
    for (const char* word : {"crystal structure",
                             "crystal structures determination",
                             "structure determination",
                             "structure refinement",
                             "crystal structure refinement",
                             "structural analysis",
                             "structural characterization",
                             "structural study",
                             "crystal structure analysis",
                             "crystallography",
                             "X-ray crystallography",
                             "crystallographic analysis",
                             "crystal",
                             "single crystal",
                             "single crystal structure",
                             "X-ray",
                             "XRD",
                             "PXRD",
                             "X-ray diffraction",
                             "X-ray diffraction analysis",
                             "X-ray structure analysis",
                             "X-ray analysis",
                             "neutron diffraction",
                             "electron diffraction",
                             "powder diffraction",
                             "powder X-ray diffraction",
                             "X-ray powder diffraction",
                             "neutron powder diffraction",
                             "single-crystal diffraction",
                             "single-crystal X-ray diffraction",
                             "single-crystal neutron diffraction",
                             "synchrotron radiation",
                             "synchrotron X-ray diffraction",
                             "diffraction",
                             "Rietveld refinement",
                             "Rietveld method",
                             "Rietveld analysis",
                             "space group",
                             "unit cell",
                             "lattice parameter",
                             "bond length",
                             "bond angle",
                             "synthesis",
                             "characterization",
                             "hydrothermal synthesis",
                             "solid-state synthesis",
                             "spectroscopy",
                             "infrared spectroscopy",
                             "IR spectroscopy",
                             "Raman spectroscopy",
                             "NMR spectroscopy",
                             "density functional theory",
                             "DFT",
                             "DFT calculation",
                             "elemental analysis",
                             "thermogravimetric analysis",
                             "material",
                             "materials science",
                             "compound",
                             "chemistry"})
      all.insert(folded(word));
    return all;
  }();
  return words.count(folded(keyword)) > 0;
}

std::string keyword_request(const std::string& model, const std::string& title,
                            const std::string& abstract, int attempt) {
  const std::string text =
      "Title: " + title + (abstract.empty() ? std::string() : "\nAbstract: " + abstract);
  const json request = {
      {"model", model},
      {"messages",
       {{{"role", "system"}, {"content", kInstructions}}, {{"role", "user"}, {"content", text}}}},
      {"max_tokens", kMostTokens},
      // The most likely answer first; after a malformed one another.
      {"temperature", attempt == 0 ? 0.0 : kRetryTemperature}};
  return json_text(request);
}

Judgement read_keywords(const std::string& body, const std::vector<std::string>& drop) {
  const json completion = json::parse(body, nullptr, false);
  const json::json_pointer place("/choices/0/message/content");
  if (!completion.is_object() || !completion.contains(place) || !completion[place].is_string())
    return {Verdict::kTrouble, "the answer is not a chat completion"};
  const json answer = embedded_json(completion[place].get<std::string>());
  const json* list = list_in(answer);
  if (!list) return {Verdict::kMalformed, "the model's answer holds no JSON list"};
  std::set<std::string> seen;
  for (const std::string& word : drop) seen.insert(folded(word));
  json words = json::array();
  for (const json& item : *list) {
    if (!item.is_string()) return {Verdict::kMalformed, "the model's list holds more than texts"};
    const std::string word = trimmed(item.get<std::string>());
    if (word.size() > kLongestKeyword)
      return {Verdict::kMalformed, "the model's list holds sentences"};
    if (!word.empty() && !unspecific(word) && seen.insert(folded(word)).second)
      words.push_back(word);
    if (words.size() == kMostKeywords) break;
  }
  if (words.empty())
    return {Verdict::kFinal,
            list->empty() ? "the model named no keywords" : "unspecific keywords only"};
  return {Verdict::kGood, words.dump()};
}

}  // namespace clasp
