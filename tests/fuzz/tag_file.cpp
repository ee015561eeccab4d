// SPDX-License-Identifier: MIT
// Tag files and what is made of them.
#include "fuzz/target.h"
#include "pages/report.h"

namespace {

constexpr const char* kTags = R"(# CLaSP tag file, format 1
# model: "m.safetensors"
# tag percentile: 95
# prompt 1: "silicon, diamond structure"
# prompt 2: "liquid ""silicon"""
step,time,tag,best,percentile 1,percentile 2,cosine 1,cosine 2
0,0,"silicon, diamond structure",1,99.5,20.25,0.61,-0.02
100,0.1,unknown,2,90,94.5,0.31,0.33
200,0.2,"liquid ""silicon""",2,12,100,0.1,0.55
)";

}  // namespace

std::vector<std::string> fuzz_seeds() {
  return {kTags};
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  return clasp::test::parse_input(data, size, [](const std::string& text) {
    const auto series = clasp::parse_tag_file(text, "tags.csv");
    clasp::report_summary(series);
    clasp::report_text(series, 60, true);
    clasp::report_page({"title", series, {}, {}});
  });
}
