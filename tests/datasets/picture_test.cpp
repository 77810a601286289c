#include "dangol/datasets/picture.hpp"

#include <doctest/doctest.h>

#include <array>

#include "made_pictures.hpp"
#include "standard_error_capture.hpp"
#include "temp_folder.hpp"

namespace {

using namespace dangol::test;
using dangol::datasets::decodePicture;
using dangol::datasets::looksLikePicture;
using dangol::datasets::PictureLimits;
using dangol::datasets::readPicture;
using dangol::vision::RgbImage;

// 8x8 pixels, CMYK, of the colour that a screen shows as about (200, 60, 30).
constexpr std::uint8_t kCmykJpeg[] = {
    0xFF, 0xD8, 0xFF, 0xEE, 0x00, 0x0E, 0x41, 0x64, 0x6F, 0x62, 0x65, 0x00, 0x64, 0x00, 0x00, 0x00, 0x00, 0x02, 0xFF,
    0xDB, 0x00, 0x43, 0x00, 0x03, 0x02, 0x02, 0x03, 0x02, 0x02, 0x03, 0x03, 0x03, 0x03, 0x04, 0x03, 0x03, 0x04, 0x05,
    0x08, 0x05, 0x05, 0x04, 0x04, 0x05, 0x0A, 0x07, 0x07, 0x06, 0x08, 0x0C, 0x0A, 0x0C, 0x0C, 0x0B, 0x0A, 0x0B, 0x0B,
    0x0D, 0x0E, 0x12, 0x10, 0x0D, 0x0E, 0x11, 0x0E, 0x0B, 0x0B, 0x10, 0x16, 0x10, 0x11, 0x13, 0x14, 0x15, 0x15, 0x15,
    0x0C, 0x0F, 0x17, 0x18, 0x16, 0x14, 0x18, 0x12, 0x14, 0x15, 0x14, 0xFF, 0xDB, 0x00, 0x43, 0x01, 0x03, 0x04, 0x04,
    0x05, 0x04, 0x05, 0x09, 0x05, 0x05, 0x09, 0x14, 0x0D, 0x0B, 0x0D, 0x14, 0x14, 0x14, 0x14, 0x14, 0x14, 0x14, 0x14,
    0x14, 0x14, 0x14, 0x14, 0x14, 0x14, 0x14, 0x14, 0x14, 0x14, 0x14, 0x14, 0x14, 0x14, 0x14, 0x14, 0x14, 0x14, 0x14,
    0x14, 0x14, 0x14, 0x14, 0x14, 0x14, 0x14, 0x14, 0x14, 0x14, 0x14, 0x14, 0x14, 0x14, 0x14, 0x14, 0x14, 0x14, 0x14,
    0x14, 0x14, 0x14, 0x14, 0xFF, 0xC0, 0x00, 0x14, 0x08, 0x00, 0x08, 0x00, 0x08, 0x04, 0x01, 0x11, 0x00, 0x02, 0x11,
    0x01, 0x03, 0x11, 0x01, 0x04, 0x11, 0x00, 0xFF, 0xC4, 0x00, 0x15, 0x00, 0x01, 0x01, 0x00, 0x00, 0x00, 0x00, 0x00,
    0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x08, 0xFF, 0xC4, 0x00, 0x14, 0x10, 0x01, 0x00, 0x00,
    0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0xFF, 0xC4, 0x00, 0x14, 0x01,
    0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x08, 0xFF, 0xC4,
    0x00, 0x14, 0x11, 0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
    0x00, 0xFF, 0xDA, 0x00, 0x0E, 0x04, 0x01, 0x00, 0x02, 0x11, 0x03, 0x11, 0x04, 0x00, 0x00, 0x3F, 0x00, 0x64, 0x28,
    0x14, 0xB0, 0x1F, 0xFF, 0xD9,
};

using Rgb = std::array<int, 3>;

Rgb pixel(const RgbImage& image, int x, int y) {
  const std::uint8_t* p = image.view().row(y) + 3 * x;
  return {p[0], p[1], p[2]};
}

bool near(const Rgb& a, const Rgb& b, int tolerance) {
  for (std::size_t i = 0; i < 3; ++i) {
    if (std::abs(a[i] - b[i]) > tolerance) return false;
  }
  return true;
}

constexpr Rgb kRed{255, 0, 0};
constexpr Rgb kGreen{0, 255, 0};
constexpr Rgb kBlue{0, 0, 255};
constexpr Rgb kYellow{255, 255, 0};

// The colours of the four quarters: top left, top right, bottom left, bottom right.
std::array<Rgb, 4> quartersOf(const RgbImage& image) {
  const int right = image.width_px() * 3 / 4;
  const int bottom = image.height_px() * 3 / 4;
  const int left = image.width_px() / 4;
  const int top = image.height_px() / 4;
  return {pixel(image, left, top), pixel(image, right, top), pixel(image, left, bottom), pixel(image, right, bottom)};
}

void checkQuarters(const RgbImage& image, const std::array<Rgb, 4>& expected) {
  const auto found = quartersOf(image);
  for (std::size_t i = 0; i < 4; ++i) CHECK(near(found[i], expected[i], 12));
}

TEST_CASE("every type is read as RGB whatever the name says") {
  const cv::Mat picture = quarters(120, 80);
  for (const char* type : {".jpg", ".png", ".webp", ".bmp"}) {
    CAPTURE(type);
    const RgbImage image = decodePicture(encode(type, picture), "picture.txt");
    CHECK(image.width_px() == 120);
    CHECK(image.height_px() == 80);
    checkQuarters(image, {kRed, kGreen, kBlue, kYellow});
  }
}

TEST_CASE("a file is read from disk") {
  const TempFolder folder;
  const auto file = folder.write("quarters.png", encode(".png", quarters(120, 80)));
  checkQuarters(readPicture(file), {kRed, kGreen, kBlue, kYellow});
}

TEST_CASE("grey and 16-bit pictures become 8-bit RGB") {
  const RgbImage grey = decodePicture(encode(".jpg", cv::Mat(50, 60, CV_8UC1, cv::Scalar(90))), "grey");
  CHECK(near(pixel(grey, 30, 20), {90, 90, 90}, 2));
  const RgbImage deep =
      decodePicture(encode(".png", cv::Mat(50, 60, CV_16UC3, cv::Scalar(10 * 257, 100 * 257, 200 * 257))), "deep");
  CHECK(near(pixel(deep, 30, 20), {200, 100, 10}, 1));
  const RgbImage deepGrey = decodePicture(encode(".png", cv::Mat(50, 60, CV_16UC1, cv::Scalar(70 * 257))), "deep grey");
  CHECK(near(pixel(deepGrey, 30, 20), {70, 70, 70}, 1));
}

TEST_CASE("a CMYK JPEG is read in its colours") {
  const RgbImage image = decodePicture(kCmykJpeg, "cmyk.jpg", {.smallest_side_px = 8});
  CHECK(image.width_px() == 8);
  CHECK(near(pixel(image, 4, 4), {200, 60, 30}, 25));
}

TEST_CASE("transparency becomes white") {
  cv::Mat picture(60, 90, CV_8UC4, cv::Scalar(0, 0, 255, 0));
  picture(cv::Rect(30, 0, 30, 60)).setTo(cv::Scalar(0, 0, 255, 128));
  picture(cv::Rect(60, 0, 30, 60)).setTo(cv::Scalar(0, 0, 255, 255));
  for (const char* type : {".png", ".webp"}) {
    CAPTURE(type);
    const RgbImage image = decodePicture(encode(type, picture, {cv::IMWRITE_WEBP_QUALITY, 101}), "glass");
    CHECK(near(pixel(image, 15, 30), {255, 255, 255}, 2));
    CHECK(near(pixel(image, 45, 30), {255, 127, 127}, 3));
    CHECK(near(pixel(image, 75, 30), kRed, 3));
  }
  cv::Mat deep;
  picture.convertTo(deep, CV_16U, 257);
  CHECK(near(pixel(decodePicture(encode(".png", deep), "deep glass"), 45, 30), {255, 127, 127}, 3));
}

TEST_CASE("every EXIF orientation stands upright") {
  struct Expected {
    int orientation;
    std::array<Rgb, 4> colours;
  };
  const Expected expected[] = {
      {1, {kRed, kGreen, kBlue, kYellow}}, {2, {kGreen, kRed, kYellow, kBlue}}, {3, {kYellow, kBlue, kGreen, kRed}},
      {4, {kBlue, kYellow, kRed, kGreen}}, {5, {kRed, kBlue, kGreen, kYellow}}, {6, {kBlue, kRed, kYellow, kGreen}},
      {7, {kYellow, kGreen, kBlue, kRed}}, {8, {kGreen, kYellow, kRed, kBlue}},
  };
  const Bytes jpeg = encode(".jpg", quarters(160, 96));
  const Bytes png = encode(".png", quarters(160, 96));
  for (const auto& [orientation, colours] : expected) {
    CAPTURE(orientation);
    for (const bool little : {false, true}) {
      const Bytes tiff = tiffWithOrientation(orientation, little);
      for (const Bytes& bytes : {withApp1(jpeg, exifPayload(tiff)), withPngChunk(png, pngChunk("eXIf", tiff))}) {
        const RgbImage image = decodePicture(bytes, "turned");
        CHECK(image.width_px() == (orientation >= 5 ? 96 : 160));
        CHECK(image.height_px() == (orientation >= 5 ? 160 : 96));
        checkQuarters(image, colours);
      }
    }
  }
}

TEST_CASE("the orientation is found behind other metadata") {
  const Bytes photo = withApp1(encode(".jpg", quarters(160, 96)), exifPayload(tiffWithOrientation(6)));
  Bytes xmp;
  append(xmp, std::string_view("http://ns.adobe.com/xap/1.0/\0<x/>", 33));
  CHECK(decodePicture(withApp1(photo, xmp), "edited.jpg").width_px() == 96);
}

TEST_CASE("nonsense in the EXIF leaves the picture as it is") {
  const Bytes jpeg = encode(".jpg", quarters(160, 96));
  Bytes farAway = tiffWithOrientation(6);
  farAway[4] = 0xFF;
  Bytes manyEntries = tiffWithOrientation(6);
  manyEntries[8] = 0xFF;
  manyEntries[11] = 0;
  Bytes otherType = tiffWithOrientation(6);
  otherType[13] = 2;
  for (const Bytes& tiff : {tiffWithOrientation(0), tiffWithOrientation(9), farAway, manyEntries, otherType, Bytes{},
                            Bytes{'M', 'M', 0, 42}, Bytes(40, 'x')}) {
    const RgbImage image = decodePicture(withApp1(jpeg, exifPayload(tiff)), "odd.jpg");
    CHECK(image.width_px() == 160);
    checkQuarters(image, {kRed, kGreen, kBlue, kYellow});
  }
}

TEST_CASE("odd metadata in a PNG is passed over in silence") {
  StandardErrorCapture printed;
  const Bytes png = encode(".png", quarters(120, 80));
  Bytes profile;
  append(profile, std::string_view("broken\0\0not a profile", 21));
  for (const char* type : {"iCCP", "gAMA", "cHRM", "PLTE", "tRNS", "pHYs", "tEXt", "zzzz"}) {
    CAPTURE(type);
    checkQuarters(decodePicture(withPngChunk(png, pngChunk(type, profile)), "odd.png"), {kRed, kGreen, kBlue, kYellow});
  }
  CHECK(printed.text() == "");
}

TEST_CASE("bytes after the end of a picture do no harm") {
  const cv::Mat picture = quarters(120, 80);
  for (const char* type : {".jpg", ".png", ".webp", ".bmp"}) {
    Bytes bytes = encode(type, picture);
    append(bytes, "left over by a camera");
    CHECK(decodePicture(bytes, "long").width_px() == 120);
  }
}

TEST_CASE("the limits are the caller's") {
  const PictureLimits tiny{.smallest_side_px = 1};
  CHECK(decodePicture(encode(".png", noise(1, 1)), "dot", tiny).width_px() == 1);
  CHECK(contains(refusal(encode(".png", noise(100, 100)), {.largest_side_px = 99}), "100x100"));
  CHECK(contains(refusal(encode(".png", noise(100, 100)), {.largest_area_px = 9'999}), "100x100"));
}

TEST_CASE("picture names are told in any case") {
  for (const char* name : {"a.jpg", "b.JPEG", "c.Png", "d.webp", "e.BMP", "x/f.g.jpg"}) CHECK(looksLikePicture(name));
  for (const char* name : {"a", "jpg", ".jpg", "a.gif", "a.jpg.txt", "a.heic", ""}) {
    CHECK_FALSE(looksLikePicture(name));
  }
}

}  // namespace
