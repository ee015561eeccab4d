// SPDX-License-Identifier: MIT
#include "corpus/http.h"

#include <curl/curl.h>
#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "core/error.h"
#include "core/lower_case.h"

namespace clasp {
namespace {

constexpr std::size_t kLargestBody = std::size_t{16} << 20;
constexpr long kMostRedirections = 5;
constexpr long kConnectSeconds = 15;

struct FreeList {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using HeaderList = std::unique_ptr<curl_slist, FreeList>;

HeaderList header_list(const HttpRequest& request) {
  curl_slist* list = nullptr;
  for (const std::string& header : request.headers) list = curl_slist_append(list, header.c_str());
  if (!request.body.empty()) list = curl_slist_append(list, "Content-Type: application/json");
  return HeaderList(list);
}

std::size_t take_body(char* data, std::size_t, std::size_t size, void* target) {
  auto& body = static_cast<HttpAnswer*>(target)->body;
  if (body.size() + size > kLargestBody) return 0;  // curl ends the transfer
  body.append(data, size);
  return size;
}

std::size_t take_header(char* data, std::size_t, std::size_t size, void* target) {
  auto& answer = *static_cast<HttpAnswer*>(target);
  const std::string line(data, size);
  if (line.rfind("HTTP/", 0) == 0) answer.headers.clear();  // of the redirection before
  const auto colon = line.find(':');
  if (colon == std::string::npos) return size;
  const std::string name = lower_case(line.substr(0, colon));
  const auto first = line.find_first_not_of(" \t", colon + 1);
  const auto last = line.find_last_not_of(" \t\r\n");
  answer.headers[name] = first <= last ? line.substr(first, last - first + 1) : std::string();
  return size;
}

int watch(void* cancelled, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  return static_cast<const std::atomic<bool>*>(cancelled)->load() ? 1 : 0;
}

bool bad_address(CURLcode code) {
  return code == CURLE_URL_MALFORMAT || code == CURLE_UNSUPPORTED_PROTOCOL;
}

}  // namespace

struct HttpClient::Connection {
  struct Cleanup {
    void operator()(CURL* c) const { curl_easy_cleanup(c); }
  };
  std::unique_ptr<CURL, Cleanup> curl{curl_easy_init()};
};

HttpClient::HttpClient(HttpOptions options) : options_(std::move(options)) {
  static const CURLcode started = curl_global_init(CURL_GLOBAL_DEFAULT);  // once, thread-safe
  connection_ = std::make_unique<Connection>();
  if (started != CURLE_OK || !connection_->curl)
    throw Error("libcurl", "", "cannot be started", "check its installation");
}

HttpClient::~HttpClient() = default;

HttpAnswer HttpClient::send(const HttpRequest& request) {
  HttpAnswer answer;
  CURL* curl = connection_->curl.get();
  curl_easy_reset(curl);  // options only: the connection stays open
  const HeaderList headers = header_list(request);
  curl_easy_setopt(curl, CURLOPT_URL, request.url.c_str());
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 1L);
  curl_easy_setopt(curl, CURLOPT_MAXREDIRS, kMostRedirections);
  curl_easy_setopt(curl, CURLOPT_ACCEPT_ENCODING, "");
  curl_easy_setopt(curl, CURLOPT_USERAGENT, options_.user_agent.c_str());
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers.get());
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, kConnectSeconds);
  curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(options_.timeout * 1000));
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_body);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, &answer);
  curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, take_header);
  curl_easy_setopt(curl, CURLOPT_HEADERDATA, &answer);
  if (options_.cancelled) {
    curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, watch);
    curl_easy_setopt(curl, CURLOPT_XFERINFODATA, options_.cancelled);
  }
  if (!request.body.empty()) {
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE, static_cast<long>(request.body.size()));
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, request.body.c_str());
  }
  const CURLcode code = curl_easy_perform(curl);
  if (bad_address(code))
    throw Error(request.url, "", curl_easy_strerror(code),
                "give an address that starts with http:// or https://");
  if (code != CURLE_OK) {
    answer.problem = curl_easy_strerror(code);
    return answer;
  }
  long status = 0;
  curl_off_t wait = 0;
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
  curl_easy_getinfo(curl, CURLINFO_RETRY_AFTER, &wait);
  answer.status = static_cast<int>(status);
  answer.retry_after = static_cast<double>(wait);
  return answer;
}

std::string url_escaped(const std::string& text) {
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = std::isalnum(byte) && byte < 128;
    if (plain || std::string("-._~").find(c) != std::string::npos)
      out += c;
    else
      out += fmt::format("%{:02X}", byte);
  }
  return out;
}

}  // namespace clasp
