#pragma once

#include <stdexcept>
#include <stop_token>
#include <string>
#include <vector>

#include "assets.hpp"
#include "dangol/capture/camera_source.hpp"

namespace dangol::test {

// Every n-th frame of a fetched clip, at most so many.
inline std::vector<vision::FramePtr> framesOf(const std::string& clip, int every, std::size_t atMost) {
  capture::SourceOptions options;
  options.pacing = capture::Pacing::AsFastAsPossible;
  const auto source = capture::openSource(asset(clip).string(), options);
  std::vector<vision::FramePtr> frames;
  while (frames.size() < atMost) {
    capture::ReadResult result = source->next(std::stop_token{});
    if (result.status != capture::ReadStatus::Frame) break;
    if (result.frame->sequence() % static_cast<std::uint64_t>(every) == 0) frames.push_back(std::move(result.frame));
  }
  if (frames.empty()) throw std::runtime_error(clip + " has no frames");
  return frames;
}

}  // namespace dangol::test
