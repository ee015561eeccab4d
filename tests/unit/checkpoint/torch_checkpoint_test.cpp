// SPDX-License-Identifier: MIT
// Checkpoints by torch.save against the tensors that PyTorch put there, and hostile files.
#include "cli/checkpoint/torch_checkpoint.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <cstring>

#include "cli/checkpoint/zip_archive.h"
#include "core/error.h"
#include "core/rng.h"
#include "support/damage.h"
#include "unit/text/tiny_bert.h"
#include "zip_writer.h"

namespace {

using clasp::read_torch_state_dict;
using clasp::test::Members;
using clasp::test::TemporaryFolder;

const std::string kCheckpoints = clasp::test::kData + "checkpoints/";

Members members_of(const std::string& path) {
  Members members;
  clasp::visit_zip(path, [&](const std::string& name, const clasp::ReadMember& read) {
    const auto bytes = read(std::size_t{1} << 24);
    members.emplace_back(name,
                         std::string(reinterpret_cast<const char*>(bytes.data()), bytes.size()));
  });
  return members;
}

constexpr int kDamagedFiles = 400;  ///< or what CLASP_FUZZ_ROUNDS asks for

/// The message with which a file is refused, without its path; "accepted" otherwise.
std::string refusal(const std::string& path) {
  try {
    read_torch_state_dict(path);
  } catch (const clasp::Error& error) {
    const std::string what = error.what();
    EXPECT_EQ(what.rfind(path, 0), 0U) << what;
    return what.substr(path.size());
  }
  return "accepted";
}

/// Little-endian.
std::string bytes_of(std::uint64_t n, int size) {
  std::string text;
  for (int i = 0; i < size; ++i) text.push_back(static_cast<char>(n >> (8 * i) & 0xFF));
  return text;
}

std::string text_of(const std::string& text) {
  return "X" + bytes_of(text.size(), 4) + text;
}

std::string number_of(std::int64_t n) {
  return "\x8a\x08" + bytes_of(static_cast<std::uint64_t>(n), 8);
}

/// A float tensor as torch.save writes it.
std::string tensor_of(std::int64_t available, std::int64_t offset, const std::string& shape,
                      const std::string& strides) {
  return "ctorch._utils\n_rebuild_tensor_v2\n((" + text_of("storage") + "ctorch\nFloatStorage\n" +
         text_of("0") + text_of("cpu") + number_of(available) + "tQ" + number_of(offset) + shape +
         strides + "\x89}tR";
}

/// A pickle whose state dict holds `value` under "w".
std::string pickle_of(const std::string& value) {
  return "\x80\x02}" + text_of("state_dict") + "}" + text_of("w") + value + "ss.";
}

std::string refusal_of_pickle(const std::string& pickle,
                              const std::string& storage = std::string(64, '\0')) {
  TemporaryFolder folder;
  const std::string path = folder.file("model.ckpt");
  clasp::test::write_zip(
      path, {{"any/data.pkl", pickle}, {"any/data/0", storage}, {"any/version", "3\n"}});
  return refusal(path);
}

TEST(TorchCheckpoint, GivesEveryTensorOfEveryProtocol) {
  const auto expected = clasp::SafetensorsFile::open(kCheckpoints + "every_kind.safetensors");
  for (const char* protocol : {"2", "3", "4", "5"}) {
    const auto state = read_torch_state_dict(kCheckpoints + "every_kind." + protocol + ".ckpt");
    ASSERT_EQ(state.size(), expected.tensors().size());
    for (const auto& [key, view] : expected.tensors()) {
      const auto& tensor = state.at(key);
      EXPECT_EQ(tensor.dtype, view.dtype) << key;
      EXPECT_EQ(tensor.shape, view.shape) << key;
      EXPECT_EQ(tensor.bytes, std::vector<std::byte>(view.data, view.data + view.bytes())) << key;
    }
  }
}

TEST(TorchCheckpoint, HandWrittenPickleIsRead) {
  std::string storage;
  for (const float v : {1.0F, 2.0F, 3.0F, 4.0F})
    storage.append(reinterpret_cast<const char*>(&v), 4);
  TemporaryFolder folder;
  const std::string path = folder.file("model.ckpt");
  clasp::test::write_zip(path,
                         {{"x/data.pkl", pickle_of(tensor_of(4, 1, "K\x03\x85", "K\x01\x85"))},
                          {"x/data/0", storage}});
  const auto state = read_torch_state_dict(path);
  ASSERT_EQ(state.count("w"), 1U);
  const auto& tensor = state.at("w");
  EXPECT_EQ(tensor.shape, std::vector<std::int64_t>{3});
  float values[3];
  ASSERT_EQ(tensor.bytes.size(), sizeof(values));
  std::memcpy(values, tensor.bytes.data(), sizeof(values));
  EXPECT_EQ(values[0], 2.0F);
  EXPECT_EQ(values[2], 4.0F);
}

TEST(TorchCheckpoint, NothingIsExecuted) {
  TemporaryFolder folder;
  const std::string command = "cos\nsystem\n(" + text_of("touch " + folder.file("executed")) + "tR";
  EXPECT_EQ(
      refusal_of_pickle(pickle_of(command)).rfind(": state_dict key w: is not a dense tensor", 0),
      0U);
  const std::string beside = "\x80\x02}" + text_of("a") + command + "s" + text_of("state_dict") +
                             "}" + text_of("w") + tensor_of(4, 0, "K\x04\x85", "K\x01\x85") + "ss.";
  EXPECT_EQ(refusal_of_pickle(beside), "accepted");
  EXPECT_FALSE(std::filesystem::exists(folder.file("executed")));
}

TEST(TorchCheckpoint, TensorsOutsideTheirStorageAreRefused) {
  const auto with = [](std::int64_t available, std::int64_t offset, const std::string& shape,
                       const std::string& strides) {
    return refusal_of_pickle(pickle_of(tensor_of(available, offset, shape, strides)));
  };
  const auto huge = [](std::int64_t n) { return number_of(n) + "\x85"; };
  EXPECT_EQ(with(16, 0, huge(16), huge(1)), "accepted");
  EXPECT_NE(with(16, 1, huge(16), huge(1)).find("reaches outside its storage"), std::string::npos);
  EXPECT_NE(with(16, -1, huge(4), huge(1)).find("reaches outside its storage"), std::string::npos);
  EXPECT_NE(with(16, 0, huge(4), huge(INT64_MAX / 2)).find("reaches outside its storage"),
            std::string::npos);
  EXPECT_NE(with(16, INT64_MAX, huge(4), huge(1)).find("reaches outside its storage"),
            std::string::npos);
  EXPECT_NE(with(20, 0, huge(20), huge(1)).find("is too short"), std::string::npos);
  EXPECT_NE(with(INT64_MAX, 0, huge(4), huge(1)).find("reaches outside its storage"),
            std::string::npos);
  EXPECT_NE(with(16, 0, huge(INT64_MAX), huge(0)).find("is larger than the file"),
            std::string::npos);
  EXPECT_NE(with(16, 0, huge(-1), huge(1)).find("not a whole number"), std::string::npos);
  EXPECT_NE(with(16, 0, huge(4), ")").find("of unequal number"), std::string::npos);
  std::string many;  // each within the file, all together far beyond
  for (int i = 0; i < 400; ++i)
    many += text_of("w" + std::to_string(i)) + tensor_of(1, 0, huge(1000), huge(0)) + "s";
  EXPECT_NE(refusal_of_pickle("\x80\x02}" + text_of("state_dict") + "}" + many + "s.")
                .find("more than the file"),
            std::string::npos);
}

TEST(TorchCheckpoint, PicklesThatAreNoneAreRefused) {
  EXPECT_NE(refusal_of_pickle("").find("byte 0 of the pickle: ends in the middle"),
            std::string::npos);
  EXPECT_NE(refusal_of_pickle("\x80\x09N.").find("of pickle protocol 9"), std::string::npos);
  EXPECT_NE(refusal_of_pickle("\x80\x02\x82N.").find("byte 2 of the pickle: opcode 130"),
            std::string::npos);
  EXPECT_NE(refusal_of_pickle("\x80\x02.").find("takes from an empty stack"), std::string::npos);
  EXPECT_NE(refusal_of_pickle("\x80\x02t.").find("needs a mark"), std::string::npos);
  EXPECT_NE(refusal_of_pickle("\x80\x02h\x07.").find("recalls object 7"), std::string::npos);
  EXPECT_NE(
      refusal_of_pickle(std::string("\x80\x02X\xff\xff\xff\xff", 7)).find("ends in the middle"),
      std::string::npos);
  EXPECT_NE(refusal_of_pickle("\x80\x02}.").find("has no tensors under \"state_dict\""),
            std::string::npos);
  EXPECT_NE(refusal_of_pickle("\x80\x02" + std::string(3'000'000, ']') + ".")
                .find("more than 2000000 objects"),
            std::string::npos);
}

TEST(TorchCheckpoint, OtherFilesAreRefused) {
  TemporaryFolder folder;
  const std::string path = folder.file("model.ckpt");
  EXPECT_NE(refusal(path).find("cannot open"), std::string::npos);
  folder.write("model.ckpt", "\x80\x02\x8a\x0a legacy");
  EXPECT_EQ(refusal(path).rfind(": is not a zip archive, as PyTorch writes since version 1.6", 0),
            0U);
  clasp::test::write_zip(path, {{"readme.txt", "hello"}});
  EXPECT_EQ(refusal(path).rfind(": is a zip archive without FOLDER/data.pkl", 0), 0U);
  clasp::test::write_zip(path,
                         {{"x/data.pkl", pickle_of(tensor_of(4, 0, "K\x04\x85", "K\x01\x85"))}});
  EXPECT_EQ(refusal(path).rfind(": state_dict key w: its data, x/data/0, is missing", 0), 0U);
  clasp::test::write_zip(path, {{"x/byteorder", "big"}, {"x/data.pkl", "\x80\x02}."}});
  EXPECT_EQ(refusal(path).rfind(": byteorder: is \"big\"", 0), 0U);
  clasp::test::write_zip(path,
                         {{"x/data.pkl", pickle_of(tensor_of(4, 0, "K\x04\x85", "K\x01\x85"))},
                          {"x/data/0", std::string(20'000'000, '\0')}},
                         /*compress=*/true);
  EXPECT_NE(refusal(path).find("x/data/0: is larger than"), std::string::npos) << "a bomb";
}

TEST(TorchCheckpoint, CutFilesAreRefused) {
  const std::string whole = clasp::test::read_file(kCheckpoints + "every_kind.2.ckpt");
  TemporaryFolder folder;
  for (std::size_t length = 0; length < whole.size(); length += 97) {
    folder.write("cut.ckpt", whole.substr(0, length));
    EXPECT_NE(refusal(folder.file("cut.ckpt")), "accepted") << length;
  }
}

TEST(TorchCheckpoint, DamagedFilesNeverCrash) {
  clasp::Rng rng(17);
  TemporaryFolder folder;
  const std::string whole = clasp::test::read_file(kCheckpoints + "every_kind.2.ckpt");
  for (int n = 0; n < clasp::test::fuzz_rounds(kDamagedFiles); ++n) {
    std::string damaged = whole;
    for (std::uint64_t hits = 1 + rng.below(4); hits > 0; --hits)
      damaged[rng.below(damaged.size())] = static_cast<char>(rng.below(256));
    folder.write("damaged.ckpt", damaged);
    refusal(folder.file("damaged.ckpt"));
  }
}

TEST(TorchCheckpoint, DamagedPicklesNeverCrash) {
  // The archive around the pickle is sound, so that its checksum does not end the matter early.
  clasp::Rng rng(18);
  TemporaryFolder folder;
  int accepted = 0;
  for (const char* protocol : {"2", "4"}) {
    const Members whole = members_of(kCheckpoints + "every_kind." + protocol + ".ckpt");
    for (int n = 0; n < clasp::test::fuzz_rounds(kDamagedFiles); ++n) {
      Members damaged = whole;
      for (auto& [name, content] : damaged)
        if (name.find("data.pkl") != std::string::npos)
          for (std::uint64_t hits = 1 + rng.below(3); hits > 0; --hits)
            clasp::test::damage(content, rng);
      clasp::test::write_zip(folder.file("damaged.ckpt"), damaged);
      accepted += refusal(folder.file("damaged.ckpt")) == "accepted";
    }
  }
  EXPECT_GT(accepted, 0) << "some changes hit what is not read";
  EXPECT_LT(accepted, 2 * clasp::test::fuzz_rounds(kDamagedFiles));
}

}  // namespace
