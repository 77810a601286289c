#include "dangol/capture/replay_source.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

namespace dangol::capture {
namespace {

class FramesSource final : public CameraSource {
 public:
  FramesSource(std::vector<vision::FramePtr> frames, bool live) : frames_(std::move(frames)), live_(live) {}

  ReadResult next(std::stop_token stop) override {
    if (stop.stop_requested() && live_) return {ReadStatus::Lost, nullptr, "stopping"};
    if (stop.stop_requested() || at_ == frames_.size()) return {ReadStatus::End, nullptr, {}};
    return {ReadStatus::Frame, frames_[at_++], {}};
  }
  std::string name() const override { return "replay"; }
  bool live() const override { return live_; }

 private:
  std::vector<vision::FramePtr> frames_;
  bool live_;
  std::size_t at_ = 0;
};

vision::FramePtr withPixels(vision::RgbImage image, const vision::Frame& of) {
  return std::make_shared<vision::Frame>(std::move(image), of.sequence(), of.capturedAt());
}

vision::RgbImage copied(const vision::RgbView& view) {
  vision::RgbImage image(view.width_px, view.height_px);
  const std::ptrdiff_t rowBytes = std::ptrdiff_t{view.width_px} * 3;
  for (int y = 0; y < view.height_px; ++y) std::copy_n(view.row(y), rowBytes, image.data() + y * rowBytes);
  return image;
}

vision::RgbImage filled(const vision::RgbView& like, std::uint8_t grey) {
  vision::RgbImage image(like.width_px, like.height_px);
  std::fill_n(image.data(), std::ptrdiff_t{like.width_px} * like.height_px * 3, grey);
  return image;
}

vision::RgbImage resized(const vision::RgbView& from, const ReplaySource::Resize& to) {
  assert(to.width_px >= 1 && to.height_px >= 1);
  vision::RgbImage image(to.width_px, to.height_px);
  std::uint8_t* out = image.data();
  for (int y = 0; y < to.height_px; ++y) {
    const std::uint8_t* row = from.row(static_cast<int>(std::int64_t{y} * from.height_px / to.height_px));
    for (int x = 0; x < to.width_px; ++x) {
      const std::int64_t column = std::int64_t{x} * from.width_px / to.width_px;
      out = std::copy_n(row + column * 3, 3, out);
    }
  }
  return image;
}

}  // namespace

ReplaySource::ReplaySource(std::unique_ptr<CameraSource> source, std::vector<Fault> faults,
                           std::shared_ptr<Clock> clock)
    : source_(std::move(source)), clock_(std::move(clock)) {
  for (Fault& fault : faults) faults_.push_back({std::move(fault), 0});
}

ReadResult ReplaySource::stopped() const {
  if (live()) return {ReadStatus::Lost, nullptr, "stopping"};
  return {ReadStatus::End, nullptr, {}};
}

ReadResult ReplaySource::next(std::stop_token stop) {
  if (stop.stop_requested()) return stopped();
  for (Pending& pending : faults_) {
    const auto* lose = std::get_if<Lose>(&pending.fault.kind);
    if (lose == nullptr || pending.fault.at != delivered_ || pending.done == pending.fault.count) continue;
    ++pending.done;
    return {ReadStatus::Lost, nullptr, lose->reason};
  }

  ReadResult result = source_->next(stop);
  if (result.status != ReadStatus::Frame) return result;
  for (const Pending& pending : faults_) {
    if (delivered_ < pending.fault.at || delivered_ - pending.fault.at >= pending.fault.count) continue;
    const vision::Frame& frame = *result.frame;
    if (const auto* delay = std::get_if<Delay>(&pending.fault.kind)) {
      if (!clock_->waitUntil(clock_->now() + delay->by, stop)) return stopped();
    } else if (std::holds_alternative<Repeat>(pending.fault.kind)) {
      if (previous_ != nullptr) result.frame = withPixels(copied(previous_->view()), frame);
    } else if (const auto* fill = std::get_if<Fill>(&pending.fault.kind)) {
      result.frame = withPixels(filled(frame.view(), fill->grey), frame);
    } else if (const auto* resize = std::get_if<Resize>(&pending.fault.kind)) {
      result.frame = withPixels(resized(frame.view(), *resize), frame);
    }
  }
  previous_ = result.frame;
  ++delivered_;
  return result;
}

std::unique_ptr<CameraSource> framesSource(std::vector<vision::FramePtr> frames, bool live) {
  return std::make_unique<FramesSource>(std::move(frames), live);
}

}  // namespace dangol::capture
