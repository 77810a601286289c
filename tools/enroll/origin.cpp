#include "origin.hpp"

#include <sodium.h>

#include <array>
#include <fstream>
#include <vector>

namespace dangol::enroll {
namespace {

constexpr std::string_view kBefore = " [blake2b ";
constexpr std::string_view kAfter = "]";
constexpr std::size_t kHashBytes = crypto_generichash_BYTES_MIN;
constexpr std::size_t kDigits = 2 * kHashBytes;
// Galleries keep 200 characters of an origin; the hash has to be among them.
constexpr std::size_t kLongestName_bytes = 120;
constexpr std::size_t kSuffix = kBefore.size() + kDigits + kAfter.size();

}  // namespace

std::optional<std::string> contentHash(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  crypto_generichash_state state;
  crypto_generichash_init(&state, nullptr, 0, kHashBytes);
  std::vector<char> block(1 << 16);
  while (in) {
    in.read(block.data(), static_cast<std::streamsize>(block.size()));
    crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(block.data()),
                              static_cast<unsigned long long>(in.gcount()));
  }
  if (!in.eof()) return std::nullopt;
  std::array<unsigned char, kHashBytes> hash{};
  crypto_generichash_final(&state, hash.data(), hash.size());
  std::array<char, kDigits + 1> hex{};
  sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
  return std::string(hex.data());
}

std::string pictureOrigin(const std::string& fileName, const std::optional<std::string>& hash) {
  if (!hash) return fileName;
  std::string name = fileName;
  if (name.size() > kLongestName_bytes) {
    std::size_t end = kLongestName_bytes;
    while (end > 0 && (static_cast<unsigned char>(name[end]) & 0xC0U) == 0x80U) --end;  // not within a character
    name = name.substr(0, end) + "…";
  }
  return name + std::string(kBefore) + *hash + std::string(kAfter);
}

std::optional<std::string_view> hashInOrigin(std::string_view origin) {
  if (origin.size() < kSuffix) return std::nullopt;
  const std::string_view suffix = origin.substr(origin.size() - kSuffix);
  const std::string_view hash = suffix.substr(kBefore.size(), kDigits);
  const bool isHash = hash.find_first_not_of("0123456789abcdef") == std::string_view::npos;
  return suffix.starts_with(kBefore) && suffix.ends_with(kAfter) && isHash ? std::optional(hash) : std::nullopt;
}

std::string_view shownOrigin(std::string_view origin) {
  return hashInOrigin(origin) ? origin.substr(0, origin.size() - kSuffix) : origin;
}

}  // namespace dangol::enroll
