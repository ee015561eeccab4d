// SPDX-License-Identifier: GPL-2.0-or-later
#include "clasp_prompt_scorer.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>

#include "core/error.h"
#include "retrieval/calibration.h"
#include "text/text.h"

namespace clasp {
namespace {

/// FNV-1a over the crystal encoder and the prompts, as many bits as a double holds exactly.
double fingerprint_of(const std::vector<std::byte>& crystal_part,
                      const std::vector<std::string>& prompts) {
  std::uint64_t hash = 0xcbf29ce484222325u;
  const auto add = [&hash](unsigned char byte) { hash = (hash ^ byte) * 0x100000001b3u; };
  for (const std::byte byte : crystal_part) add(static_cast<unsigned char>(byte));
  for (const std::string& prompt : prompts) {
    for (const char c : prompt) add(static_cast<unsigned char>(c));
    add(0);
  }
  return static_cast<double>(hash >> 11);
}

}  // namespace

int choose_tag(int present, const Scores& scores, double threshold, double hysteresis) {
  if (scores.best == 0) return 0;
  const double best = scores.percentile[scores.best - 1];
  if (present > 0) {
    const double now = scores.percentile[present - 1];
    if (now >= threshold - hysteresis && best < now + hysteresis) return present;
  }
  return best >= threshold ? scores.best : 0;
}

struct PromptScorer::Implementation {
  Matrix prompts;
  std::vector<Calibration> calibrations;
  std::vector<int> truncated;
  int max_tokens = 0;
  double fingerprint = 0.0;
};

PromptScorer::PromptScorer(const std::string& model_path, const std::vector<std::string>& prompts)
    : implementation_(std::make_unique<Implementation>()) {
  const ModelFile model = ModelFile::open(model_path);
  Implementation& self = *implementation_;
  self.max_tokens = model.settings().text.max_tokens;
  self.prompts = PromptEncoder(model).embed(prompts, &self.truncated);
  for (int i = 0; i < self.prompts.rows; ++i)
    self.calibrations.emplace_back(model, self.prompts.row(i));
  self.fingerprint = fingerprint_of(model.crystal_part(), prompts);
}

PromptScorer::~PromptScorer() = default;

const std::vector<int>& PromptScorer::truncated() const {
  return implementation_->truncated;
}
int PromptScorer::max_tokens() const {
  return implementation_->max_tokens;
}
double PromptScorer::fingerprint() const {
  return implementation_->fingerprint;
}

PromptTable PromptScorer::table() const {
  const Matrix& prompts = implementation_->prompts;
  PromptTable table;
  table.size = prompts.cols;
  table.embeddings = prompts.values;
  for (const Calibration& calibration : implementation_->calibrations)
    table.references.insert(table.references.end(), calibration.references().begin(),
                            calibration.references().end());
  return table;
}

Scores PromptScorer::score(const std::vector<double>& embedding) const {
  const Matrix& prompts = implementation_->prompts;
  Scores scores;
  scores.percentile.assign(prompts.rows, 0.0);
  scores.cosine.assign(prompts.rows, 0.0);
  if (embedding.empty()) return scores;
  for (int i = 0; i < prompts.rows; ++i) {
    scores.cosine[i] = std::inner_product(embedding.begin(), embedding.end(), prompts.row(i), 0.0);
    scores.percentile[i] = implementation_->calibrations[i].percentile(scores.cosine[i]);
    const int b = scores.best - 1;
    if (b < 0 || scores.percentile[i] > scores.percentile[b] ||
        (scores.percentile[i] == scores.percentile[b] && scores.cosine[i] > scores.cosine[b]))
      scores.best = i + 1;
  }
  return scores;
}

std::vector<double> RunningMean::add(long long step, const std::vector<double>& embedding) {
  if (!samples_.empty() && samples_.back().step == step) samples_.pop_back();
  if (!embedding.empty()) samples_.push_back({step, embedding});
  if (static_cast<int>(samples_.size()) > length_) samples_.pop_front();
  if (samples_.empty()) return {};

  std::vector<double> mean(samples_.back().embedding.size(), 0.0);
  for (const Sample& sample : samples_)
    for (std::size_t i = 0; i < mean.size(); ++i) mean[i] += sample.embedding[i];
  const double norm = std::sqrt(std::inner_product(mean.begin(), mean.end(), mean.begin(), 0.0));
  for (double& value : mean) value /= std::max(norm, 1e-12);
  return mean;
}

std::vector<double> RunningMean::state() const {
  std::vector<double> state;
  for (const Sample& sample : samples_) {
    state.push_back(static_cast<double>(sample.step));
    state.insert(state.end(), sample.embedding.begin(), sample.embedding.end());
  }
  return state;
}

void RunningMean::restore(const std::vector<double>& state, int size) {
  samples_.clear();
  for (auto at = state.begin(); at != state.end(); at += size + 1) {
    samples_.push_back({static_cast<long long>(*at), {at + 1, at + 1 + size}});
    if (static_cast<int>(samples_.size()) > length_) samples_.pop_front();
  }
}

double RunningMean::bytes() const {
  double total = 0.0;
  for (const Sample& sample : samples_)
    total += static_cast<double>(sample.embedding.size() * sizeof(double));
  return total;
}

}  // namespace clasp
