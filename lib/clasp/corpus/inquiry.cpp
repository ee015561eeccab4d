// SPDX-License-Identifier: MIT
#include "corpus/inquiry.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <memory>
#include <random>
#include <thread>
#include <vector>

#include "core/error.h"
#include "corpus/bounded_queue.h"
#include "corpus/pace.h"

namespace clasp {
namespace {

constexpr int kTroublesInSuccession = 10;
constexpr std::size_t kQuotedLength = 200;

/// What an answer is by its status alone; kGood: the caller decides.
Judgement judge_status(const HttpAnswer& answer) {
  if (answer.status == 0) return {Verdict::kTrouble, answer.problem};
  if (answer.status >= 200 && answer.status < 300) return {Verdict::kGood, {}};
  const bool passing =
      answer.status == 408 || answer.status == 425 || answer.status == 429 || answer.status >= 500;
  return {passing ? Verdict::kTrouble : Verdict::kFinal, fmt::format("HTTP {}", answer.status)};
}

struct Result {
  Question question;
  Judgement judgement;
  std::exception_ptr failure;
};

class Inquiry {
 public:
  Inquiry(const InquiryOptions& options, const std::function<Judgement(const HttpAnswer&)>& judge)
      : options_(options),
        judge_(judge),
        pace_(options.rate, options.parallel),
        questions_(capacity()),
        results_(capacity()) {
    HttpOptions http = options.http;
    http.cancelled = &cancelled_;
    for (int i = 0; i < options.parallel; ++i)
      clients_.push_back(std::make_unique<HttpClient>(http));
  }
  ~Inquiry() {
    cancelled_ = true;
    pace_.stop();
    questions_.close();
    results_.close();
    for (std::thread& t : threads_) t.join();
  }

  void start() {
    for (const auto& client : clients_)
      threads_.emplace_back([this, &client = *client] { work(client); });
  }
  std::size_t capacity() const { return 2 * static_cast<std::size_t>(options_.parallel); }
  void put(Question question) { questions_.push(std::move(question)); }
  Result get() { return *results_.pop(); }
  std::int64_t requests() const { return requests_; }

 private:
  void work(HttpClient& client) {
    std::minstd_rand random(std::random_device{}());
    while (auto question = questions_.pop()) {
      Result result{std::move(*question), {}, nullptr};
      try {
        result.judgement = ask(client, result.question, random);
      } catch (...) {
        result.failure = std::current_exception();
      }
      results_.push(std::move(result));
    }
  }

  Judgement ask(HttpClient& client, const Question& question, std::minstd_rand& random) {
    Judgement judgement;
    double pause = options_.first_pause;
    for (int attempt = 0; attempt < options_.attempts; ++attempt) {
      if (attempt > 0) {
        std::uniform_real_distribution<double> jitter(0.5, 1.0);
        if (!pace_.sleep(std::min(pause, options_.longest_pause) * jitter(random))) break;
        pause *= 2;
      }
      if (!pace_.begin()) break;
      const HttpAnswer answer = send(client, question.request(attempt));
      judgement = judge_status(answer);
      if (options_.fatal.count(answer.status))
        throw Error(options_.endpoint, question.name,
                    judgement.value + " " + answer.body.substr(0, kQuotedLength),
                    "check the address, the key and the options; what was answered before is kept");
      if (judgement.verdict == Verdict::kGood) judgement = judge_(answer);
      if (judgement.verdict == Verdict::kGood || judgement.verdict == Verdict::kFinal) break;
    }
    if (judgement.verdict == Verdict::kMalformed) judgement.verdict = Verdict::kFinal;
    return judgement;
  }

  HttpAnswer send(HttpClient& client, const HttpRequest& request) {
    ++requests_;
    HttpAnswer answer;
    try {
      answer = client.send(request);
    } catch (...) {
      pace_.end(answer);
      throw;
    }
    pace_.end(answer);
    return answer;
  }

  const InquiryOptions& options_;
  const std::function<Judgement(const HttpAnswer&)>& judge_;
  Pace pace_;
  BoundedQueue<Question> questions_;
  BoundedQueue<Result> results_;
  std::atomic<std::int64_t> requests_{0};
  std::atomic<bool> cancelled_{false};
  std::vector<std::unique_ptr<HttpClient>> clients_;
  std::vector<std::thread> threads_;
};

}  // namespace

InquiryReport ask_all(const InquiryOptions& options,
                      const std::function<std::optional<Question>()>& next,
                      const std::function<Judgement(const HttpAnswer&)>& judge,
                      const TakeAnswer& take) {
  InquiryReport report;
  Inquiry inquiry(options, judge);
  inquiry.start();
  std::size_t open = 0;
  int troubles = 0;
  for (bool more = true;;) {
    for (std::optional<Question> question; more && open < inquiry.capacity();) {
      question = next();
      more = question.has_value();
      if (!more) break;
      inquiry.put(std::move(*question));
      ++open;
    }
    if (open == 0) break;
    const Result result = inquiry.get();
    --open;
    if (result.failure) std::rethrow_exception(result.failure);
    const Verdict verdict = result.judgement.verdict;
    ++(verdict == Verdict::kGood    ? report.good
       : verdict == Verdict::kFinal ? report.final
                                    : report.later);
    report.requests = inquiry.requests();
    take(result.question, result.judgement, report);
    troubles = verdict == Verdict::kTrouble ? troubles + 1 : 0;
    if (troubles == kTroublesInSuccession)
      throw Error(options.endpoint, result.question.name, result.judgement.value,
                  "what was answered before is kept: run the command again once the server works");
  }
  return report;
}

}  // namespace clasp
