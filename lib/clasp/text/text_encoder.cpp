// SPDX-License-Identifier: MIT
// TextEncoder: the tokenizer and BERT of one source, and batches of texts of equal length.
#include <algorithm>
#include <cmath>
#include <cstring>
#include <filesystem>
#include <numeric>

#include "core/error.h"
#include "text/bert.h"
#include "text/formulas.h"
#include "text/named_elements.h"
#include "text/text.h"
#include "text/tokenizer.h"

namespace clasp {
namespace {

constexpr std::size_t kBatchTokens = 256;  // activations that stay in the cache
constexpr float kElementWeight = 0.3F;     // of the pooled output's length

/// 64 bits of a stream of words: a multiply-and-shift mix after each (the finaliser of SplitMix64).
class Hash {
 public:
  void add(std::uint64_t word) {
    std::uint64_t z = (state_ ^ word) + 0x9E3779B97F4A7C15ULL;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    state_ = z ^ (z >> 31);
  }
  void add(const void* bytes, std::size_t size) {
    const auto* at = static_cast<const unsigned char*>(bytes);
    for (std::size_t i = 0; i < size; i += 8) {
      std::uint64_t word = 0;
      std::memcpy(&word, at + i, std::min<std::size_t>(8, size - i));
      add(word);
    }
    add(size);
  }
  std::string text() const {
    static const char* digits = "0123456789abcdef";
    std::string out;
    for (int shift = 60; shift >= 0; shift -= 4) out += digits[state_ >> shift & 15];
    return out;
  }

 private:
  std::uint64_t state_ = 0;
};

void check_vocabulary(const std::string& source, int tokens, int rows) {
  constexpr int kPadding = 128;  // some models round the number of rows up
  if (tokens > rows || tokens <= rows - kPadding)
    throw Error(source, "vocabulary",
                "has " + std::to_string(tokens) + " tokens, the model " + std::to_string(rows),
                "give the vocab.txt that belongs to the model");
}

/// Writes the elements that a text names behind its pooled output of `hidden` values.
void add_elements(const std::string& text, float* row, int hidden) {
  const float length = std::sqrt(std::inner_product(row, row + hidden, row, 0.0F));
  const auto named = named_elements(text);
  for (int z = 0; z < kFeatureElements; ++z)
    row[hidden + z] = named[static_cast<std::size_t>(z)] ? kElementWeight * length : 0.0F;
}

TokenizerSettings tokenizer_settings(const BertSettings& s) {
  return {s.do_lower_case, s.strip_accents, s.tokenize_chinese_chars};
}

}  // namespace

struct TextEncoder::Implementation {
  Implementation(BertTensors t, const BertSettings& settings, std::string vocab,
                 const TextReading& how)
      : tensors(std::move(t)),
        vocabulary(std::move(vocab)),
        tokenizer(tensors.file().name(), vocabulary, tokenizer_settings(settings)),
        bert(tensors, settings),
        reading(how) {
    const std::string& source = tensors.file().name();
    check_vocabulary(source, tokenizer.size(), settings.vocab_size);
    if (reading.max_tokens < 3 || reading.max_tokens > settings.max_position_embeddings)
      throw Error(source, "max_tokens",
                  std::to_string(reading.max_tokens) + " is not in 3.." +
                      std::to_string(settings.max_position_embeddings),
                  "this text encoder has no more positions");
    if (reading.pooling == Pooling::kPooler && !bert.has_pooler())
      throw Error(source, "tensor pooler.dense.weight", "missing, but the pooling is \"pooler\"",
                  "use the pooling \"mean\" or \"cls\"");
  }

  /// Pooled outputs of texts of the same length, given by their rows in `ids`, into their rows of
  /// `out`.
  void encode_batch(const std::vector<std::vector<int>>& ids, const int* first, const int* last,
                    Matrix& out) const {
    std::vector<int> batch;
    for (const int* text = first; text != last; ++text)
      batch.insert(batch.end(), ids[*text].begin(), ids[*text].end());
    const int texts = static_cast<int>(last - first);
    Matrix hidden = bert.embed(batch, texts);
    for (int l = 0; l < bert.settings().num_hidden_layers; ++l) bert.apply(l, hidden, texts);
    const Matrix pooled = bert.pool(hidden, texts, reading.pooling);
    for (int t = 0; t < texts; ++t)
      std::copy(pooled.row(t), pooled.row(t) + pooled.cols, out.row(first[t]));
  }

  /// The text that is read: as it is written, or with formulas in words.
  std::string read_as(const std::string& text) const {
    return reading.spell_formulas ? spell_formulas(text) : text;
  }

  BertTensors tensors;
  std::string vocabulary;
  Tokenizer tokenizer;
  Bert bert;
  TextReading reading;
};

TextEncoder::TextEncoder(std::unique_ptr<Implementation> implementation)
    : implementation_(std::move(implementation)) {}
TextEncoder::~TextEncoder() = default;
TextEncoder::TextEncoder(TextEncoder&&) noexcept = default;

TextEncoder TextEncoder::from_folder(const std::string& folder, const TextReading& reading) {
  const BertSettings settings = read_bert_settings(folder);
  std::string vocabulary = read_folder_file(folder, "vocab.txt");
  const std::string weights = folder + "/model.safetensors";
  if (!std::filesystem::exists(weights))
    throw Error(folder, "", "has no model.safetensors",
                "convert older weights with transformers: "
                "AutoModel.from_pretrained(FOLDER).save_pretrained(FOLDER)");
  return TextEncoder(std::make_unique<Implementation>(
      BertTensors(SafetensorsFile::open(weights), ""), settings, std::move(vocabulary), reading));
}

TextEncoder TextEncoder::from_model(const ModelFile& model) {
  if (!model.has_text_encoder())
    throw Error(model.name(), "", "holds no text encoder, so it cannot read prompts",
                "attach one: clasp model pack " + model.name() +
                    " --text-encoder FOLDER --out MODEL.safetensors");
  const TextSettings& text = model.settings().text;
  const TensorView& vocab = model.tensors().at("tokenizer.vocab");
  std::string vocabulary(reinterpret_cast<const char*>(vocab.data), vocab.bytes());
  return TextEncoder(std::make_unique<Implementation>(BertTensors(model.tensors(), "text."),
                                                      text.bert, std::move(vocabulary), text));
}

int TextEncoder::width() const {
  return settings().hidden_size + (implementation_->reading.named_elements ? kFeatureElements : 0);
}

const BertSettings& TextEncoder::settings() const {
  return implementation_->bert.settings();
}

std::string TextEncoder::fingerprint() const {
  Hash hash;
  const BertTensors& tensors = implementation_->tensors;
  for (const auto& [name, unused] : tensors.names()) {
    const std::vector<float> values = tensors.at(name).to_float();
    hash.add(name.data(), name.size());
    hash.add(values.data(), values.size() * sizeof(float));
  }
  hash.add(implementation_->vocabulary.data(), implementation_->vocabulary.size());
  const BertSettings& s = settings();
  return "bert-" + std::to_string(s.num_hidden_layers) + "x" + std::to_string(s.hidden_size) + "-" +
         hash.text();
}

std::vector<int> TextEncoder::tokenize(const std::string& text, bool* truncated) const {
  return implementation_->tokenizer.encode(implementation_->read_as(text),
                                           implementation_->reading.max_tokens, truncated);
}

Matrix TextEncoder::encode(const std::vector<std::string>& texts) const {
  const TextReading& how = implementation_->reading;
  std::vector<std::string> read;
  std::vector<std::vector<int>> ids;
  read.reserve(texts.size());
  ids.reserve(texts.size());
  for (const std::string& text : texts) {
    read.push_back(implementation_->read_as(text));
    ids.push_back(implementation_->tokenizer.encode(read.back(), how.max_tokens, nullptr));
  }
  std::vector<int> order(texts.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(),
                   [&](int a, int b) { return ids[a].size() < ids[b].size(); });

  Matrix out{static_cast<int>(texts.size()), width(), {}};
  out.values.resize(texts.size() * static_cast<std::size_t>(width()));
  const int* const end = order.data() + order.size();
  for (const int* first = order.data(); first != end;) {
    const std::size_t length = ids[*first].size();
    const auto most = static_cast<std::ptrdiff_t>(std::max<std::size_t>(1, kBatchTokens / length));
    const int* limit = first + std::min(end - first, most);
    const int* last = std::find_if(first, limit, [&](int t) { return ids[t].size() != length; });
    implementation_->encode_batch(ids, first, last, out);
    first = last;
  }
  if (how.named_elements)
    for (std::size_t i = 0; i < read.size(); ++i)
      add_elements(read[i], out.row(static_cast<int>(i)), settings().hidden_size);
  return out;
}

std::vector<Matrix> TextEncoder::hidden_states(const std::vector<int>& ids) const {
  const Bert& bert = implementation_->bert;
  std::vector<Matrix> states = {bert.embed(ids, 1)};
  for (int l = 0; l < settings().num_hidden_layers; ++l) {
    states.push_back(states.back());
    bert.apply(l, states.back(), 1);
  }
  return states;
}

std::map<std::string, TensorData> TextEncoder::tensors() const {
  std::map<std::string, TensorData> out;
  for (const auto& [name, unused] : implementation_->tensors.names())
    out["text." + name] = TensorData::copy_of(implementation_->tensors.at(name));
  out["tokenizer.vocab"] = TensorData::from_text(implementation_->vocabulary);
  return out;
}

}  // namespace clasp
