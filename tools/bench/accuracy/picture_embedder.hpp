#pragma once

#include <filesystem>
#include <vector>

#include "embedding_cache.hpp"
#include "picture_set.hpp"

namespace dangol::bench {

struct EmbedOptions {
  std::filesystem::path models;
  std::size_t jobs = 1;
};

struct EmbedStatistics {
  std::size_t cached = 0;    // answered from the cache
  std::size_t computed = 0;  // looked at now
};

// Finds and embeds the face nearest each picture's centre (the subject, in LFW and sets like it), from the cache where
// it has the answer. A picture without a face or one that cannot be read is a result, never an exception.
// Ensures: result[i] belongs to pictures[i], whatever the number of jobs.
// Throws vision::VisionError when a model is missing, BenchError when the cache fails.
[[nodiscard]] std::vector<FaceResult> embedPictures(const std::vector<PictureFile>& pictures, EmbeddingCache& cache,
                                                    const EmbedOptions& options, EmbedStatistics& statistics);

}  // namespace dangol::bench
