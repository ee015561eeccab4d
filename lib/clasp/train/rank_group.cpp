// SPDX-License-Identifier: MIT
// The ranks of a training, over torch's c10d.
#include "train/rank_group.h"

#include <torch/torch.h>

#include <chrono>
#include <cstring>
#include <optional>
#include <thread>
#ifdef USE_C10D_GLOO
#include <torch/csrc/distributed/c10d/PrefixStore.hpp>
#include <torch/csrc/distributed/c10d/ProcessGroupGloo.hpp>
#include <torch/csrc/distributed/c10d/TCPStore.hpp>

#include "train/device_ranks.h"
#endif

#include "core/error.h"

namespace clasp {

std::pair<std::int64_t, std::int64_t> RankGroup::share(std::int64_t rows) const {
  return {rows * rank_ / size_, rows * (rank_ + 1) / size_};
}

RankGroup::RankGroup() = default;
RankGroup::~RankGroup() = default;
RankGroup::RankGroup(RankGroup&&) noexcept = default;

#ifdef USE_C10D_GLOO

namespace {

using std::chrono::milliseconds;
using torch::Tensor;

using Gloo = c10d::ProcessGroupGloo;

constexpr milliseconds kLongWork{std::chrono::hours(24 * 7)};  // on rank 0 alone
constexpr milliseconds kFarewell{10000};  // rank 0 stays so long for ranks that ask who speaks

c10::intrusive_ptr<Gloo> join(const c10::intrusive_ptr<c10d::Store>& store, const Launch& launch,
                              milliseconds timeout) {
  auto options = Gloo::Options::create(timeout);
  const char* interface = std::getenv("GLOO_SOCKET_IFNAME");
  if (interface != nullptr)
    options->devices.push_back(Gloo::createDeviceForInterface(interface));
  else if (launch.host == "127.0.0.1" || launch.host == "localhost")
    options->devices.push_back(Gloo::createDeviceForHostname("127.0.0.1"));
  else
    options->devices.push_back(Gloo::createDefaultDevice());
  return c10::make_intrusive<Gloo>(c10::make_intrusive<c10d::PrefixStore>("gloo", store),
                                   launch.rank, launch.size, options);
}

/// The first line of what torch or Gloo says.
std::string reason_of(const std::exception& e) {
  const auto* torch_error = dynamic_cast<const c10::Error*>(&e);
  const std::string text = torch_error != nullptr ? torch_error->msg() : e.what();
  return text.substr(0, text.find('\n'));
}

}  // namespace

struct RankGroup::Backend {
  c10::intrusive_ptr<c10d::TCPStore> store;
  c10::intrusive_ptr<Gloo> ranks;
  milliseconds timeout{0};
  std::optional<DeviceSum> sum_on_devices;  ///< empty inside: not possible here

  template <class Collective>
  static void finish(const Collective& collective) {
    try {
      collective();
    } catch (const std::exception& e) {
      throw LostRank{reason_of(e)};
    }
  }

  void sum(Tensor values) const {
    std::vector<Tensor> one = {std::move(values)};
    finish([&] { ranks->allreduce(one)->wait(); });
  }

  /// Rank 0's text on all ranks, which wait for it at the store: Gloo's patience is the timeout.
  std::string tell(const std::string& text, bool first) {
    const std::string key = "told" + std::to_string(++told);
    std::string heard = text;
    try {
      if (first) {
        store->set(key, std::vector<std::uint8_t>(text.begin(), text.end()));
      } else {
        store->wait({key}, kLongWork);
        const auto bytes = store->get(key);
        heard.assign(bytes.begin(), bytes.end());
      }
    } catch (const std::exception& e) {
      throw LostRank{reason_of(e)};
    }
    sum(torch::zeros({1}));  // all have heard it
    if (first) store->deleteKey(key);
    return heard;
  }

  std::int64_t told = 0;
};

RankGroup::RankGroup(const Launch& launch, double timeout_seconds)
    : rank_(launch.rank), size_(launch.size), local_rank_(launch.local_rank) {
  if (size_ == 1) return;
  const milliseconds timeout(static_cast<std::int64_t>(1000 * timeout_seconds));
  backend_ = std::make_unique<Backend>();
  backend_->timeout = timeout;
  try {
    c10d::TCPStoreOptions options;
    options.port = launch.port;
    options.isServer = first();
    options.numWorkers = size_;
    options.timeout = timeout;
    backend_->store = c10::make_intrusive<c10d::TCPStore>(launch.host, options);
    backend_->ranks = join(backend_->store, launch, timeout);
  } catch (const std::exception& e) {
    throw Error("rank " + std::to_string(rank_) + " of " + std::to_string(size_), "",
                "cannot meet the others at " + launch.host + ":" + std::to_string(launch.port) +
                    ": " + reason_of(e),
                "start all ranks, set MASTER_ADDR and MASTER_PORT to a free port of rank 0's host, "
                "or raise --rank-timeout");
  }
}

void RankGroup::sum(float* values, std::size_t n) const {
  if (backend_)
    backend_->sum(torch::from_blob(values, {static_cast<std::int64_t>(n)}, torch::kFloat32));
}

void RankGroup::sum(double* values, std::size_t n) const {
  if (backend_)
    backend_->sum(torch::from_blob(values, {static_cast<std::int64_t>(n)}, torch::kFloat64));
}

void RankGroup::sum(const torch::Tensor& values) const {
  if (!backend_) return;
  const torch::NoGradGuard no_grad;
  if (values.is_cuda() && sums_on_devices()) {
    const Tensor sum = values.contiguous();  // values itself if it is
    Backend::finish([&] { (*backend_->sum_on_devices)(sum); });
    if (!sum.is_same(values)) values.copy_(sum);
    return;
  }
  const Tensor sum = values.to(torch::kCPU).contiguous();
  backend_->sum(sum);
  if (!sum.is_same(values)) values.copy_(sum);
}

bool RankGroup::sums_on_devices() const {
  Backend& b = *backend_;
  if (!b.sum_on_devices) {
    const bool shared = any(local_rank_ >= static_cast<int>(torch::cuda::device_count()));
    Backend::finish([&] {
      b.sum_on_devices = shared ? DeviceSum() : join_devices(b.store, rank_, size_, b.timeout);
    });
  }
  return static_cast<bool>(*b.sum_on_devices);
}

std::string RankGroup::told_by_first(const std::function<std::string()>& work) const {
  const std::string text = first() ? work() : "";
  return backend_ ? backend_->tell(text, first()) : text;
}

bool RankGroup::speaks() const {
  if (!backend_) return true;
  try {
    auto& store = *backend_->store;
    const bool mine = store.add("spoken", 1) == 1;
    // The store ends with rank 0, so it waits until the others have asked; of those that were
    // killed none will.
    const auto begin = std::chrono::steady_clock::now();
    const auto waited = [&] { return std::chrono::steady_clock::now() - begin; };
    while (first() && waited() < kFarewell) {
      const auto asked = store.add("spoken", 0);
      if (asked >= size_ || (asked == size_ - 1 && waited() > kFarewell / 10)) break;
      std::this_thread::sleep_for(milliseconds(20));
    }
    return mine;
  } catch (const std::exception&) {
    return rank_ == 1;  // rank 0 is gone, and its store with it
  }
}

#else

struct RankGroup::Backend {};

RankGroup::RankGroup(const Launch& launch, double)
    : rank_(launch.rank), size_(launch.size), local_rank_(launch.local_rank) {
  if (size_ > 1)
    throw Error("rank " + std::to_string(rank_) + " of " + std::to_string(size_), "",
                "this clasp was built without Gloo, over which ranks talk",
                "install libgloo-dev and build again, or start a single process");
}

void RankGroup::sum(float*, std::size_t) const {}
void RankGroup::sum(double*, std::size_t) const {}
void RankGroup::sum(const torch::Tensor&) const {}
std::string RankGroup::told_by_first(const std::function<std::string()>& work) const {
  return work();
}
bool RankGroup::speaks() const {
  return true;
}

#endif

bool RankGroup::any(bool here) const {
  float count = here ? 1.0f : 0.0f;
  sum(&count, 1);
  return count > 0;
}

void RankGroup::first_before_others(const std::function<void()>& work) const {
  told_by_first([&] {
    work();
    return std::string();
  });
  if (!first()) work();
}

}  // namespace clasp
