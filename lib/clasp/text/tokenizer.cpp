// SPDX-License-Identifier: MIT
#include "text/tokenizer.h"

#include <algorithm>

#include "core/error.h"
#include "text/unicode.h"

namespace clasp {
namespace {

constexpr std::size_t kMaxWordLength = 100;  // characters; a longer word is unknown, as in BERT

int required(const std::unordered_map<std::string, int>& ids, const char* token,
             const std::string& name) {
  const auto found = ids.find(token);
  if (found == ids.end())
    throw Error(name, "vocabulary", std::string("has no ") + token,
                "give the vocab.txt of a BERT model, one token a line");
  return found->second;
}

}  // namespace

Tokenizer::Tokenizer(const std::string& name, std::string_view vocabulary,
                     TokenizerSettings settings)
    : settings_(settings) {
  while (!vocabulary.empty()) {
    const std::size_t end = std::min(vocabulary.find('\n'), vocabulary.size());
    std::string_view token = vocabulary.substr(0, end);
    if (!token.empty() && token.back() == '\r') token.remove_suffix(1);
    ids_[std::string(token)] = size_++;
    vocabulary.remove_prefix(std::min(end + 1, vocabulary.size()));
  }
  unknown_ = required(ids_, "[UNK]", name);
  start_ = required(ids_, "[CLS]", name);
  end_ = required(ids_, "[SEP]", name);
  for (const char* special : {"[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"})
    if (const auto found = ids_.find(special); found != ids_.end()) specials_.push_back(*found);
}

std::vector<int> Tokenizer::encode(std::string_view text, int max_tokens, bool* truncated) const {
  std::vector<int> ids = {start_};
  while (!text.empty()) {
    // Special tokens are found before any normalisation.
    std::size_t at = text.find('[');
    const std::pair<std::string, int>* special = nullptr;
    for (; at != std::string_view::npos; at = text.find('[', at + 1)) {
      const auto found = std::find_if(specials_.begin(), specials_.end(), [&](const auto& s) {
        return text.compare(at, s.first.size(), s.first) == 0;
      });
      if (found != specials_.end()) {
        special = &*found;
        break;
      }
    }
    append_words(text.substr(0, at), ids);
    if (special == nullptr) break;
    ids.push_back(special->second);
    text.remove_prefix(at + special->first.size());
  }
  const std::size_t limit = static_cast<std::size_t>(std::max(max_tokens, 2)) - 1;
  if (truncated != nullptr) *truncated = ids.size() > limit;
  ids.resize(std::min(ids.size(), limit));
  ids.push_back(end_);
  return ids;
}

std::u32string Tokenizer::normalise(std::string_view text) const {
  std::u32string out;
  for (const char32_t c : unicode::decode(text)) {
    if (unicode::is_dropped(c)) continue;
    if (unicode::is_space(c))
      out.push_back(U' ');
    else if (settings_.tokenize_chinese_chars && unicode::is_cjk_ideograph(c))
      (out += U' ').append(1, c).append(1, U' ');
    else
      out.push_back(c);
  }
  if (settings_.strip_accents) {
    out = unicode::decompose(out);
    out.erase(std::remove_if(out.begin(), out.end(), unicode::is_nonspacing_mark), out.end());
  }
  return settings_.lower_case ? unicode::to_lower(out) : out;
}

void Tokenizer::append_words(std::string_view text, std::vector<int>& ids) const {
  std::u32string word;
  const auto finish = [&] {
    if (!word.empty()) append_word(word, ids);
    word.clear();
  };
  for (const char32_t c : normalise(text)) {
    if (unicode::is_space(c)) {
      finish();
    } else if (unicode::is_punctuation(c)) {
      finish();
      append_word({c}, ids);
    } else {
      word.push_back(c);
    }
  }
  finish();
}

void Tokenizer::append_word(const std::u32string& word, std::vector<int>& ids) const {
  if (word.size() > kMaxWordLength) return ids.push_back(unknown_);
  std::string utf8;
  std::vector<std::size_t> ends;  // of every character
  for (const char32_t c : word) {
    unicode::append_utf8(utf8, c);
    ends.push_back(utf8.size());
  }
  const std::size_t before = ids.size();
  std::string piece;
  for (std::size_t start = 0, first = 0; first < ends.size();) {
    std::size_t last = ends.size();
    for (; last > first; --last) {  // the longest piece in the vocabulary
      piece.assign(start > 0 ? "##" : "").append(utf8, start, ends[last - 1] - start);
      if (const auto found = ids_.find(piece); found != ids_.end()) {
        ids.push_back(found->second);
        break;
      }
    }
    if (last == first) {  // one piece unknown: the word is
      ids.resize(before);
      return ids.push_back(unknown_);
    }
    start = ends[last - 1];
    first = last;
  }
}

}  // namespace clasp
