#include "dangol/gallery/shipped_models.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include <array>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string_view>
#include <utility>

namespace dangol::gallery {
namespace {

struct ShippedFile {
  std::string_view name;
  std::string_view sha256;
};

// gallery/models/README.md says how they were made.
constexpr ShippedFile kCohort{"dlib-face-resnet-v1.cohort",
                              "58d13173d7d13928f083a3c739cd0c41a0afb2345f6568a97d50e66e23743edb"};
constexpr ShippedFile kThresholds{"dlib-face-resnet-v1.thresholds",
                                  "ace50fdfb3f6b30ab2974db891fbfa36d7327d3cd0cbb5114c1af2357cb95beb"};

std::string sha256Hex(std::string_view bytes) {
  std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
  crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
  std::array<char, 2 * hash.size() + 1> hex{};
  sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
  return hex.data();
}

template <class Error>
std::string verified(const std::filesystem::path& folder, const ShippedFile& expected) {
  const std::filesystem::path path = folder / expected.name;
  std::error_code ignored;
  std::ifstream file(path, std::ios::binary);
  if (!file || !std::filesystem::is_regular_file(path, ignored)) {
    throw Error(
        fmt::format("{} is missing or cannot be read; install Dangol again, or name the folder that holds it in "
                    "DANGOL_GALLERY_MODELS",
                    path.string()));
  }
  std::string bytes{std::istreambuf_iterator<char>(file), {}};
  if (const std::string found = sha256Hex(bytes); found != expected.sha256) {
    throw Error(fmt::format(
        "{} is not the one this program was built for: SHA-256 {} was expected, {} found; install Dangol again",
        path.string(), expected.sha256, found));
  }
  return bytes;
}

}  // namespace

ShippedModels::ShippedModels(std::filesystem::path folder) : folder_(std::move(folder)) {}

std::filesystem::path ShippedModels::defaultFolder() {
  if (const char* folder = std::getenv("DANGOL_GALLERY_MODELS"); folder != nullptr && *folder != '\0') return folder;
  std::error_code ignored;
  if (const std::filesystem::path installed = "/usr/share/dangol/gallery-models";
      std::filesystem::exists(installed, ignored)) {
    return installed;
  }
  return DANGOL_SOURCE_GALLERY_MODELS;
}

CohortModel ShippedModels::cohort() const {
  const std::string bytes = verified<CohortError>(folder_, kCohort);
  return CohortModel::parse(std::as_bytes(std::span(bytes)), (folder_ / kCohort.name).string());
}

ThresholdModel ShippedModels::thresholds() const {
  return ThresholdModel::parse(verified<ThresholdError>(folder_, kThresholds), (folder_ / kThresholds.name).string());
}

}  // namespace dangol::gallery
