#include "video_file_source.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cmath>
#include <cstring>
#include <exception>
#include <fstream>
#include <span>
#include <utility>

#include "dangol/datasets/picture.hpp"
#include "frame_conversion.hpp"

namespace dangol::capture {
namespace {

namespace fs = std::filesystem;

// OpenCV gives up at each packet that cannot be decoded, and again at each try. Asking on after the real end costs
// about a microsecond a try.
constexpr int kTriesPastDamage = 1000;

// A longer gap between two pictures is a damaged time stamp.
constexpr std::chrono::seconds kLongestGap{2};

bool isText(std::span<const char> bytes) {
  return std::ranges::none_of(bytes, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\n' && c != '\r' && c != '\t') || byte == 0x7F;
  });
}

// FFmpeg takes a text file for a playlist, which may name anything on the network, or paints its words as a video.
void refuseWhatIsNoVideo(const fs::path& file) {
  if (datasets::looksLikePicture(file)) {
    throw CaptureError(file.string() + " is a single picture, not a video; name the folder it is in");
  }
  errno = 0;
  std::ifstream in(file, std::ios::binary);
  std::array<char, 512> head{};
  in.read(head.data(), head.size());
  const auto length = static_cast<std::size_t>(in.gcount());
  if (in.bad() || (length == 0 && errno != 0)) {
    throw CaptureError(file.string() + " cannot be read: " + std::strerror(errno) + "; check that you may read it");
  }
  if (length == 0) throw CaptureError(file.string() + " is empty (0 bytes); copy or record it again");
  if (isText(std::span(head).first(length))) {
    throw CaptureError(file.string() + " is text, not a video; name a video file");
  }
}

}  // namespace

double believableFrameRate(double stated) {
  constexpr double kUsual = 25;
  constexpr double kFastest = 1000;
  return stated > 0 && stated <= kFastest ? stated : kUsual;
}

VideoFileSource::VideoFileSource(const fs::path& file, const SourceOptions& options)
    // Absolute, because FFmpeg reads a protocol into a name such as "a:b.mp4".
    : file_(fs::absolute(file)), pacing_(options.pacing), loop_(options.loop), pacer_(options.pacing, options.clock) {
  refuseWhatIsNoVideo(file_);
  std::string reason;
  try {
    reason = openFile();
    if (reason.empty()) {
      decodeNext({});
      if (pending_.empty()) {
        reason = "has no picture that can be decoded: it is damaged or cut short; copy or record it again";
      }
    }
  } catch (const std::exception& error) {
    reason = std::string("cannot be decoded: ") + error.what();
  }
  if (!reason.empty()) throw CaptureError(file_.string() + " " + reason);
}

std::string VideoFileSource::openFile() {
  if (!video_.open(file_.string(), cv::CAP_FFMPEG)) {
    return "is not a video that can be read, or is cut short before its index; try to convert it to MP4 (H.264)";
  }
  const int width = static_cast<int>(video_.get(cv::CAP_PROP_FRAME_WIDTH));
  const int height = static_cast<int>(video_.get(cv::CAP_PROP_FRAME_HEIGHT));
  if (tooLarge(width, height)) return "is too large: " + tooLargeReason(width, height);
  const std::chrono::duration<double> interval(1 / believableFrameRate(video_.get(cv::CAP_PROP_FPS)));
  interval_ = std::chrono::round<std::chrono::nanoseconds>(interval);
  beginsRound_ = true;
  return {};
}

bool VideoFileSource::grab(const std::stop_token& stop) {
  for (int i = 0; i < kTriesPastDamage && !stop.stop_requested(); ++i) {
    if (video_.grab()) return true;
  }
  return false;
}

std::chrono::nanoseconds VideoFileSource::offsetOfGrabbed() {
  const double stamp_ms = video_.get(cv::CAP_PROP_POS_MSEC);
  if (beginsRound_) {
    beginsRound_ = false;
    firstStamp_ms_ = stamp_ms;
    return roundBegin_;
  }
  const auto next = offset_ + interval_;
  // The last few pictures of a file may come without a stamp, which reads as zero.
  const double elapsed_ms = stamp_ms - firstStamp_ms_;
  if (!std::isfinite(elapsed_ms) || elapsed_ms < 0 || elapsed_ms > 1e9) return next;
  const auto stamped =
      roundBegin_ + std::chrono::round<std::chrono::nanoseconds>(std::chrono::duration<double, std::milli>(elapsed_ms));
  return stamped > offset_ && stamped - offset_ <= kLongestGap ? stamped : next;
}

void VideoFileSource::decodeNext(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    if (!grab(stop)) {
      const bool roundHadPictures = !beginsRound_;
      if (!loop_ || !roundHadPictures || !openFile().empty()) return;
      roundBegin_ = offset_ + interval_;
      continue;
    }
    cv::Mat picture;
    if (!video_.retrieve(picture) || tooLarge(picture.cols, picture.rows)) continue;
    pending_ = toRgb(picture);
    if (pending_.empty()) continue;
    offset_ = offsetOfGrabbed();
    return;
  }
}

ReadResult VideoFileSource::next(std::stop_token stop) {
  const ReadResult end{ReadStatus::End, nullptr, {}};
  if (ended_ || stop.stop_requested()) return end;
  try {
    if (pending_.empty()) decodeNext(stop);
  } catch (const std::exception&) {
    pending_ = {};
  }
  if (pending_.empty()) {
    ended_ = !stop.stop_requested();
    return end;
  }
  const auto deliveredAt = pacer_.waitFor(offset_, stop);
  if (!deliveredAt) return end;
  auto image = std::exchange(pending_, {});
  return {ReadStatus::Frame, std::make_shared<vision::Frame>(std::move(image), sequence_++, *deliveredAt), {}};
}

std::string VideoFileSource::name() const { return "file " + file_.filename().string(); }

}  // namespace dangol::capture
