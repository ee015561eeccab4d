// SPDX-License-Identifier: MIT
// The container: what is written is read back, and every kind of damage is named.
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <csignal>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>

#include "core/error.h"
#include "core/half.h"
#include "core/rng.h"
#include "core/safetensors.h"
#include "core/write_file.h"

using namespace clasp;

namespace {

std::vector<std::byte> bytes_of(const std::string& header, std::size_t data) {
  std::vector<std::byte> out(8 + header.size() + data);
  for (int i = 0; i < 8; ++i) out[i] = static_cast<std::byte>(header.size() >> (8 * i) & 0xFF);
  std::memcpy(out.data() + 8, header.data(), header.size());
  return out;
}

std::string message_of(const std::vector<std::byte>& bytes) {
  try {
    SafetensorsFile::from_bytes("model.safetensors", bytes);
  } catch (const Error& e) {
    return e.what();
  }
  return "no error";
}

std::vector<std::byte> sample() {
  std::map<std::string, TensorData> tensors;
  tensors["a"] = TensorData::from_floats({1, 2, 3, 4, 5, 6}, {2, 3});
  tensors["half"] = TensorData::from_floats({0.5F, -2.0F}, {2}, DType::F16);
  tensors["text"] = TensorData::from_text("words");
  return to_safetensors(tensors, {{"key", "value"}});
}

}  // namespace

TEST(Safetensors, ReadsBackWhatWasWritten) {
  const auto file = SafetensorsFile::from_bytes("memory", sample());
  EXPECT_EQ(file.floats("a", {2, 3}), (std::vector<float>{1, 2, 3, 4, 5, 6}));
  EXPECT_EQ(file.floats("a", {-1, 3}).size(), 6U);
  EXPECT_EQ(file.floats("half", {2}), (std::vector<float>{0.5F, -2.0F}));
  EXPECT_EQ(file.metadata().at("key"), "value");
  EXPECT_EQ(std::memcmp(file.at("text").data, "words", 5), 0);
}

TEST(Safetensors, NamesEveryDamage) {
  const auto contains = [](const std::string& message, const std::string& part) {
    EXPECT_NE(message.find("model.safetensors"), std::string::npos) << message;
    EXPECT_NE(message.find(part), std::string::npos) << message;
  };
  contains(message_of({}), "too short");
  contains(message_of(bytes_of("[1]", 0)), "not a JSON object");
  contains(message_of(bytes_of("not json", 0)), "not a JSON object");
  contains(message_of(bytes_of(R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}})", 4)),
           "outside");
  contains(message_of(bytes_of(R"({"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}})", 8)),
           "shape");
  contains(message_of(bytes_of(R"({"a":{"dtype":"Q4","shape":[2],"data_offsets":[0,8]}})", 8)),
           "Q4");
  contains(message_of(bytes_of(R"({"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}})", 8)),
           "whole number");
  contains(message_of(
               bytes_of(R"({"a":{"dtype":"F32","shape":[9000000000000000000,9000000000000000000],)"
                        R"("data_offsets":[0,8]}})",
                        8)),
           "larger than the file");
  contains(message_of(bytes_of(R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},)"
                               R"("b":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}})",
                               12)),
           "overlaps");
  contains(message_of(bytes_of(R"({"__metadata__":{"x":1}})", 0)), "not a string");
  std::vector<std::byte> huge(16, std::byte{0x7F});
  contains(message_of(huge), "does not fit");
}

TEST(Safetensors, RandomDamageIsAnErrorOrHarmless) {
  const auto good = sample();
  Rng rng(11);
  for (int n = 0; n < 20000; ++n) {
    auto bad = good;
    const int flips = 1 + static_cast<int>(rng.below(4));
    for (int k = 0; k < flips; ++k)
      bad[rng.below(bad.size())] = static_cast<std::byte>(rng.below(256));
    if (rng.below(3) == 0) bad.resize(rng.below(bad.size()));
    try {
      const auto file = SafetensorsFile::from_bytes("memory", bad);
      for (const auto& [name, view] : file.tensors())
        if (dtype_size(view.dtype) > 1 && view.dtype != DType::I32 && view.dtype != DType::I64)
          view.to_float();
    } catch (const Error&) {
    }
  }
}

TEST(Safetensors, MissingShapeAndWrongKindAreNamed) {
  const auto file = SafetensorsFile::from_bytes("model.safetensors", sample());
  EXPECT_THROW(file.at("b"), Error);
  EXPECT_THROW(file.floats("a", {3, 2}), Error);
  EXPECT_THROW(file.floats("text", {5}), Error);
  EXPECT_THROW(SafetensorsFile::open("/no/such/file"), Error);
  EXPECT_THROW(SafetensorsFile::open("/tmp"), Error);
}

namespace {

std::string write_error(const std::string& path, std::size_t size) {
  const std::vector<char> data(size, 'x');
  try {
    write_file_atomically(path, data.data(), data.size());
  } catch (const Error& e) {
    return e.what();
  }
  return "no error";
}

std::size_t files_named(const std::filesystem::path& folder, const std::string& part) {
  std::size_t count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    count += entry.path().filename().string().find(part) != std::string::npos;
  return count;
}

}  // namespace

TEST(AtomicWrite, ReplacesTheOldFile) {
  const std::string path = testing::TempDir() + "clasp_replace";
  write_file_atomically(path, "first", 5);
  write_file_atomically(path, "second", 6);
  std::string text;
  std::ifstream(path) >> text;
  EXPECT_EQ(text, "second");
  std::remove(path.c_str());
}

TEST(AtomicWrite, AFullDiskLeavesTheOldFileAndNothingElse) {
  const std::string path = testing::TempDir() + "clasp_full";
  write_file_atomically(path, "old", 3);
  std::signal(SIGXFSZ, SIG_IGN);
  rlimit before{};
  getrlimit(RLIMIT_FSIZE, &before);
  const rlimit small{4096, before.rlim_max};
  setrlimit(RLIMIT_FSIZE, &small);
  const std::string message = write_error(path, 100000);
  setrlimit(RLIMIT_FSIZE, &before);
  EXPECT_NE(message.find("cannot write"), std::string::npos) << message;
  std::string text;
  std::ifstream(path) >> text;
  EXPECT_EQ(text, "old");
  EXPECT_EQ(files_named(testing::TempDir(), "clasp_full"), 1U);
  std::remove(path.c_str());
}

TEST(AtomicWrite, UnwritablePlacesAreNamed) {
  EXPECT_NE(write_error("/no/such/folder/file", 1).find("/no/such/folder/file: cannot write"),
            std::string::npos);
  EXPECT_NE(write_error("/proc/clasp-test", 1).find("/proc/clasp-test: cannot write"),
            std::string::npos);
  EXPECT_NE(write_error("/dev/full", 100).find("No space left"), std::string::npos);
  EXPECT_TRUE(std::filesystem::is_character_file("/dev/full"));
}

TEST(Half, RoundTripsEveryFiniteValue) {
  for (unsigned h = 0; h < 65536; ++h) {
    const auto bits = static_cast<std::uint16_t>(h);
    if ((bits & 0x7C00U) == 0x7C00U && (bits & 0x3FFU) != 0) continue;  // NaN
    EXPECT_EQ(float_to_half(half_to_float(bits)), bits);
  }
  EXPECT_EQ(float_to_half(1e6F), 0x7C00U);
  EXPECT_EQ(half_to_float(float_to_half(0.1F)), 0.0999755859375F);
}
