#include "dangol/gallery/cohort_model.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include <array>
#include <bit>
#include <cassert>
#include <cmath>
#include <cstring>
#include <fstream>
#include <iterator>
#include <numbers>
#include <random>
#include <string_view>
#include <type_traits>

namespace dangol::gallery {
namespace {

static_assert(std::endian::native == std::endian::little, "cohort files are copied as they are in memory");

constexpr std::string_view kMagic = "DNGLCOH1";
constexpr std::size_t kDimensions = vision::Embedding::kDimensions;
constexpr std::size_t kTriangle = kDimensions * (kDimensions + 1) / 2;
constexpr std::size_t kHash_bytes = crypto_generichash_BYTES;
constexpr std::uint32_t kMostMixtures = 64;
constexpr std::uint32_t kMostMeans = 4096;
constexpr std::uint32_t kLongestName_bytes = 256;

std::array<unsigned char, kHash_bytes> hashOf(std::span<const std::byte> bytes) {
  std::array<unsigned char, kHash_bytes> hash{};
  crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                     nullptr, 0);
  return hash;
}

class Reader {
 public:
  Reader(std::span<const std::byte> bytes, const std::string& name) : bytes_(bytes), name_(name) {}

  [[noreturn]] void refuse(std::string_view why) const {
    throw CohortError(fmt::format("cohort model {}: {}; make it anew with 'dangol-bench fit-cohort'", name_, why));
  }
  void take(void* to, std::size_t size) {
    if (size > bytes_.size()) refuse("it is cut short");
    std::memcpy(to, bytes_.data(), size);
    bytes_ = bytes_.subspan(size);
  }
  std::uint32_t takeCount(std::uint32_t most, std::string_view what) {
    std::uint32_t count = 0;
    take(&count, sizeof count);
    if (count < 1 || count > most) refuse(fmt::format("it has {} {}, 1 to {} are allowed", count, what, most));
    return count;
  }
  std::string takeText() {
    std::string text(takeCount(kLongestName_bytes, "bytes of a name"), '\0');
    take(text.data(), text.size());
    return text;
  }
  [[nodiscard]] bool finished() const { return bytes_.empty(); }

 private:
  std::span<const std::byte> bytes_;
  const std::string& name_;
};

CohortMixture takeMixture(Reader& reader) {
  CohortMixture mixture;
  mixture.name = reader.takeText();
  const std::uint32_t count = reader.takeCount(kMostMeans, "means");
  mixture.means.resize(count);
  for (auto& mean : mixture.means) reader.take(mean.values.data(), sizeof mean.values);
  mixture.weights.resize(count);
  reader.take(mixture.weights.data(), count * sizeof(double));
  double sum = 0;
  for (const double weight : mixture.weights) {
    if (!(weight > 0)) reader.refuse("a weight is not above 0");
    sum += weight;
  }
  if (!(std::abs(sum - 1) < 1e-6)) reader.refuse("its weights do not add up to 1");

  std::vector<float> triangle(kTriangle);
  reader.take(triangle.data(), kTriangle * sizeof(float));
  mixture.covariance.resize(kDimensions * kDimensions);
  auto value = triangle.begin();
  for (std::size_t row = 0; row < kDimensions; ++row) {
    for (std::size_t column = 0; column <= row; ++column) {
      if (!std::isfinite(*value)) reader.refuse("its covariance holds a value that is not a number");
      mixture.covariance[row * kDimensions + column] = *value;
      mixture.covariance[column * kDimensions + row] = *value++;
    }
  }
  return mixture;
}

template <class T>
void append(std::vector<std::byte>& to, const T* values, std::size_t count) {
  static_assert(std::is_trivially_copyable_v<T>);
  const std::size_t before = to.size();
  to.resize(before + count * sizeof(T));
  std::memcpy(to.data() + before, values, count * sizeof(T));
}

void appendText(std::vector<std::byte>& to, std::string_view text) {
  const auto length = static_cast<std::uint32_t>(text.size());
  append(to, &length, 1);
  append(to, text.data(), text.size());
}

// The lower triangular L with L L' = covariance.
std::vector<double> choleskyOf(const CohortMixture& mixture) {
  std::vector<double> lower(kDimensions * kDimensions);
  for (std::size_t row = 0; row < kDimensions; ++row) {
    for (std::size_t column = 0; column <= row; ++column) {
      double sum = static_cast<double>(mixture.covariance[row * kDimensions + column]);
      for (std::size_t k = 0; k < column; ++k) sum -= lower[row * kDimensions + k] * lower[column * kDimensions + k];
      if (row != column) {
        lower[row * kDimensions + column] = sum / lower[column * kDimensions + column];
      } else if (sum > 0) {
        lower[row * kDimensions + row] = std::sqrt(sum);
      } else {
        throw CohortError(
            fmt::format("the covariance of cohort mixture '{}' is not positive definite; fit it on more "
                        "than {} faces",
                        mixture.name, kDimensions));
      }
    }
  }
  return lower;
}

// Standard normal and uniform numbers from a generator the C++ standard pins down, by arithmetic of our own: the
// standard library's distributions differ between implementations.
class Random {
 public:
  explicit Random(std::uint64_t seed) : generator_(seed) {}
  double uniform() { return (static_cast<double>(generator_() >> 11) + 0.5) * 0x1p-53; }  // in (0, 1)
  double normal() { return std::sqrt(-2 * std::log(uniform())) * std::cos(2 * std::numbers::pi * uniform()); }

 private:
  std::mt19937_64 generator_;
};

std::vector<double> transposed(const std::vector<double>& square) {
  std::vector<double> result(square.size());
  for (std::size_t row = 0; row < kDimensions; ++row) {
    for (std::size_t column = 0; column < kDimensions; ++column) {
      result[column * kDimensions + row] = square[row * kDimensions + column];
    }
  }
  return result;
}

// A mean plus L times noise, column by column of L, which the compiler turns into SIMD.
vision::Embedding drawFrom(const CohortMixture& mixture, const std::vector<double>& columns, Random& random) {
  double left = random.uniform();
  std::size_t component = 0;
  while (component + 1 < mixture.weights.size() && (left -= mixture.weights[component]) > 0) ++component;

  std::array<double, kDimensions> noise{};
  for (double& value : noise) value = random.normal();
  std::array<double, kDimensions> offset{};
  for (std::size_t k = 0; k < kDimensions; ++k) {
    const double* column = &columns[k * kDimensions];
    for (std::size_t row = 0; row < kDimensions; ++row) offset[row] += column[row] * noise[k];
  }
  vision::Embedding drawn = mixture.means[component];
  for (std::size_t row = 0; row < kDimensions; ++row) drawn.values[row] += static_cast<float>(offset[row]);
  return drawn;
}

}  // namespace

CohortModel CohortModel::parse(std::span<const std::byte> bytes, const std::string& name) {
  Reader whole(bytes, name);
  if (bytes.size() < kMagic.size() || std::memcmp(bytes.data(), kMagic.data(), kMagic.size()) != 0) {
    whole.refuse("it is not a cohort model");
  }
  if (bytes.size() < kMagic.size() + kHash_bytes) whole.refuse("it is cut short");
  const auto content = bytes.first(bytes.size() - kHash_bytes);
  const auto hash = hashOf(content);
  if (std::memcmp(hash.data(), bytes.last(kHash_bytes).data(), kHash_bytes) != 0) whole.refuse("it is damaged");

  Reader reader(content.subspan(kMagic.size()), name);
  CohortModel model;
  model.model = {reader.takeText()};
  const std::uint32_t count = reader.takeCount(kMostMixtures, "mixtures");
  for (std::uint32_t i = 0; i < count; ++i) model.mixtures.push_back(takeMixture(reader));
  if (!reader.finished()) reader.refuse("something follows its end");
  return model;
}

CohortModel CohortModel::read(const std::filesystem::path& file) {
  std::error_code error;
  std::ifstream stream(file, std::ios::binary);
  if (!stream || !std::filesystem::is_regular_file(file, error)) {
    throw CohortError(
        fmt::format("cohort model {} cannot be read; check its path and that you may read it", file.string()));
  }
  const std::string text{std::istreambuf_iterator<char>(stream), {}};
  return parse(std::as_bytes(std::span(text)), file.string());
}

std::vector<std::byte> CohortModel::bytes() const {
  std::vector<std::byte> result;
  append(result, kMagic.data(), kMagic.size());
  appendText(result, model.value);
  const auto count = static_cast<std::uint32_t>(mixtures.size());
  append(result, &count, 1);
  for (const CohortMixture& mixture : mixtures) {
    assert(mixture.weights.size() == mixture.means.size());
    assert(mixture.covariance.size() == kDimensions * kDimensions);
    appendText(result, mixture.name);
    const auto means = static_cast<std::uint32_t>(mixture.means.size());
    append(result, &means, 1);
    for (const auto& mean : mixture.means) append(result, mean.values.data(), kDimensions);
    append(result, mixture.weights.data(), mixture.weights.size());
    for (std::size_t row = 0; row < kDimensions; ++row) append(result, &mixture.covariance[row * kDimensions], row + 1);
  }
  const auto hash = hashOf(result);
  append(result, hash.data(), hash.size());
  return result;
}

void CohortModel::write(const std::filesystem::path& file) const {
  const std::filesystem::path part = file.string() + ".part";
  const std::vector<std::byte> content = bytes();
  std::ofstream stream(part, std::ios::binary);
  stream.write(reinterpret_cast<const char*>(content.data()), static_cast<std::streamsize>(content.size()));
  stream.close();
  std::error_code error;
  if (stream) std::filesystem::rename(part, file, error);
  if (!stream || error) {
    std::error_code ignored;
    std::filesystem::remove(part, ignored);
    throw CohortError(
        fmt::format("cohort model {} cannot be written; check the folder and the space on its disk", file.string()));
  }
}

std::vector<vision::Embedding> CohortModel::sample(std::size_t count, std::uint64_t seed) const {
  assert(!mixtures.empty());
  Random random(seed);
  std::vector<vision::Embedding> drawn;
  drawn.reserve(count);
  for (std::size_t m = 0; m < mixtures.size(); ++m) {
    const std::vector<double> columns = transposed(choleskyOf(mixtures[m]));
    const std::size_t until = count * (m + 1) / mixtures.size();
    while (drawn.size() < until) drawn.push_back(drawFrom(mixtures[m], columns, random));
  }
  return drawn;
}

}  // namespace dangol::gallery
