// SPDX-License-Identifier: MIT
// clasp corpus abstracts, clasp corpus keywords: what servers, or titles of one another, know about
// a corpus' publications.
#include <fmt/core.h>

#include <cstdlib>
#include <memory>

#include "cli/corpus_verbs.h"
#include "cli/progress.h"
#include "core/error.h"
#include "corpus/abstracts.h"
#include "corpus/keywords.h"
#include "corpus/title_keywords.h"

namespace clasp {
namespace {

constexpr double kCrossrefRate = 5;  ///< requests per second that Crossref grants to everyone

void add_inquiry_options(CLI::App* app, InquiryOptions* inquiry) {
  app->add_option("--rate", inquiry->rate,
                  "Requests per second at most (0: no limit); less if the server says so")
      ->capture_default_str()
      ->check(CLI::NonNegativeNumber);
  app->add_option("--parallel", inquiry->parallel, "Requests at a time")
      ->capture_default_str()
      ->check(CLI::Range(1, 1024));
  app->add_option("--timeout", inquiry->http.timeout, "Seconds to wait for an answer")
      ->capture_default_str()
      ->check(CLI::PositiveNumber);
  app->add_option("--attempts", inquiry->attempts, "Attempts at each question")
      ->capture_default_str()
      ->check(CLI::Range(1, 100));
  app->add_option("--pause", inquiry->first_pause,
                  "Seconds before the second attempt, doubled before each further one")
      ->capture_default_str()
      ->check(CLI::NonNegativeNumber);
}

std::string agent(const std::string& mailto) {
  return "clasp/" CLASP_VERSION + (mailto.empty() ? std::string() : " (mailto:" + mailto + ")");
}

std::string without_slash(std::string address) {
  while (!address.empty() && address.back() == '/') address.pop_back();
  return address;
}

std::string counts(const InquiryReport& r, const char* good, const char* final) {
  return fmt::format("{} {}, {} {}, {} to ask again later", r.good, good, r.final, final, r.later);
}

struct AbstractsCommand {
  std::string database;
  AbstractOptions options;
};

void run_abstracts(AbstractsCommand command) {
  Database db(command.database, Database::Mode::kWrite);
  InquiryOptions& inquiry = command.options.inquiry;
  inquiry.endpoint = without_slash(inquiry.endpoint);
  inquiry.http.user_agent = agent(command.options.mailto);
  if (command.options.mailto.empty())
    fmt::print(stderr, "without --mailto Crossref cannot tell you of a problem, and is slower\n");
  Progress progress("DOIs");
  const auto show = [&](const AbstractReport& r) {
    progress.show(r.known + r.inquiry.good + r.inquiry.final + r.inquiry.later,
                  fmt::format("of {}: {}", r.dois, counts(r.inquiry, "abstracts", "without one")));
  };
  const AbstractReport r = fetch_abstracts(db, command.options, show);
  fmt::print("{} DOIs, {} known before: {}; {} requests\n", r.dois, r.known,
             counts(r.inquiry, "abstracts", "without one"), r.inquiry.requests);
}

struct KeywordsCommand {
  std::string database, key_variable;
  int shared_by = 0;
  KeywordOptions options;
};

void run_title_keywords(const KeywordsCommand& command) {
  Database db(command.database, Database::Mode::kWrite);
  const TitleKeywordReport r = keywords_of_titles(db, command.shared_by, command.options.drop);
  fmt::print(
      "{} publications, {} answered by a language model: {} others with keywords, {} different "
      "ones\n",
      r.publications, r.known, r.with_keywords, r.keywords);
}

void run_keywords(KeywordsCommand command) {
  if (command.shared_by > 0) return run_title_keywords(command);
  InquiryOptions& inquiry = command.options.inquiry;
  inquiry.endpoint = without_slash(inquiry.endpoint);
  inquiry.http.user_agent = agent({});
  inquiry.fatal = {401, 403, 404, 405};
  if (!command.key_variable.empty()) {
    const char* key = std::getenv(command.key_variable.c_str());
    if (!key)
      throw Error("--key-env " + command.key_variable, "", "no such environment variable",
                  "export " + command.key_variable + "=KEY first");
    command.options.key = key;
  }
  Database db(command.database, Database::Mode::kWrite);
  Progress progress("publications");
  const auto show = [&](const KeywordReport& r) {
    progress.show(
        r.known + r.inquiry.good + r.inquiry.final + r.inquiry.later,
        fmt::format("of {}: {}", r.publications, counts(r.inquiry, "with keywords", "without")));
  };
  const KeywordReport r = fetch_keywords(db, command.options, show);
  fmt::print("{} publications, {} known before: {}; {} requests{}\n", r.publications, r.known,
             counts(r.inquiry, "with keywords", "without"), r.inquiry.requests,
             r.model.empty() ? "" : " to " + r.model);
  if (r.publications == 0 && !command.options.titles)
    fmt::print(
        "no publication has an abstract: run clasp corpus abstracts first, or give "
        "--titles\n");
}

}  // namespace

void add_corpus_abstracts(CLI::App& corpus) {
  auto* app = corpus.add_subcommand("abstracts", "Fetch the publications' abstracts from Crossref");
  const auto command = std::make_shared<AbstractsCommand>();
  InquiryOptions& inquiry = command->options.inquiry;
  inquiry.endpoint = "https://api.crossref.org";
  inquiry.rate = kCrossrefRate;
  app->add_option("database", command->database, "Corpus file")->required();
  app->add_option("--mailto", command->options.mailto,
                  "Your address, which Crossref asks for: sent with every request");
  app->add_option("--endpoint", inquiry.endpoint, "A server with Crossref's REST API")
      ->capture_default_str();
  app->add_flag("--again", command->options.again, "Ask again for what had no abstract");
  add_inquiry_options(app, &inquiry);
  app->footer("Example: clasp corpus abstracts corpus.sqlite --mailto me@example.org");
  app->callback([command] { run_abstracts(*command); });
}

void add_corpus_keywords(CLI::App& corpus) {
  auto* app = corpus.add_subcommand("keywords",
                                    "Caption structures with keywords (\"keywords\") that a "
                                    "language model finds, or that titles share");
  const auto command = std::make_shared<KeywordsCommand>();
  InquiryOptions& inquiry = command->options.inquiry;
  inquiry.http.timeout = 300;
  inquiry.parallel = 4;
  app->add_option("database", command->database, "Corpus file")->required();
  auto* origin = app->add_option_group("Origin", "Where the keywords come from, one of");
  origin->require_option(1);
  auto* endpoint =
      origin->add_option("--endpoint", inquiry.endpoint,
                         "A server with OpenAI's API (vLLM, llama.cpp, Ollama): address up to /v1");
  origin
      ->add_option("--shared-by", command->shared_by,
                   "No server: words and phrases that so many titles share, for publications that "
                   "no model has answered for")
      ->check(CLI::Range(2, 1000000));
  app->add_option("--drop", command->options.drop, "Keyword to leave out (may be repeated)");
  auto* server = app->add_option_group("Server", "How a server is asked");
  server->add_option("--model", command->options.model,
                     "Model to ask (default: the first that the server names)");
  server->add_option("--key-env", command->key_variable,
                     "Environment variable with the key, if any");
  server->add_flag("--titles", command->options.titles, "Publications without an abstract, too");
  server->add_flag("--again", command->options.again, "Ask again where there were no keywords");
  add_inquiry_options(server, &inquiry);
  for (CLI::Option* option : server->get_options()) option->needs(endpoint);
  app->footer("Example: clasp corpus keywords corpus.sqlite --endpoint http://localhost:8000/v1");
  app->callback([command] { run_keywords(*command); });
}

}  // namespace clasp
