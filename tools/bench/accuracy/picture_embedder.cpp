#include "picture_embedder.hpp"

#include <atomic>
#include <cmath>
#include <exception>
#include <fstream>
#include <memory>
#include <mutex>
#include <thread>

#include "dangol/datasets/picture.hpp"
#include "dangol/vision/still_face_finder.hpp"
#include "progress.hpp"

namespace dangol::bench {
namespace {

// Raise the number when the way a face is found or embedded changes and the model's id does not.
constexpr const char* kRecipe = "quick, nearest the centre, and its mirror image, 1";

std::vector<std::uint8_t> bytesOf(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::vector<std::uint8_t> bytes((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  if (!in.good() && !in.eof()) bytes.clear();
  return bytes;
}

const vision::StillFace& nearestCentre(const std::vector<vision::StillFace>& faces, const vision::RgbView& picture) {
  const auto away = [&](const vision::StillFace& face) {
    const auto centre = face.detection.box.centre();
    return std::hypot(static_cast<double>(centre.x_px) - picture.width_px / 2.0,
                      static_cast<double>(centre.y_px) - picture.height_px / 2.0);
  };
  const vision::StillFace* nearest = &faces.front();
  for (const vision::StillFace& face : faces) {
    if (away(face) < away(*nearest)) nearest = &face;
  }
  return *nearest;
}

FaceResult look(vision::StillFaceFinder& finder, std::span<const std::uint8_t> bytes, const std::string& name) {
  FaceResult result;
  vision::RgbImage picture;
  try {
    picture = datasets::decodePicture(bytes, name);
  } catch (const datasets::DatasetError& error) {
    result.status = FaceStatus::Unreadable;
    result.reason = error.what();
    return result;
  }
  const auto faces = finder.find(picture.view(), vision::StillFaceFinder::Effort::Quick);
  if (faces.empty()) {
    result.status = FaceStatus::NoFace;
    result.reason = "no face found";
    return result;
  }
  const vision::StillFace& face = nearestCentre(faces, picture.view());
  result.status = FaceStatus::Found;
  result.cnn = face.detector == vision::StillDetector::Mmod;
  result.face_px = face.report.quality.face_px;
  result.quality = face.report.quality.overall;
  const auto sides = finder.embedSides(picture.view(), face);
  result.straight = sides.straight;
  result.mirrored = sides.mirrored;
  return result;
}

// What the workers share.
struct Work {
  const std::vector<PictureFile>& pictures;
  EmbeddingCache& cache;
  const EmbedOptions& options;
  std::vector<FaceResult> results;
  Progress progress;
  std::atomic<std::size_t> next = 0;
  std::atomic<std::size_t> cached = 0;
  std::mutex mutex{};
  std::exception_ptr failure{};
};

void workThrough(Work& work) {
  const std::string settings = vision::ModelBundle::embeddingModelId().value + "\n" + kRecipe;
  std::unique_ptr<vision::StillFaceFinder> finder;  // takes a second to load, and a warm cache needs none
  for (std::size_t i = work.next++; i < work.pictures.size(); i = work.next++) {
    const std::vector<std::uint8_t> bytes = bytesOf(work.pictures[i].path);
    const Digest key = cacheKey(bytes, settings);
    if (auto known = work.cache.find(key)) {
      work.results[i] = std::move(*known);
      ++work.cached;
      work.progress.step(true);
      continue;
    }
    if (!finder) {
      finder = std::make_unique<vision::StillFaceFinder>(vision::ModelBundle(work.options.models),
                                                         vision::QualityGate::liveLimits());
    }
    work.results[i] = look(*finder, bytes, work.pictures[i].path.string());
    if (work.results[i].status != FaceStatus::Unreadable) work.cache.add(key, work.results[i]);
    work.progress.step();
  }
}

}  // namespace

std::vector<FaceResult> embedPictures(const std::vector<PictureFile>& pictures, EmbeddingCache& cache,
                                      const EmbedOptions& options, EmbedStatistics& statistics) {
  Work work{pictures, cache, options, std::vector<FaceResult>(pictures.size()), Progress("embedding", pictures.size())};
  {
    std::vector<std::jthread> workers;
    for (std::size_t i = 0; i < std::max<std::size_t>(1, options.jobs); ++i) {
      workers.emplace_back([&work] {
        try {
          workThrough(work);
        } catch (...) {
          const std::scoped_lock lock(work.mutex);
          work.failure = std::current_exception();
          work.next = work.pictures.size();
        }
      });
    }
  }
  if (work.failure) std::rethrow_exception(work.failure);
  statistics.cached += work.cached;
  statistics.computed += pictures.size() - work.cached;
  return std::move(work.results);
}

}  // namespace dangol::bench
