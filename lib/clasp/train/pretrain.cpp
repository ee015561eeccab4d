// SPDX-License-Identifier: MIT
// The training loop.
#include "train/pretrain.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>
#include <optional>
#ifdef __GLIBC__
#include <malloc.h>
#endif

#include "core/error.h"
#include "core/json_text.h"
#include "corpus/duplicates.h"
#include "train/batch.h"
#include "train/caption_bank.h"
#include "train/course_check.h"
#include "train/device.h"
#include "train/export.h"
#include "train/learner.h"
#include "train/rates.h"
#include "train/record.h"
#include "train/signals.h"
#include "train/validation.h"
#include "train/validation_copies.h"

namespace clasp {
namespace {

using nlohmann::json;
using Clock = std::chrono::steady_clock;

constexpr int kReportEvery = 10;  // steps between two lines of the record

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
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
  Training(const PretrainSettings& settings, const PretrainOutput& output, const RankGroup& ranks)
      : settings_(settings),
        ranks_(ranks),
        record_(settings, output, ranks.first()),
        db_(settings.database, Database::Mode::kRead),
        corpus_(view_corpus(db_)),
        store_(open_store()),
        usable_(find_usable()),
        sampler_(corpus_, usable_, settings),
        bank_(open_bank()),
        learner_(settings, bank_ ? bank_->width() : 0, ranks),
        sources_({{"corpus", store_->key() + "-" + std::to_string(hash_of(corpus_))},
                  {"text encoder", bank_ ? bank_->fingerprint() : ""}}) {
    if (ranks.first() && bank_) validator_.emplace(db_, corpus_, usable_, settings);
    if (ranks.first() && !bank_) copies_.emplace(db_, corpus_, usable_);
    for (const auto& reason : store_->rejected()) record_.say("left out: " + reason);
  }

  void start_from(const Origin& origin) {
    const std::string& wanted = origin.fingerprint;
    if (!wanted.empty() && wanted != bank_->fingerprint())
      throw Error(settings_.text_encoder, "", "is not the text encoder of " + origin.path,
                  "give the folder that it was trained with");
    learner_.start_from(origin);
  }

  TrainingEnd run() {
    start();
    const StopSignals signals;
    while (step_ < total_ && !out_of_patience()) {
      one_step();
      const bool halted = ranks_.any(signals.stopped() || out_of_time());
      const bool stopped = halted && ranks_.any(signals.stopped());
      if (stopped || checkpoint_is_due()) save_checkpoint();
      if (stopped) return ranks_.first() ? TrainingEnd::kStopped : TrainingEnd::kElsewhere;
      if (halted) break;
    }
    save_checkpoint();
    finish();
    return TrainingEnd::kDone;
  }

 private:
  std::string cache() const { return settings_.cache.empty() ? settings_.out : settings_.cache; }
  std::string checkpoint() const { return settings_.out + ".checkpoint"; }

  std::unique_ptr<NeighbourStore> open_store() {
    std::unique_ptr<NeighbourStore> store;
    ranks_.first_before_others([&] {
      store =
          std::make_unique<NeighbourStore>(db_, settings_.graph.cutoff, cache() + ".neighbours",
                                           record_.reporter("neighbour lists"), settings_.threads);
    });
    return store;
  }

  std::optional<CaptionBank> open_bank() const {
    std::optional<CaptionBank> bank;
    if (settings_.objective == Objective::kText)
      bank.emplace(settings_.text_encoder, settings_.reading, cache() + ".captions",
                   settings_.threads);
    return bank;
  }

  /// Those with geometry. One crystal published twice cannot be told apart from itself by its
  /// structure, so the later ones are left out where nothing else is learnt.
  std::vector<bool> find_usable() const {
    std::vector<bool> usable(store_->size());
    for (int i = 0; i < store_->size(); ++i) usable[i] = store_->atoms(i) > 0;
    if (settings_.objective == Objective::kText) return usable;
    const auto known = duplicates(db_);
    for (int i = 0; i < store_->size(); ++i)
      if (known.count(corpus_.crystals[i].id) > 0) usable[i] = false;
    return usable;
  }

  void start() {
    batches_ = sampler_.epoch(0);
    const auto per_epoch = static_cast<double>(batches_.size());
    total_ = settings_.steps > 0
                 ? settings_.steps
                 : std::max<std::int64_t>(1, std::llround(settings_.epochs * per_epoch));
    if (settings_.resume) {
      restore();
      record_.write(
          "resume",
          {{"step", step_}, {"ranks", ranks_.size()}, {"device", find_device(settings_, ranks_)}});
    } else {
      record_.open(0);
      untrained_ = validate();
      record_.write("start", {{"command", settings_.command},
                              {"course", course_of(settings_)},
                              {"ranks", ranks_.size()},
                              {"device", find_device(settings_, ranks_)},
                              {"steps", total_},
                              {"steps_per_epoch", batches_.size()},
                              {"data", data_record(corpus_)},
                              {"untrained", untrained_}});
    }
    prepare_captions();
    last_checkpoint_ = Clock::now();
  }

  void draw_epoch() {
    batches_ = sampler_.epoch(epoch_);
    prepare_captions();
  }

  /// Those of batches_ that have not been encoded yet.
  void prepare_captions() {
    if (!bank_) return;
    std::vector<std::string> texts;
    for (const auto& batch : batches_)
      for (const auto& draw : batch) texts.push_back(corpus_.texts[draw.text]);
    ranks_.first_before_others([&] { bank_->prepare(texts, record_.reporter("captions")); });
  }

  MicroBatch micro_batch(const DrawBatch& batch, std::int64_t begin, std::int64_t end) {
    const DrawBatch draws(batch.begin() + begin, batch.begin() + end);
    if (!bank_) return {make_graphs(corpus_, *store_, two_views(draws), settings_), {}};
    MicroBatch rows{make_graphs(corpus_, *store_, draws, settings_), {}};
    for (const auto& draw : draws) {
      const float* row = (*bank_)[corpus_.texts[draw.text]];
      rows.captions.insert(rows.captions.end(), row, row + bank_->width());
    }
    return rows;
  }

  void one_step() {
    const auto begin = Clock::now();
    const double cpu_begin = cpu_seconds();
    const DrawBatch& draws = batches_[position_];
    StepInput input;
    input.rows = static_cast<std::int64_t>(draws.size());
    input.cuts = cut_rows(input.rows, settings_.micro_batch, ranks_);
    std::int64_t atoms = 0;
    input.micro_batch = [&](std::int64_t first, std::int64_t last) {
      MicroBatch rows = micro_batch(draws, first, last);
      atoms += rows.graphs.atoms;
      return rows;
    };
    if (settings_.loss.mask && bank_)
      input.excluded = [&](std::int64_t first, std::int64_t last) {
        return false_negatives(corpus_, draws, first, last, settings_.threads);
      };
    const double rate = rate_at(step_, total_, settings_.optimiser);
    cost_.loss += learner_.step(input, rate);
    cost_.atoms += atoms / (input.cuts.size() > 2 ? 2 : 1);  // embedded twice, see Learner::step
    cost_.pairs += input.rows;
    ++cost_.steps;
    ++step_;
    const double seconds = seconds_since(begin);
    elapsed_ += seconds;
    cost_.seconds += seconds;
    cost_.cpu_seconds += cpu_seconds() - cpu_begin;
    if (step_ % kReportEvery == 0 || step_ == total_) report(rate);
    advance();
  }

  void advance() {
    if (++position_ < batches_.size()) return;
    position_ = 0;
    ++epoch_;
    const double every = settings_.validate_epochs;
    if (step_ < total_ && every > 0 && std::fmod(static_cast<double>(epoch_), every) < 0.5)
      keep_if_best(validate());
    if (step_ < total_) draw_epoch();
  }

  bool out_of_time() const { return settings_.minutes > 0 && elapsed_ > 60 * settings_.minutes; }
  bool out_of_patience() const { return settings_.patience > 0 && worse_ >= settings_.patience; }

  void report(double rate) {
    record_.steps(step_, total_, cost_,
                  {{"epoch", epoch_},
                   {"rate", rate},
                   {"scale", learner_.scale()},
                   {"training_seconds", elapsed_}});
    cost_ = {};
  }

  json validate() {
    const auto work = [&] {
      const auto begin = Clock::now();
      if (bank_) bank_->prepare(validator_->texts(), record_.reporter("captions"));
      const ModelFile model = model_in_memory(own_settings(), learner_.tensors());
      const json scores = bank_ ? validator_->score(model, *bank_) : copies_->score(model);
      record_.write("validation", {{"step", step_},
                                   {"epoch", epoch_},
                                   {"training_seconds", elapsed_},
                                   {"seconds", seconds_since(begin)},
                                   {"scores", scores}});
      record_.say("validation at step " + std::to_string(step_) + ": " + summary(scores));
      return scores.dump();
    };
    return json::parse(ranks_.told_by_first(work));
  }

  /// With patience, the weights with the best mean ROC-AUC of words are those that are exported.
  void keep_if_best(const json& scores) {
    if (settings_.patience == 0) {
      best_ = scores;
      return;
    }
    static const json::json_pointer kWords("/words/mean_roc_auc");
    if (!scores.contains(kWords) || !scores.at(kWords).is_number())
      throw Error("--patience", "", "needs titles with the words of the validation in its split",
                  "train without it");
    const double score = scores.at(kWords);
    if (!best_.is_null() && score <= best_.at(kWords).get<double>()) {
      ++worse_;
      return;
    }
    worse_ = 0;
    best_ = scores;
    learner_.keep_best();
  }

  bool checkpoint_is_due() const {
    const auto every = settings_.checkpoint_steps;
    return (every > 0 && step_ % every == 0) ||
           seconds_since(last_checkpoint_) > 60 * settings_.checkpoint_minutes;
  }

  void save_checkpoint() {
    if (!ranks_.first()) return;
    const json note = {{"course", course_of(settings_)},
                       {"sources", sources_},
                       {"total", total_},
                       {"step", step_},
                       {"epoch", epoch_},
                       {"position", position_},
                       {"elapsed", elapsed_},
                       {"metrics", record_.bytes()},
                       {"best", best_},
                       {"worse", worse_},
                       {"untrained", untrained_}};
    learner_.save(checkpoint(), json_text(note));
    last_checkpoint_ = Clock::now();
  }

  void restore() {
    json note;
    learner_.load(checkpoint(), [&](const std::string& text) {
      note = json::parse(text);
      check_course(checkpoint(), note, {course_of(settings_), sources_, total_});
    });
    step_ = note.at("step");
    epoch_ = note.at("epoch");
    position_ = note.at("position");
    if (epoch_ > 0) batches_ = sampler_.epoch(epoch_);
    if (position_ >= batches_.size())
      throw Error(checkpoint(), "", "stands beyond the end of its epoch: the corpus has changed",
                  "resume with the corpus it was started with, or start without --resume");
    elapsed_ = note.at("elapsed");
    best_ = note.at("best");
    worse_ = note.at("worse");
    untrained_ = note.at("untrained");
    record_.open(note.at("metrics"));
  }

  void finish() {
    keep_if_best(validate());
    ranks_.told_by_first([&] {
      write_model();
      return std::string();
    });
  }

  ModelSettings own_settings() const {
    return model_settings(settings_, *store_, bank_ ? &bank_->encoder() : nullptr);
  }

  void write_model() {
    ModelSettings model = own_settings();
    model.about = {{"data", data_record(corpus_)},      {"data_note", settings_.data_note},
                   {"licence", settings_.licence},      {"command", settings_.command},
                   {"course", course_of(settings_)},    {"steps", step_},
                   {"training_minutes", elapsed_ / 60}, {"validation", best_},
                   {"validation_untrained", untrained_}};
    auto tensors = learner_.best_tensors();
    const auto sample = reference_sample(corpus_, usable_, settings_.references,
                                         settings_.reference_packings, settings_.seed);
    tensors["reference.embeddings"] =
        reference_embeddings(model_in_memory(model, tensors), db_, sample);
    model.about["references"] = sample.size();
    write_safetensors(settings_.out, tensors, {{"clasp", json_text(model.to_json())}});
    record_.write("end",
                  {{"step", step_}, {"training_seconds", elapsed_}, {"model", settings_.out}});
    record_.say("wrote " + settings_.out);
  }

  const PretrainSettings& settings_;
  const RankGroup& ranks_;
  TrainingRecord record_;
  Database db_;
  CorpusView corpus_;
  std::unique_ptr<NeighbourStore> store_;
  std::vector<bool> usable_;
  Sampler sampler_;
  std::optional<CaptionBank> bank_;  // not with Objective::kStructure
  Learner learner_;
  std::optional<Validator> validator_;   // on rank 0, with captions
  std::optional<CopyValidator> copies_;  // on rank 0, without
  const json sources_;                   // what it learns from; a checkpoint goes on with no other
  json untrained_, best_;                // scores
  int worse_ = 0;                        // validations since the best

  std::vector<DrawBatch> batches_;  // of this epoch
  std::int64_t total_ = 0, step_ = 0, epoch_ = 0;
  std::size_t position_ = 0;  // of the next batch in the epoch
  double elapsed_ = 0;        // seconds of training steps, over all resumes
  Clock::time_point last_checkpoint_;
  StepCost cost_;  // since the last report
};

}  // namespace

TrainingEnd pretrain(const PretrainSettings& given, const PretrainOutput& output,
                     const RankGroup& ranks) {
  PretrainSettings settings = given;
  std::optional<Origin> origin;
  if (!settings.start.empty()) {
    origin = read_origin(settings.start);
    adopt(*origin, settings);
  }
  if (settings.objective == Objective::kStructure) settings.draws = {DrawSettings{}};
  check(settings);
  find_device(settings, ranks);  // or an error, before anything is written
  keep_memory();
  Training training(settings, output, ranks);
  if (origin) training.start_from(*origin);
  return training.run();
}

}  // namespace clasp
