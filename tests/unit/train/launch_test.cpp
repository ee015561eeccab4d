// SPDX-License-Identifier: MIT
// Launchers' variables, as they set them.
#include "train/launch.h"

#include <gtest/gtest.h>

#include <map>

#include "core/error.h"

namespace {

using clasp::Launch;
using Variables = std::map<std::string, std::string>;

Launch launch(const Variables& variables) {
  return clasp::find_launch([&](const char* name) {
    const auto found = variables.find(name);
    return found == variables.end() ? nullptr : found->second.c_str();
  });
}

std::string refusal(const Variables& variables) {
  try {
    launch(variables);
  } catch (const clasp::Error& e) {
    return e.what();
  }
  return "";
}

TEST(Launch, NoLauncherIsOneProcess) {
  const Launch l = launch({{"SLURM_JOB_ID", "7"}});
  EXPECT_EQ(l.rank, 0);
  EXPECT_EQ(l.size, 1);
}

TEST(Launch, Torchrun) {
  Variables v = {
      {"RANK", "3"}, {"WORLD_SIZE", "8"}, {"MASTER_ADDR", "gpu1"}, {"MASTER_PORT", "29500"}};
  const Launch l = launch(v);
  EXPECT_EQ(l.rank, 3);
  EXPECT_EQ(l.size, 8);
  EXPECT_EQ(l.host, "gpu1");
  EXPECT_EQ(l.port, 29500);
  EXPECT_EQ(l.local_rank, 3);
  v["LOCAL_RANK"] = "1";
  EXPECT_EQ(launch(v).local_rank, 1);
  v["TORCHELASTIC_USE_AGENT_STORE"] = "True";
  EXPECT_EQ(launch(v).port, 29501);
}

TEST(Launch, OpenMpiOnOneHostNeedsNothingElse) {
  Variables v = {{"OMPI_COMM_WORLD_RANK", "1"},
                 {"OMPI_COMM_WORLD_SIZE", "4"},
                 {"OMPI_COMM_WORLD_LOCAL_SIZE", "4"},
                 {"PMIX_NAMESPACE", "1234567"}};
  const Launch one = launch(v);
  EXPECT_EQ(one.rank, 1);
  EXPECT_EQ(one.size, 4);
  EXPECT_EQ(one.host, "127.0.0.1");
  v["OMPI_COMM_WORLD_RANK"] = "2";
  EXPECT_EQ(launch(v).port, one.port);
  v["PMIX_NAMESPACE"] = "1234568";
  EXPECT_NE(launch(v).port, one.port);
  v["OMPI_COMM_WORLD_LOCAL_SIZE"] = "2";
  EXPECT_NE(refusal(v).find("MASTER_ADDR: is not set"), std::string::npos);
  v["OMPI_COMM_WORLD_LOCAL_RANK"] = "0";
  v["MASTER_ADDR"] = "n1";
  EXPECT_EQ(launch(v).local_rank, 0);
  EXPECT_EQ(launch(v).host, "n1");
}

TEST(Launch, MpichOnOneHostTakesThePortFromItsParent) {
  const Variables v = {{"PMI_RANK", "0"}, {"PMI_SIZE", "2"}, {"MPI_LOCALNRANKS", "2"}};
  EXPECT_EQ(launch(v).size, 2);
  EXPECT_GE(launch(v).port, 20000);
  EXPECT_NE(refusal({{"PMI_RANK", "0"}, {"PMI_SIZE", "2"}, {"MASTER_ADDR", "a"}})
                .find("MASTER_PORT: is not set"),
            std::string::npos);
}

TEST(Launch, SlurmNamesTheFirstHost) {
  const Launch l = launch({{"SLURM_PROCID", "5"},
                           {"SLURM_NTASKS", "16"},
                           {"SLURM_LOCALID", "2"},
                           {"SLURM_NODELIST", "gpu[07-09,12],login"},
                           {"SLURM_JOB_ID", "42"}});
  EXPECT_EQ(l.rank, 5);
  EXPECT_EQ(l.size, 16);
  EXPECT_EQ(l.local_rank, 2);
  EXPECT_EQ(l.host, "gpu07");
  EXPECT_EQ(clasp::first_host("node3"), "node3");
  EXPECT_EQ(clasp::first_host("a,b"), "a");
  EXPECT_EQ(clasp::first_host("n[12,14]"), "n12");
  EXPECT_EQ(clasp::first_host("n[5]"), "n5");
}

TEST(Launch, NonsenseIsNamed) {
  EXPECT_NE(refusal({{"RANK", "4"}, {"WORLD_SIZE", "4"}}).find("RANK: has the value \"4\""),
            std::string::npos);
  EXPECT_NE(refusal({{"RANK", "0"}}).find("WORLD_SIZE: is not set"), std::string::npos);
  EXPECT_NE(refusal({{"RANK", "x"}, {"WORLD_SIZE", "4"}}).find("RANK"), std::string::npos);
}

}  // namespace
