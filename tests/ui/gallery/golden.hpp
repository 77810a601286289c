#pragma once

#include <filesystem>
#include <opencv2/core/mat.hpp>

// Pictures of screens that are kept to compare with: a third of the size, few colours, a few kilobytes each.
namespace dangol::test {

// The picture as it is kept. Requires: 8-bit BGR.
[[nodiscard]] cv::Mat asKept(const cv::Mat& picture);

// Writes a PNG with as few colours as the picture can do with. Requires: asKept(). Throws std::runtime_error.
void writeGolden(const std::filesystem::path& file, const cv::Mat& kept);

// The share of pixels, 0 to 1, that differ by more than smoothing and few colours explain. 1 when the sizes differ.
[[nodiscard]] double differingShare(const cv::Mat& golden, const cv::Mat& kept);
// More is another screen: a moved word of two letters already is.
inline constexpr double kTolerance = 0.003;

// What was expected, what was drawn, and where they differ, beside each other.
[[nodiscard]] cv::Mat differencePicture(const cv::Mat& golden, const cv::Mat& kept);

}  // namespace dangol::test
