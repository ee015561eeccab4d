// SPDX-License-Identifier: MIT
#include "corpus/keywords.h"

#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "core/error.h"
#include "corpus/abstracts.h"
#include "corpus/doi.h"
#include "corpus/sqlite.h"

namespace clasp {
namespace {

using nlohmann::json;

constexpr const char* kRemedy =
    "check the address, it ends in /v1 with most servers, or give --model";

std::vector<std::string> headers_of(const KeywordOptions& options) {
  if (options.key.empty()) return {};
  return {"Authorization: Bearer " + options.key};
}

/// The model to ask: as given, else the first of the server's list.
std::string model_of(const KeywordOptions& options) {
  if (!options.model.empty()) return options.model;
  HttpClient client(options.inquiry.http);
  const HttpAnswer answer =
      client.send({options.inquiry.endpoint + "/models", {}, headers_of(options)});
  const json list = json::parse(answer.body, nullptr, false);
  const json::json_pointer place("/data/0/id");
  if (answer.status == 200 && list.is_object() && list.contains(place) && list[place].is_string())
    return list[place].get<std::string>();
  throw Error(options.inquiry.endpoint, "models",
              answer.status == 0     ? answer.problem
              : answer.status != 200 ? "HTTP " + std::to_string(answer.status)
                                     : "the answer is not a list of models",
              kRemedy);
}

/// The structures that a publication titles.
std::vector<std::int64_t> titled_by(const Database& db, std::int64_t publication) {
  std::vector<std::int64_t> structures;
  auto& s = db.statement(
      "SELECT DISTINCT structure FROM captions WHERE publication=? AND source='title' "
      "ORDER BY structure");
  s.bind(publication);
  while (s.step()) structures.push_back(s.integer(0));
  return structures;
}

/// Of the titled publications those with an abstract, or all.
std::vector<std::int64_t> askable(const Database& db, bool titles) {
  std::set<std::string> with_abstract;
  for (const AbstractRow& row : abstracts(db))
    if (!row.text.empty()) with_abstract.insert(row.doi);
  std::vector<std::int64_t> all;
  for (const Publication& p : titled_publications(db))
    if (titles || with_abstract.count(normal_doi(p.doi))) all.push_back(p.id);
  return all;
}

Question question_for(const Database& db, const KeywordOptions& options, const std::string& model,
                      std::int64_t id) {
  const Publication p = db.publication(id).value();
  const std::string text = abstract_of(db, p.doi);
  const auto headers = headers_of(options);
  const std::string url = options.inquiry.endpoint + "/chat/completions";
  return {id, "publication " + std::to_string(id), [=](int attempt) {
            return HttpRequest{url, keyword_request(model, p.title, text, attempt), headers};
          }};
}

}  // namespace

std::vector<Publication> titled_publications(const Database& db) {
  std::vector<Publication> all;
  auto& s = db.statement(
      "SELECT id,doi,title,journal,year FROM publications WHERE title<>'' AND id IN "
      "(SELECT publication FROM captions WHERE source='title') ORDER BY id");
  while (s.step())
    all.push_back({s.integer(0), s.text(1), s.text(2), s.text(3), static_cast<int>(s.integer(4))});
  return all;
}

void add_keywords(Database& db, const KeywordRow& row) {
  db.statement("INSERT OR REPLACE INTO keywords (publication,words,model,problem) VALUES (?,?,?,?)")
      .bind(row.publication, json(row.words).dump(), row.model, row.problem)
      .run();
}

void caption_with(Database& db, const KeywordRow& row) {
  if (row.words.empty()) return;
  for (const std::int64_t structure : titled_by(db, row.publication))
    for (const std::string& word : row.words)
      db.add_caption({structure, row.publication, kKeywordSource, word});
}

std::vector<KeywordRow> keywords(const Database& db) {
  std::vector<KeywordRow> all;
  auto& s =
      db.statement("SELECT publication,words,model,problem FROM keywords ORDER BY publication");
  while (s.step()) {
    const json words = json::parse(s.text(1), nullptr, false);
    if (!words.is_array())
      throw Error(db.path(), "keywords", "damaged words of publication " + s.text(0),
                  "restore the corpus from a copy");
    all.push_back({s.integer(0), words.get<std::vector<std::string>>(), s.text(2), s.text(3)});
  }
  return all;
}

KeywordReport fetch_keywords(Database& db, const KeywordOptions& options,
                             const std::function<void(const KeywordReport&)>& progress) {
  KeywordReport report;
  const std::vector<std::int64_t> wanted = askable(db, options.titles);
  report.publications = static_cast<std::int64_t>(wanted.size());
  std::set<std::int64_t> open(wanted.begin(), wanted.end());
  {
    Database::Transaction transaction(db);
    for (const KeywordRow& row : keywords(db)) {
      caption_with(db, row);
      if (!options.again || !row.words.empty())
        report.known += static_cast<std::int64_t>(open.erase(row.publication));
    }
    transaction.commit();
  }
  if (open.empty()) return report;
  report.model = model_of(options);

  auto id = open.begin();
  const auto next = [&]() -> std::optional<Question> {
    if (id == open.end()) return std::nullopt;
    return question_for(db, options, report.model, *id++);
  };
  const auto judge = [&](const HttpAnswer& answer) {
    return read_keywords(answer.body, options.drop);
  };
  const auto take = [&](const Question& question, const Judgement& judgement,
                        const InquiryReport& so_far) {
    report.inquiry = so_far;
    if (judgement.verdict != Verdict::kTrouble) {
      KeywordRow row{question.id, {}, report.model, {}};
      if (judgement.verdict == Verdict::kGood)
        row.words = json::parse(judgement.value).get<std::vector<std::string>>();
      else
        row.problem = judgement.value;
      Database::Transaction transaction(db);
      add_keywords(db, row);
      caption_with(db, row);
      transaction.commit();
    }
    if (progress) progress(report);
  };
  report.inquiry = ask_all(options.inquiry, next, judge, take);
  return report;
}

}  // namespace clasp
