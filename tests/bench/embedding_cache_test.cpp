#include "embedding_cache.hpp"

#include <doctest/doctest.h>

#include <fstream>

#include "bench_error.hpp"
#include "temp_folder.hpp"

namespace {

using namespace dangol::bench;
using dangol::test::TempFolder;

Digest key(std::uint8_t number) { return cacheKey(std::vector<std::uint8_t>{number}, "invented model"); }

FaceResult face(float value) {
  FaceResult result;
  result.status = FaceStatus::Found;
  result.cnn = true;
  result.face_px = 80;
  result.quality = 0.25F;
  result.straight.values.fill(value);
  result.mirrored.values.fill(-value);
  return result;
}

void fill(const TempFolder& folder) {
  EmbeddingCache cache(folder.path());
  for (std::uint8_t i = 0; i < 3; ++i) cache.add(key(i), face(i));
}

TEST_CASE("a cache that cannot be opened or is in use is refused") {
  const TempFolder folder;
  const auto file = folder.write("file", {1});
  CHECK_THROWS_WITH_AS(EmbeddingCache{file}, doctest::Contains("cannot be opened"), BenchError);
  const EmbeddingCache first(folder.path());
  CHECK_THROWS_WITH_AS(EmbeddingCache{folder.path()}, doctest::Contains("in use"), BenchError);
}

TEST_CASE("a cut last record is forgotten and written anew") {
  const TempFolder folder;
  fill(folder);
  const auto file = folder.path() / "faces.bin";
  std::filesystem::resize_file(file, std::filesystem::file_size(file) - 100);
  {
    EmbeddingCache cache(folder.path());
    CHECK(cache.size() == 2);
    CHECK_FALSE(cache.find(key(2)));
    cache.add(key(2), face(2));
  }
  const EmbeddingCache cache(folder.path());
  CHECK(cache.size() == 3);
  CHECK(cache.find(key(2))->mirrored == face(2).mirrored);
}

TEST_CASE("a damaged record counts as absent and those after it do not") {
  const TempFolder folder;
  fill(folder);
  const auto file = folder.path() / "faces.bin";
  {
    std::fstream bytes(file, std::ios::in | std::ios::out | std::ios::binary);
    bytes.seekp(100);
    bytes.put('x');
  }
  const EmbeddingCache cache(folder.path());
  CHECK_FALSE(cache.find(key(0)));
  CHECK(cache.find(key(1)));
  CHECK(cache.find(key(2)));
}

TEST_CASE("results come back as they were and absent faces too") {
  const TempFolder folder;
  {
    EmbeddingCache cache(folder.path() / "made");
    cache.add(key(1), face(0.5F));
    cache.add(key(2), FaceResult{});
  }
  const EmbeddingCache cache(folder.path() / "made");
  const auto found = cache.find(key(1));
  REQUIRE(found);
  CHECK(found->status == FaceStatus::Found);
  CHECK(found->cnn);
  CHECK(found->face_px == 80);
  CHECK(found->quality == 0.25F);
  CHECK(found->straight == face(0.5F).straight);
  CHECK(found->mirrored == face(0.5F).mirrored);
  CHECK(cache.find(key(2))->status == FaceStatus::NoFace);
  CHECK_FALSE(cache.find(key(3)));
}

TEST_CASE("a key follows from the picture's bytes and the settings") {
  const std::vector<std::uint8_t> one{1, 2};
  const std::vector<std::uint8_t> two{1, 3};
  CHECK(cacheKey(one, "a") == cacheKey(one, "a"));
  CHECK(cacheKey(one, "a") != cacheKey(two, "a"));
  CHECK(cacheKey(one, "a") != cacheKey(one, "b"));
}

}  // namespace
