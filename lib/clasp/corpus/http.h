// SPDX-License-Identifier: MIT
// HTTP requests over libcurl: one connection, whole answers or the reason why there is none.
#pragma once

#include <atomic>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace clasp {

struct HttpRequest {
  std::string url;
  std::string body;                  ///< sent by POST as JSON; empty: GET
  std::vector<std::string> headers;  ///< "Name: value"
};

struct HttpAnswer {
  int status = 0;  ///< 0: no whole answer came
  std::string body;
  std::map<std::string, std::string> headers;  ///< names in lower case
  double retry_after = 0;                      ///< seconds the server asks to wait; 0: it does not
  std::string problem;                         ///< why no whole answer came
};

struct HttpOptions {
  std::string user_agent;
  double timeout = 30;                           ///< seconds for a whole request
  const std::atomic<bool>* cancelled = nullptr;  ///< once true, requests under way end soon
};

/// One connection, kept open between requests. For one thread at a time.
class HttpClient {
 public:
  explicit HttpClient(HttpOptions options);
  ~HttpClient();
  HttpClient(const HttpClient&) = delete;
  HttpClient& operator=(const HttpClient&) = delete;

  /// Sends and waits. A time-out, a lost connection, half a body or one over 16 MB give status 0
  /// and `problem`. Throws Error for an address that no request can be made of.
  HttpAnswer send(const HttpRequest& request);

 private:
  struct Connection;
  HttpOptions options_;
  std::unique_ptr<Connection> connection_;
};

/// Text as a part of a URL's path or query: all but letters, digits and -._~ as %XX.
std::string url_escaped(const std::string& text);

}  // namespace clasp
