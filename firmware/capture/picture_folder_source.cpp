#include "picture_folder_source.hpp"

#include <exception>
#include <utility>

#include "dangol/datasets/face_folders.hpp"
#include "dangol/datasets/picture.hpp"
#include "frame_conversion.hpp"

namespace dangol::capture {
namespace {

namespace fs = std::filesystem;

// A phone's picture fits; a larger one would take longer to decode than a stop request may wait.
constexpr datasets::PictureLimits kLimits{.largest_area_px = 25'000'000};

std::string lastPart(const fs::path& folder) {
  const fs::path whole = fs::absolute(folder).lexically_normal();
  return (whole.has_filename() ? whole : whole.parent_path()).filename().string();
}

std::vector<fs::path> listOrThrow(const fs::path& folder) {
  try {
    return datasets::listPictures(folder);
  } catch (const datasets::DatasetError& error) {
    throw CaptureError(error.what());
  }
}

}  // namespace

PictureFolderSource::PictureFolderSource(const fs::path& folder, const SourceOptions& options)
    : name_("folder " + lastPart(folder)),
      pacing_(options.pacing),
      loop_(options.loop),
      fps_(options.folder_fps),
      pacer_(options.pacing, options.clock),
      pictures_(listOrThrow(folder)) {
  if (!(fps_ > 0)) throw CaptureError(folder.string() + ": the pictures a second must be above 0");
  if (pictures_.empty()) {
    throw CaptureError(folder.string() + " holds no picture; put .jpg, .png, .webp or .bmp files into it");
  }
}

vision::RgbImage PictureFolderSource::readNext(const std::stop_token& stop) {
  // A folder without one readable picture must not be gone round for ever.
  for (std::size_t tries = 0; tries < pictures_.size() && !stop.stop_requested(); ++tries) {
    if (at_ == pictures_.size() && loop_) at_ = 0;
    if (at_ == pictures_.size()) break;
    try {
      return fitted(datasets::readPicture(pictures_[at_++], kLimits));
    } catch (const std::exception& error) {
      ++skipped_.pictures;
      skipped_.last_reason = error.what();
    }
  }
  return {};
}

ReadResult PictureFolderSource::next(std::stop_token stop) {
  const ReadResult end{ReadStatus::End, nullptr, {}};
  if (ended_ || stop.stop_requested()) return end;
  if (pending_.empty()) pending_ = readNext(stop);
  if (pending_.empty()) {
    ended_ = !stop.stop_requested();
    return end;
  }
  const std::chrono::duration<double> offset(static_cast<double>(sequence_) / fps_);
  const auto deliveredAt = pacer_.waitFor(std::chrono::round<std::chrono::nanoseconds>(offset), stop);
  if (!deliveredAt) return end;
  auto image = std::exchange(pending_, {});
  return {ReadStatus::Frame, std::make_shared<vision::Frame>(std::move(image), sequence_++, *deliveredAt), {}};
}

}  // namespace dangol::capture
