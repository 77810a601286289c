#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include "dangol/vision/embedding.hpp"

namespace dangol::gallery {

// A cohort file that cannot be read or written: names the file, what is wrong and what to do.
class CohortError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// Where the embeddings of one population of strangers lie: a mixture of normal distributions that share one covariance.
struct CohortMixture {
  std::string name;                      // of the population: "lfw-dev", at most 64 bytes
  std::vector<vision::Embedding> means;  // at least one
  std::vector<double> weights;           // one a mean, each above 0, sum 1
  std::vector<float> covariance;         // 128 × 128, row-major, symmetric, positive definite
};

// The small file that describes strangers without holding anybody's template. `dangol-bench fit-cohort` makes it.
//
// Format, little-endian: the 8 bytes "DNGLCOH1"; uint32 length and bytes of the model id; uint32 number of mixtures;
// for each uint32 length and bytes of its name, uint32 number of means, the means as 128 float32 each, the weights as
// float64, the covariance's lower triangle row by row as 8256 float32; last, 32 bytes BLAKE2b of all before them.
struct CohortModel {
  vision::ModelId model;  // whose embeddings it describes
  std::vector<CohortMixture> mixtures;

  // Throws CohortError when the bytes are not a whole, undamaged model of this format; name stands for the file.
  [[nodiscard]] static CohortModel parse(std::span<const std::byte> bytes, const std::string& name);
  // Throws CohortError when the file cannot be read, or as parse.
  [[nodiscard]] static CohortModel read(const std::filesystem::path& file);

  // Requires: mixtures as described above.
  [[nodiscard]] std::vector<std::byte> bytes() const;
  // Throws CohortError when the file cannot be written; then no part of it is left.
  void write(const std::filesystem::path& file) const;

  // So many embeddings, as many from each mixture, the same for a seed on every machine. Requires: at least one
  // mixture. Throws CohortError when a covariance is not positive definite.
  [[nodiscard]] std::vector<vision::Embedding> sample(std::size_t count, std::uint64_t seed) const;
};

}  // namespace dangol::gallery
