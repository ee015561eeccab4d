// SPDX-License-Identifier: MIT
// Vocabularies, and prompts read with them: the input's first half is the one, the second the
// other.
#include "fuzz/target.h"
#include "text/formulas.h"
#include "text/named_elements.h"
#include "text/tokenizer.h"

namespace {

constexpr const char* kVocabulary =
    "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\nsilicon\ndiamond\nstructure\n##ide\nox\n##o\n##3\n##"
    "t\nsr\n"
    "(\n)\n-\n,\n.\n\xCE\xB1\n2\ncu\n##per\ncop\n";
constexpr const char* kPrompts =
    "Silicon, diamond structure; SrTiO3 and La2-xSrxCuO4-\xCE\xB4 [MASK] Cu(II) \xE9\x9B\xBB "
    "oxide <sub>2</sub> W metal, (Al,Si) \xCE\xB1-SiO$_2$ Na\xC3\xAFve [Cu(H2O)4]SO4.H2O I 300 K";

}  // namespace

std::vector<std::string> fuzz_seeds() {
  return {std::string(kVocabulary) + kPrompts};
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  return clasp::test::parse_input(data, size, [](const std::string& text) {
    const std::string prompts = text.substr(text.size() / 2);
    const std::string spelled = clasp::spell_formulas(prompts);
    clasp::named_elements(spelled);
    const clasp::Tokenizer tokenizer("vocab.txt", text.substr(0, text.size() / 2), {});
    tokenizer.encode(prompts, 64);
    tokenizer.encode(spelled, 3);
  });
}
