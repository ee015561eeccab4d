// SPDX-License-Identifier: MIT
// What a server says about its limits is kept to, where it is stricter than what was asked for.
#include "corpus/pace.h"

#include <gtest/gtest.h>

#include <thread>

namespace clasp {
namespace {

HttpAnswer with(const std::string& name, const std::string& value) {
  HttpAnswer answer;
  answer.headers[name] = value;
  return answer;
}

TEST(Pace, TakesTheLowerOfTwoRates) {
  Pace pace(10, 1);
  HttpAnswer answer = with("x-rate-limit-limit", "50");
  answer.headers["x-rate-limit-interval"] = "1s";
  ASSERT_TRUE(pace.begin());
  pace.end(answer);
  EXPECT_EQ(pace.rate(), 10);
  answer.headers["x-rate-limit-interval"] = "10s";
  ASSERT_TRUE(pace.begin());
  pace.end(answer);
  EXPECT_EQ(pace.rate(), 5);
  ASSERT_TRUE(pace.begin());
  pace.end(with("x-rate-limit-limit", "nonsense"));
  EXPECT_EQ(pace.rate(), 5);
}

TEST(Pace, ServerWithALimitSlowsAnUnlimitedClient) {
  Pace pace(0, 1);
  HttpAnswer answer = with("x-rate-limit-limit", "20");
  answer.headers["x-rate-limit-interval"] = "1s";
  ASSERT_TRUE(pace.begin());
  pace.end(answer);
  EXPECT_EQ(pace.rate(), 20);
}

TEST(Pace, NothingStartsWhileTheServerWantsToBeLeftAlone) {
  Pace pace(0, 4);
  HttpAnswer answer;
  answer.retry_after = 0.2;
  ASSERT_TRUE(pace.begin());
  const auto start = std::chrono::steady_clock::now();
  pace.end(answer);
  ASSERT_TRUE(pace.begin());
  EXPECT_GE(std::chrono::steady_clock::now() - start, std::chrono::milliseconds(200));
}

TEST(Pace, StopEndsEveryWait) {
  Pace pace(0, 1);
  ASSERT_TRUE(pace.begin());
  std::thread blocked([&] { EXPECT_FALSE(pace.begin()); });
  std::thread asleep([&] { EXPECT_FALSE(pace.sleep(3600)); });
  pace.stop();
  blocked.join();
  asleep.join();
}

}  // namespace
}  // namespace clasp
