#include <doctest/doctest.h>
#include <sys/stat.h>

#include <array>
#include <fstream>

#include "made_pictures.hpp"
#include "standard_error_capture.hpp"
#include "temp_folder.hpp"

namespace {

using namespace dangol::test;
using dangol::datasets::DatasetError;
using dangol::datasets::PictureLimits;
using dangol::datasets::readPicture;

Bytes text(std::string_view words) { return {words.begin(), words.end()}; }

Bytes pngOfSize(std::uint32_t width, std::uint32_t height) {
  Bytes header;
  appendBigEndian(header, width, 4);
  appendBigEndian(header, height, 4);
  append(header, Bytes{8, 2, 0, 0, 0});
  Bytes png{0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
  append(png, pngChunk("IHDR", header));
  append(png, pngChunk("IDAT", Bytes(20, 0)));
  append(png, pngChunk("IEND", {}));
  return png;
}

// Writes another size into a JPEG's frame header.
Bytes withJpegSize(Bytes jpeg, int width, int height) {
  for (std::size_t i = 0; i + 8 < jpeg.size(); ++i) {
    if (jpeg[i] != 0xFF || jpeg[i + 1] != 0xC0) continue;
    jpeg[i + 5] = static_cast<std::uint8_t>(height >> 8);
    jpeg[i + 6] = static_cast<std::uint8_t>(height);
    jpeg[i + 7] = static_cast<std::uint8_t>(width >> 8);
    jpeg[i + 8] = static_cast<std::uint8_t>(width);
    return jpeg;
  }
  throw std::runtime_error("no frame header");
}

std::string fileRefusal(const std::filesystem::path& file, const PictureLimits& limits = {}) {
  try {
    (void)readPicture(file, limits);
    return {};
  } catch (const DatasetError& error) {
    return error.what();
  }
}

TEST_CASE("a picture cut anywhere is refused as cut short and nothing is printed") {
  StandardErrorCapture printed;
  const cv::Mat picture = noise(64, 48);
  for (const Bytes& whole : {encode(".jpg", picture), encode(".png", picture), encode(".webp", picture),
                             encode(".bmp", picture), encode(".jpg", picture, {cv::IMWRITE_JPEG_PROGRESSIVE, 1})}) {
    REQUIRE(refusal(whole).empty());
    const std::size_t step = std::max<std::size_t>(1, whole.size() / 200);
    for (std::size_t size = 40; size < whole.size(); size += step) {
      const std::string message = refusal(cut(whole, size));
      CAPTURE(size);
      CAPTURE(message);
      REQUIRE(contains(message, "cut short"));
      REQUIRE(contains(message, "again"));
    }
    CHECK(contains(refusal(cut(whole, whole.size() - 1)), "cut short"));
  }
  CHECK(printed.text() == "");
}

TEST_CASE("no number of leading bytes of any picture crashes the reader") {
  for (const char* type : {".jpg", ".png", ".webp", ".bmp"}) {
    const Bytes whole = encode(type, noise(48, 48));
    for (std::size_t size = 0; size < 100; ++size) CHECK_FALSE(refusal(cut(whole, size)).empty());
  }
}

TEST_CASE("the end of an EXIF thumbnail is not taken for the end of the JPEG") {
  const Bytes thumbnail = encode(".jpg", noise(16, 16));
  Bytes tiff = tiffWithOrientation(1);
  append(tiff, thumbnail);
  const Bytes whole = withApp1(encode(".jpg", noise(200, 100)), exifPayload(tiff));
  REQUIRE(refusal(whole).empty());
  CHECK(contains(refusal(cut(whole, whole.size() / 2)), "cut short"));
  CHECK(contains(refusal(cut(whole, whole.size() - 2)), "cut short"));
}

TEST_CASE("an empty file and other types are each refused in their own words") {
  CHECK(contains(refusal({}), "shot.jpg is empty"));
  CHECK(contains(refusal(text("hello, this is my holiday picture")), "text or a web page"));
  CHECK(contains(refusal(text("<!doctype html><title>404</title>")), "text or a web page"));
  CHECK(contains(refusal(text("BMW is a car maker and this is a note about it")), "text or a web page"));
  CHECK(contains(refusal(text("GIF89a\x01\x02\x03")), "GIF"));
  CHECK(contains(refusal(text(std::string_view("II*\0\x08\0\0\0", 8))), "TIFF"));
  CHECK(contains(refusal(text(std::string_view("MM\0*\0\0\0\x08", 8))), "TIFF"));
  CHECK(contains(refusal(text(std::string_view("\0\0\0\x18"
                                               "ftypheic\0\0\0\0",
                                               16))),
                 "HEIC"));
  CHECK(contains(refusal(text(std::string_view("\0\0\0\x18"
                                               "ftypavif\0\0\0\0",
                                               16))),
                 "AVIF"));
  CHECK(contains(refusal(text(std::string_view("\0\0\0\x18"
                                               "ftypisom\0\0\0\0",
                                               16))),
                 "video"));
  CHECK(contains(refusal(text("%PDF-1.7 and so on")), "PDF"));
  CHECK(contains(refusal(Bytes(100, 0)), "save it as JPEG, PNG, WebP or BMP"));
}

TEST_CASE("a claimed size beyond the limits is refused before decoding") {
  CHECK(contains(refusal(pngOfSize(60'000, 60'000)), "60000x60000"));
  CHECK(contains(refusal(pngOfSize(0xFFFFFFFF, 0xFFFFFFFF)), "4294967295x4294967295"));
  CHECK(contains(refusal(withJpegSize(encode(".jpg", noise(64, 64)), 60'000, 60'000)), "60000x60000"));
  CHECK(contains(refusal(pngOfSize(11'000, 11'000)), "80 million"));
  CHECK(contains(refusal(encode(".png", noise(1, 1))), "1x1"));
  CHECK(contains(refusal(encode(".png", noise(20'000, 1))), "20000x1"));
  CHECK(contains(refusal(encode(".jpg", noise(39, 100))), "39x100"));
  CHECK(refusal(encode(".jpg", noise(40, 100))).empty());
}

TEST_CASE("a JPEG without a size or without a scan is refused") {
  CHECK(contains(refusal(withJpegSize(encode(".jpg", noise(64, 64)), 0, 64)), "size"));
  CHECK(contains(refusal(withJpegSize(encode(".jpg", noise(64, 64)), 64, 0)), "size"));
  CHECK(contains(refusal({0xFF, 0xD8, 0xFF, 0xD9}), "no picture in it"));
  CHECK(contains(refusal({0xFF, 0xD8, 0xFF, 0xE0, 0x00, 0x00, 0xFF, 0xD9}), "damaged"));
  CHECK(contains(refusal({0xFF, 0xD8, 0xFF, 0xC3, 0x00, 0x0B, 8, 0, 64, 0, 64, 1, 1, 0x11, 0, 0xFF, 0xD9}),
                 "unusual kind of JPEG"));
}

TEST_CASE("a PNG with a broken chunk is refused quietly") {
  StandardErrorCapture printed;
  const Bytes whole = encode(".png", noise(64, 64));
  Bytes pixels = whole;
  pixels[find(whole, "IDAT") + 10] ^= 0xFF;
  CHECK(contains(refusal(pixels), "IDAT"));
  Bytes header = whole;
  header[find(whole, "IHDR") + 4 + 3] ^= 1;
  CHECK(contains(refusal(header), "IHDR"));
  Bytes length = whole;
  length[find(whole, "IDAT") - 4] = 0x7F;
  CHECK(contains(refusal(length), "cut short"));
  CHECK(contains(refusal(withPngChunk(whole, pngChunk("CgBI", Bytes(4, 0)))), "unusual kind of PNG"));
  CHECK(printed.text() == "");
}

TEST_CASE("an animated WebP is refused as such") {
  Bytes webp;
  append(webp, "RIFF");
  appendLittleEndian(webp, 4 + 18, 4);
  append(webp, "WEBPVP8X");
  appendLittleEndian(webp, 10, 4);
  append(webp, Bytes{0x02, 0, 0, 0, 63, 0, 0, 63, 0, 0});
  CHECK(contains(refusal(webp), "animated WebP"));
}

TEST_CASE("a BMP with nonsense in its header is refused") {
  const Bytes whole = encode(".bmp", noise(64, 64));
  const auto with = [&](std::size_t at, std::uint32_t value) {
    Bytes bytes = whole;
    for (std::size_t i = 0; i < 4; ++i) bytes[at + i] = static_cast<std::uint8_t>(value >> (8 * i));
    return refusal(bytes);
  };
  CHECK(contains(with(18, 0), "size"));
  CHECK(contains(with(18, 0x80000000), "size"));
  CHECK(contains(with(22, 0x80000000), "cut short"));
  CHECK(contains(with(18, 60'000), "cut short"));
  CHECK(contains(with(30, 5), "unusual kind of BMP"));
  CHECK(contains(with(14, 7), "damaged"));
  CHECK(contains(with(10, 0xFFFFFFFF), "cut short"));
}

TEST_CASE("random damage is refused or read and never crashes") {
  const StandardErrorCapture quiet;  // libjpeg says a word about damage inside a scan
  cv::RNG random(11);
  const PictureLimits small{.smallest_side_px = 1, .largest_side_px = 500, .largest_area_px = 250'000};
  for (const char* type : {".jpg", ".png", ".webp", ".bmp"}) {
    const Bytes whole = encode(type, noise(48, 48));
    int refused = 0;
    for (int round = 0; round < 300; ++round) {
      Bytes bytes = whole;
      for (int i = 0; i < 4; ++i) {
        const auto at =
            static_cast<std::size_t>(random.uniform(0, round % 2 == 0 ? 64 : static_cast<int>(whole.size())));
        bytes[at] = static_cast<std::uint8_t>(random.uniform(0, 256));
      }
      if (!refusal(bytes, small).empty()) ++refused;
    }
    CHECK(refused > 0);
  }
}

TEST_CASE("a file that cannot be read is refused with its name") {
  const TempFolder folder;
  const auto missing = folder.path() / "missing.jpg";
  CHECK(contains(fileRefusal(missing), missing.string() + " does not exist"));
  CHECK(contains(fileRefusal(folder.path()), "is a folder"));
  CHECK(contains(fileRefusal(folder.write("empty.jpg", {})), "is empty"));

  const auto pipe = folder.path() / "pipe.jpg";
  REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
  CHECK(contains(fileRefusal(pipe), "not an ordinary file"));

  std::filesystem::create_symlink("nowhere.jpg", folder.path() / "link.jpg");
  CHECK(contains(fileRefusal(folder.path() / "link.jpg"), "does not exist"));
}

TEST_CASE("a file above the size limit is refused unread") {
  const TempFolder folder;
  const auto file = folder.write("big.jpg", encode(".jpg", noise(64, 64)));
  std::filesystem::resize_file(file, 65ULL * 1024 * 1024);
  CHECK(contains(fileRefusal(file), "at most 67.1 MB"));
  CHECK(contains(refusal(encode(".jpg", noise(64, 64)), {.largest_file_bytes = 100}), "too large"));
}

}  // namespace
