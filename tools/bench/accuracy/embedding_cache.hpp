#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <map>
#include <mutex>
#include <optional>
#include <span>
#include <string>

#include "dangol/vision/embedding.hpp"

namespace dangol::bench {

enum class FaceStatus : std::uint8_t { Found = 0, NoFace = 1, Unreadable = 2 };

// What became of one picture.
struct FaceResult {
  FaceStatus status = FaceStatus::NoFace;
  bool cnn = false;  // found by the CNN where HOG found nothing
  float face_px = 0;
  float quality = 0;           // FaceQuality::overall
  vision::Embedding straight;  // the picture's: what one live frame gives
  vision::Embedding mirrored;  // its mirror image's
  std::string reason;          // why there is no embedding; not kept in the cache

  // The mean of the two: what enrolment keeps as a template.
  [[nodiscard]] vision::Embedding enrolled() const { return vision::mean(straight, mirrored); }
};

using Digest = std::array<std::uint8_t, 32>;
[[nodiscard]] Digest sha256(std::span<const std::uint8_t> bytes);
// What one picture's result is kept under: its bytes and everything that decides what is made of them.
[[nodiscard]] Digest cacheKey(std::span<const std::uint8_t> picture, const std::string& settings);

// Results by cacheKey in one file to which is only ever added, in records of one size, each with its own checksum: a
// run that was stopped resumes, and a record that is cut or damaged counts as absent. Thread-safe.
class EmbeddingCache {
 public:
  // Opens or makes folder/faces.bin. Throws BenchError when it cannot, or when another program is using it.
  explicit EmbeddingCache(const std::filesystem::path& folder);
  ~EmbeddingCache();
  EmbeddingCache(const EmbeddingCache&) = delete;
  EmbeddingCache& operator=(const EmbeddingCache&) = delete;

  [[nodiscard]] std::optional<FaceResult> find(const Digest& key) const;
  // Throws BenchError when the disk is full or fails.
  void add(const Digest& key, const FaceResult& result);
  [[nodiscard]] std::size_t size() const;

  // $XDG_CACHE_HOME/dangol/bench, else ~/.cache/dangol/bench.
  [[nodiscard]] static std::filesystem::path defaultFolder();

 private:
  void load();

  std::filesystem::path file_;
  int descriptor_ = -1;
  mutable std::mutex mutex_;
  std::map<Digest, FaceResult> results_;
};

}  // namespace dangol::bench
