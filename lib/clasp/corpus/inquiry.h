// SPDX-License-Identifier: MIT
// Many questions to one HTTP server: at its pace, several in flight, with one policy of when to ask
// again.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>

#include "corpus/http.h"

namespace clasp {

/// What became of an answer or, in the end, of a question.
enum class Verdict {
  kGood,       ///< `value` is what was asked for
  kMalformed,  ///< the server works, its answer is of no use: asked again, final in the end
  kTrouble,    ///< the server or the way to it fails: asked again, in the end left for a later run
  kFinal       ///< no use in asking again
};

struct Judgement {
  Verdict verdict = Verdict::kTrouble;
  std::string value;  ///< what was asked for, or what is wrong
};

struct Question {
  std::int64_t id = 0;  ///< the caller's
  std::string name;
  std::function<HttpRequest(int attempt)> request;  ///< attempts count from 0
};

struct InquiryOptions {
  std::string endpoint;  ///< named in errors
  HttpOptions http;
  double rate = 0;  ///< requests per second; 0: no limit
  int parallel = 1;
  int attempts = 5;
  double first_pause = 1;     ///< seconds before the second attempt; doubled before each further
  double longest_pause = 60;  ///< seconds, unless the server asks for more
  std::set<int> fatal = {401, 403};  ///< statuses that no other question would change
};

struct InquiryReport {
  std::int64_t good = 0, final = 0, later = 0;  ///< questions; later: not answered in this run
  std::int64_t requests = 0;
};

using TakeAnswer =
    std::function<void(const Question&, const Judgement&, const InquiryReport& so_far)>;

/// Asks until `next` has no more questions. Statuses 408, 425, 429, from 500 on, and whole answers
/// that never came are trouble; other statuses than 2xx are final; 2xx goes to `judge` (called from
/// several threads). Pauses between the attempts at a question double, a random half is taken off.
/// `take` gets every question with what became of it, on the calling thread, and never kMalformed:
/// that is final in the end; the report counts it already. Throws Error (subject: the endpoint) on
/// a fatal status, and after ten questions in succession that met with trouble alone.
InquiryReport ask_all(const InquiryOptions& options,
                      const std::function<std::optional<Question>()>& next,
                      const std::function<Judgement(const HttpAnswer&)>& judge,
                      const TakeAnswer& take);

}  // namespace clasp
