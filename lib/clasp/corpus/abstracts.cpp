// SPDX-License-Identifier: MIT
#include "corpus/abstracts.h"

#include <algorithm>
#include <cctype>
#include <nlohmann/json.hpp>
#include <set>
#include <unordered_set>

#include "corpus/doi.h"
#include "corpus/jats.h"
#include "corpus/sqlite.h"

namespace clasp {
namespace {

using nlohmann::json;

std::set<std::string> dois_of(const Database& db) {
  std::set<std::string> dois;
  auto& s = db.statement("SELECT DISTINCT doi FROM publications WHERE doi<>''");
  while (s.step())
    if (std::string doi = normal_doi(s.text(0)); !doi.empty()) dois.insert(std::move(doi));
  return dois;
}

/// Crossref's answer for one work.
Judgement read_work(const HttpAnswer& answer) {
  const json work = json::parse(answer.body, nullptr, false);
  if (!work.is_object() || !work.contains("message") || !work["message"].is_object())
    return {Verdict::kTrouble, "the answer is not a work of Crossref's"};
  const json& message = work["message"];
  const auto it = message.find("abstract");
  const std::string text =
      it != message.end() && it->is_string() ? plain_abstract(it->get<std::string>()) : "";
  if (text.empty()) return {Verdict::kFinal, "no abstract"};
  return {Verdict::kGood, text};
}

}  // namespace

void add_abstract(Database& db, const AbstractRow& row) {
  db.statement("INSERT OR REPLACE INTO abstracts (doi,text,problem) VALUES (?,?,?)")
      .bind(row.doi, row.text, row.problem)
      .run();
}

std::vector<AbstractRow> abstracts(const Database& db) {
  std::vector<AbstractRow> all;
  auto& s = db.statement("SELECT doi,text,problem FROM abstracts ORDER BY doi");
  while (s.step()) all.push_back({s.text(0), s.text(1), s.text(2)});
  return all;
}

std::string abstract_of(const Database& db, const std::string& doi) {
  auto& s = db.statement("SELECT text FROM abstracts WHERE doi=?");
  std::string text = s.bind(normal_doi(doi)).step() ? s.text(0) : std::string();
  s.reset();
  return text;
}

AbstractReport fetch_abstracts(Database& db, const AbstractOptions& options,
                               const std::function<void(const AbstractReport&)>& progress) {
  AbstractReport report;
  std::set<std::string> open = dois_of(db);
  report.dois = static_cast<std::int64_t>(open.size());
  for (const AbstractRow& row : abstracts(db))
    if (!options.again || !row.text.empty())
      report.known += static_cast<std::int64_t>(open.erase(row.doi));

  auto doi = open.begin();
  const auto next = [&]() -> std::optional<Question> {
    if (doi == open.end()) return std::nullopt;
    const std::string url =
        options.inquiry.endpoint + "/works/" + url_escaped(*doi) +
        (options.mailto.empty() ? "" : "?mailto=" + url_escaped(options.mailto));
    return Question{0, *doi++, [url](int) { return HttpRequest{url, {}, {}}; }};
  };
  const auto take = [&](const Question& question, const Judgement& judgement,
                        const InquiryReport& so_far) {
    report.inquiry = so_far;
    if (judgement.verdict != Verdict::kTrouble) {
      const bool good = judgement.verdict == Verdict::kGood;
      Database::Transaction transaction(db);
      add_abstract(db, {question.name, good ? judgement.value : "", good ? "" : judgement.value});
      transaction.commit();
    }
    if (progress) progress(report);
  };
  report.inquiry = ask_all(options.inquiry, next, read_work, take);
  return report;
}

}  // namespace clasp
