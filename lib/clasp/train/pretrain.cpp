// SPDX-License-Identifier: MIT
// The training loop.
#include "train/pretrain.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <ctime>
#include <limits>
#ifdef __GLIBC__
#include <malloc.h>
#endif

#include "core/error.h"
#include "train/batch.h"
#include "train/caption_bank.h"
#include "train/export.h"
#include "train/learner.h"
#include "train/metrics.h"
#include "train/signals.h"
#include "train/validation.h"

namespace clasp {
namespace {

using nlohmann::json;
using Clock = std::chrono::steady_clock;

constexpr int kReportEvery = 10;  // steps between two lines of the record

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

/// Processor time of this process so far.
double cpu_seconds() {
  timespec t{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
}

/// Every step allocates the same few hundred megabytes again; giving them back to the system in
/// between costs a fifth of the time in page faults.
void keep_memory() {
#ifdef __GLIBC__
  mallopt(M_MMAP_MAX, 0);
  mallopt(M_TRIM_THRESHOLD, std::numeric_limits<int>::max());
#endif
}

class Training {
 public:
  Training(const PretrainSettings& settings, const PretrainOutput& output)
      : settings_(settings),
        output_(output),
        db_(settings.database, Database::Mode::kRead),
        corpus_(view_corpus(db_)),
        store_(db_, settings.graph.cutoff, cache() + ".neighbours", reporter("neighbour lists")),
        usable_(find_usable()),
        sampler_(corpus_, usable_, settings),
        bank_(settings.text_encoder, settings.pooling, settings.max_tokens, cache() + ".captions",
              settings.threads),
        validator_(db_, corpus_, usable_, settings),
        learner_(settings, bank_.width()) {
    for (const auto& reason : store_.rejected()) say("left out: " + reason);
  }

  bool run() {
    bank_.prepare(validator_.texts(), reporter("captions"));
    start();
    const StopSignals signals;
    while (step_ < total_ && !out_of_time() && !signals.stopped()) {
      one_step();
      if (signals.stopped() || seconds_since(last_checkpoint_) > 60 * settings_.checkpoint_minutes)
        save_checkpoint();
    }
    if (signals.stopped()) return false;
    save_checkpoint();
    finish();
    return true;
  }

 private:
  std::string cache() const { return settings_.cache.empty() ? settings_.out : settings_.cache; }

  std::function<void(std::int64_t, std::int64_t)> reporter(const std::string& what) const {
    return [this, what](std::int64_t done, std::int64_t total) {
      if (output_.progress) output_.progress(what, done, total, "");
    };
  }

  void say(const std::string& line) const {
    if (output_.message) output_.message(line);
  }

  std::vector<bool> find_usable() const {
    std::vector<bool> usable(store_.size());
    for (int i = 0; i < store_.size(); ++i) usable[i] = store_.atoms(i) > 0;
    return usable;
  }

  void start() {
    batches_ = sampler_.epoch(0);
    const auto per_epoch = static_cast<double>(batches_.size());
    total_ = settings_.steps > 0
                 ? settings_.steps
                 : std::max<std::int64_t>(1, std::llround(settings_.epochs * per_epoch));
    const std::string path =
        settings_.metrics.empty() ? settings_.out + ".metrics.jsonl" : settings_.metrics;
    if (settings_.resume) {
      restore(json::parse(learner_.load(checkpoint())));
      metrics_ = std::make_unique<Metrics>(path, true);
      metrics_->write("resume", {{"step", step_}});
    } else {
      metrics_ = std::make_unique<Metrics>(path, false);
      untrained_ = validate();
      metrics_->write("start", {{"command", settings_.command},
                                {"course", course_of(settings_)},
                                {"steps", total_},
                                {"steps_per_epoch", batches_.size()},
                                {"data", data_record(corpus_)},
                                {"untrained", untrained_}});
    }
    prepare_epoch();
    last_checkpoint_ = Clock::now();
  }

  void prepare_epoch() {
    batches_ = sampler_.epoch(epoch_);
    std::vector<std::string> texts;
    for (const auto& batch : batches_)
      for (const auto& draw : batch) texts.push_back(corpus_.texts[draw.text]);
    bank_.prepare(texts, reporter("captions"));
  }

  void one_step() {
    const auto begin = Clock::now();
    const double cpu_begin = cpu_seconds();
    const DrawBatch& draws = batches_[position_];
    StepInput input;
    input.graphs = make_graphs(corpus_, store_, draws, settings_);
    for (const auto& draw : draws) {
      const float* row = bank_[corpus_.texts[draw.text]];
      input.captions.insert(input.captions.end(), row, row + bank_.width());
    }
    if (settings_.loss.mask) input.excluded = false_negatives(corpus_, draws);
    const double rate = rate_at(step_);
    loss_sum_ += learner_.step(input, rate);
    atoms_ += input.graphs.atoms;
    pairs_ += static_cast<std::int64_t>(draws.size());
    ++step_;
    const double seconds = seconds_since(begin);
    elapsed_ += seconds;
    report_seconds_ += seconds;
    report_cpu_ += cpu_seconds() - cpu_begin;
    advance();
    if (step_ % kReportEvery == 0 || step_ == total_) report(rate);
  }

  void advance() {
    if (++position_ < batches_.size()) return;
    position_ = 0;
    ++epoch_;
    const double every = settings_.validate_epochs;
    if (step_ < total_ && every > 0 && std::fmod(static_cast<double>(epoch_), every) < 0.5)
      validate();
    if (step_ < total_) prepare_epoch();
  }

  /// Linear warm-up, then a cosine to 0 or a constant.
  double rate_at(std::int64_t step) const {
    const auto& o = settings_.optimiser;
    if (step < o.warmup) return o.rate * static_cast<double>(step + 1) / (o.warmup + 1);
    if (!o.cosine) return o.rate;
    const double share = static_cast<double>(step - o.warmup) /
                         static_cast<double>(std::max<std::int64_t>(1, total_ - o.warmup));
    return 0.5 * o.rate * (1.0 + std::cos(3.141592653589793 * share));
  }

  bool out_of_time() const { return settings_.minutes > 0 && elapsed_ > 60 * settings_.minutes; }

  void report(double rate) {
    const int steps = static_cast<int>((step_ - 1) % kReportEvery) + 1;
    const double loss = loss_sum_ / steps;
    const double us_per_atom = 1e6 * report_seconds_ / static_cast<double>(atoms_);
    metrics_->write("step", {{"step", step_},
                             {"epoch", epoch_},
                             {"loss", loss},
                             {"rate", rate},
                             {"scale", learner_.scale()},
                             {"atoms_per_step", atoms_ / steps},
                             {"us_per_atom", us_per_atom},
                             {"cpu_us_per_atom", 1e6 * report_cpu_ / static_cast<double>(atoms_)},
                             {"training_seconds", elapsed_}});
    if (output_.progress) {
      char note[96];
      std::snprintf(note, sizeof note, "loss %.3f, %.0f pairs/s, %.1f us/atom", loss,
                    static_cast<double>(pairs_) / report_seconds_, us_per_atom);
      output_.progress("training steps", step_, total_, note);
    }
    loss_sum_ = report_seconds_ = report_cpu_ = 0;
    atoms_ = pairs_ = 0;
  }

  json validate() {
    const auto begin = Clock::now();
    const ModelFile model =
        model_in_memory(model_settings(settings_, store_, bank_.encoder()), learner_.tensors());
    json scores = validator_.score(model, bank_);
    metrics_->write("validation", {{"step", step_},
                                   {"epoch", epoch_},
                                   {"training_seconds", elapsed_},
                                   {"seconds", seconds_since(begin)},
                                   {"scores", scores}});
    say("validation at step " + std::to_string(step_) + ": " + summary(scores));
    return scores;
  }

  static std::string summary(const json& scores) {
    std::string line;
    const auto add = [&](const char* name, const json::json_pointer& at) {
      if (!scores.contains(at) || !scores.at(at).is_number()) return;
      char text[64];
      std::snprintf(text, sizeof text, "%s%s %.3f", line.empty() ? "" : ", ", name,
                    scores.at(at).get<double>());
      line += text;
    };
    add("R@10", json::json_pointer("/retrieval/text_to_structure/R@10"));
    add("median rank", json::json_pointer("/retrieval/text_to_structure/median_rank"));
    add("words", json::json_pointer("/words/mean_roc_auc"));
    add("superconductor", json::json_pointer("/superconductors/roc_auc"));
    for (const char* set : {"held_out", "trained"}) {
      const std::string at = std::string("/textbook_") + set;
      const std::string title =
          set == std::string("trained") ? "trained textbook own" : "textbook own";
      add(title.c_str(), json::json_pointer(at + "/own_words"));
      add("kept", json::json_pointer(at + "/kept_at_300K"));
      add("left", json::json_pointer(at + "/left_when_molten"));
    }
    return line;
  }

  std::string checkpoint() const { return settings_.out + ".checkpoint"; }

  void save_checkpoint() {
    const json note = {{"course", course_of(settings_)},
                       {"total", total_},
                       {"step", step_},
                       {"epoch", epoch_},
                       {"position", position_},
                       {"elapsed", elapsed_},
                       {"untrained", untrained_}};
    learner_.save(checkpoint(), note.dump());
    last_checkpoint_ = Clock::now();
  }

  void restore(const json& note) {
    const json course = course_of(settings_);
    if (note.at("course") != course || note.at("total") != total_) {
      std::string changed;
      for (const auto& [name, value] : course.items())
        if (note.at("course").value(name, json()) != value)
          changed += (changed.empty() ? "" : ", ") + name;
      throw Error(checkpoint(), "",
                  "belongs to a training with other settings (" +
                      (changed.empty() ? "another corpus" : changed) + ")",
                  "resume with the options it was started with, or start without --resume");
    }
    step_ = note.at("step");
    epoch_ = note.at("epoch");
    position_ = note.at("position");
    elapsed_ = note.at("elapsed");
    untrained_ = note.at("untrained");
  }

  void finish() {
    const json scores = validate();
    ModelSettings model = model_settings(settings_, store_, bank_.encoder());
    model.about = {{"data", data_record(corpus_)},      {"data_note", settings_.data_note},
                   {"licence", settings_.licence},      {"command", settings_.command},
                   {"course", course_of(settings_)},    {"steps", step_},
                   {"training_minutes", elapsed_ / 60}, {"validation", scores},
                   {"validation_untrained", untrained_}};
    auto tensors = learner_.tensors();
    const auto sample = reference_sample(corpus_, usable_, settings_.references,
                                         settings_.reference_packings, settings_.seed);
    tensors["reference.embeddings"] =
        reference_embeddings(model_in_memory(model, tensors), db_, sample);
    model.about["references"] = sample.size();
    write_safetensors(settings_.out, tensors, {{"clasp", model.to_json().dump()}});
    metrics_->write("end",
                    {{"step", step_}, {"training_seconds", elapsed_}, {"model", settings_.out}});
    say("wrote " + settings_.out);
  }

  const PretrainSettings& settings_;
  const PretrainOutput& output_;
  Database db_;
  CorpusView corpus_;
  NeighbourStore store_;
  std::vector<bool> usable_;
  Sampler sampler_;
  CaptionBank bank_;
  Validator validator_;
  Learner learner_;
  std::unique_ptr<Metrics> metrics_;
  json untrained_;

  std::vector<DrawBatch> batches_;  // of this epoch
  std::int64_t total_ = 0, step_ = 0, epoch_ = 0;
  std::size_t position_ = 0;  // of the next batch in the epoch
  double elapsed_ = 0;        // seconds of training steps, over all resumes
  Clock::time_point last_checkpoint_;
  double loss_sum_ = 0, report_seconds_ = 0, report_cpu_ = 0;  // since the last report
  std::int64_t atoms_ = 0, pairs_ = 0;
};

}  // namespace

bool pretrain(const PretrainSettings& settings, const PretrainOutput& output) {
  check(settings);
  keep_memory();
  return Training(settings, output).run();
}

}  // namespace clasp
