#include "embedding_cache.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sodium.h>
#include <sys/file.h>
#include <unistd.h>

#include <bit>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <vector>

#include "bench_error.hpp"

namespace dangol::bench {
namespace {

static_assert(std::endian::native == std::endian::little, "cache records are little-endian");

// key 32, status 1, cnn 1, zero 2, face_px 4, quality 4, two embeddings of 512, checksum 8 (BLAKE2b of all before it).
constexpr std::size_t kEmbedding_bytes = vision::Embedding::kDimensions * sizeof(float);
constexpr std::size_t kPayload_bytes = 32 + 4 + 4 + 4 + 2 * kEmbedding_bytes;
constexpr std::size_t kRecord_bytes = kPayload_bytes + 8;
using Record = std::array<std::uint8_t, kRecord_bytes>;

std::array<std::uint8_t, 8> checksum(const Record& record) {
  std::array<std::uint8_t, crypto_generichash_BYTES_MIN> hash{};
  crypto_generichash(hash.data(), hash.size(), record.data(), kPayload_bytes, nullptr, 0);
  std::array<std::uint8_t, 8> first{};
  std::memcpy(first.data(), hash.data(), first.size());
  return first;
}

Record pack(const Digest& key, const FaceResult& result) {
  Record record{};
  std::memcpy(record.data(), key.data(), key.size());
  record[32] = static_cast<std::uint8_t>(result.status);
  record[33] = result.cnn ? 1 : 0;
  std::memcpy(&record[36], &result.face_px, 4);
  std::memcpy(&record[40], &result.quality, 4);
  std::memcpy(&record[44], result.straight.values.data(), kEmbedding_bytes);
  std::memcpy(&record[44 + kEmbedding_bytes], result.mirrored.values.data(), kEmbedding_bytes);
  const auto sum = checksum(record);
  std::memcpy(&record[kPayload_bytes], sum.data(), sum.size());
  return record;
}

std::optional<std::pair<Digest, FaceResult>> unpack(const Record& record) {
  const auto sum = checksum(record);
  if (std::memcmp(&record[kPayload_bytes], sum.data(), sum.size()) != 0) return std::nullopt;
  if (record[32] > static_cast<std::uint8_t>(FaceStatus::NoFace)) return std::nullopt;
  std::pair<Digest, FaceResult> entry;
  std::memcpy(entry.first.data(), record.data(), entry.first.size());
  entry.second.status = static_cast<FaceStatus>(record[32]);
  entry.second.cnn = record[33] != 0;
  std::memcpy(&entry.second.face_px, &record[36], 4);
  std::memcpy(&entry.second.quality, &record[40], 4);
  std::memcpy(entry.second.straight.values.data(), &record[44], kEmbedding_bytes);
  std::memcpy(entry.second.mirrored.values.data(), &record[44 + kEmbedding_bytes], kEmbedding_bytes);
  if (entry.second.status == FaceStatus::NoFace) entry.second.reason = "no face found";
  return entry;
}

}  // namespace

Digest sha256(std::span<const std::uint8_t> bytes) {
  Digest digest{};
  crypto_hash_sha256(digest.data(), bytes.data(), bytes.size());
  return digest;
}

Digest cacheKey(std::span<const std::uint8_t> picture, const std::string& settings) {
  const Digest content = sha256(picture);
  std::vector<std::uint8_t> both(content.begin(), content.end());
  both.insert(both.end(), settings.begin(), settings.end());
  return sha256(both);
}

EmbeddingCache::EmbeddingCache(const std::filesystem::path& folder) : file_(folder / "faces.bin") {
  std::error_code failure;
  std::filesystem::create_directories(folder, failure);
  descriptor_ = open(file_.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (descriptor_ < 0) {
    throw BenchError(fmt::format("the cache {} cannot be opened: {}; name a folder you may write to with --cache",
                                 file_.string(), std::strerror(errno)));
  }
  if (flock(descriptor_, LOCK_EX | LOCK_NB) != 0) {
    close(descriptor_);
    throw BenchError(
        fmt::format("the cache {} is in use by another dangol-bench; wait for it or name another folder "
                    "with --cache",
                    file_.string()));
  }
  load();
}

EmbeddingCache::~EmbeddingCache() { close(descriptor_); }

void EmbeddingCache::load() {
  Record record;
  off_t at = 0;
  while (pread(descriptor_, record.data(), record.size(), at) == static_cast<ssize_t>(record.size())) {
    at += static_cast<off_t>(record.size());
    if (auto entry = unpack(record)) results_.insert_or_assign(entry->first, std::move(entry->second));
  }
  // A record cut by the end of an earlier run would shift all that are added after it.
  if (ftruncate(descriptor_, at) != 0) {
    throw BenchError(fmt::format("the cache {} cannot be repaired: {}", file_.string(), std::strerror(errno)));
  }
}

std::optional<FaceResult> EmbeddingCache::find(const Digest& key) const {
  const std::scoped_lock lock(mutex_);
  const auto found = results_.find(key);
  return found == results_.end() ? std::nullopt : std::optional(found->second);
}

void EmbeddingCache::add(const Digest& key, const FaceResult& result) {
  const Record record = pack(key, result);
  const std::scoped_lock lock(mutex_);
  if (write(descriptor_, record.data(), record.size()) != static_cast<ssize_t>(record.size())) {
    throw BenchError(
        fmt::format("the cache {} cannot be written: {}; free some space or name another folder with "
                    "--cache",
                    file_.string(), std::strerror(errno)));
  }
  results_.insert_or_assign(key, result);
}

std::size_t EmbeddingCache::size() const {
  const std::scoped_lock lock(mutex_);
  return results_.size();
}

std::filesystem::path EmbeddingCache::defaultFolder() {
  const char* cache = std::getenv("XDG_CACHE_HOME");
  const char* home = std::getenv("HOME");
  const std::filesystem::path base = cache != nullptr && *cache != 0
                                         ? std::filesystem::path(cache)
                                         : std::filesystem::path(home != nullptr ? home : ".") / ".cache";
  return base / "dangol" / "bench";
}

}  // namespace dangol::bench
