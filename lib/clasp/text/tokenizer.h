// SPDX-License-Identifier: MIT
// BERT's tokenizer: text to WordPiece ids, the same ids as Hugging Face's BertTokenizer gives.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace clasp {

struct TokenizerSettings {
  bool lower_case = true;
  bool strip_accents = true;
  bool tokenize_chinese_chars = true;  ///< every CJK ideograph is a word of its own
};

class Tokenizer {
 public:
  /// @param name        stands in error messages (file the vocabulary is from)
  /// @param vocabulary  the content of vocab.txt: one token a line, its id is the line number from
  /// 0 Throws Error if [UNK], [CLS] or [SEP] is missing.
  Tokenizer(const std::string& name, std::string_view vocabulary, TokenizerSettings settings);

  /// [CLS], the tokens of the text, [SEP]; at most max_tokens ids (>= 2) with both of them. Special
  /// tokens written literally in the text count as such. Bytes that are not UTF-8 are left out.
  /// @param truncated  set to whether tokens were cut off; may be null
  std::vector<int> encode(std::string_view text, int max_tokens, bool* truncated = nullptr) const;

  int size() const { return size_; }  ///< lines of the vocabulary

 private:
  std::u32string normalise(std::string_view text) const;
  void append_words(std::string_view text, std::vector<int>& ids) const;
  void append_word(const std::u32string& word, std::vector<int>& ids) const;

  TokenizerSettings settings_;
  std::unordered_map<std::string, int> ids_;
  std::vector<std::pair<std::string, int>> specials_;
  int size_ = 0, unknown_ = 0, start_ = 0, end_ = 0;
};

}  // namespace clasp
