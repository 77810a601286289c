#include <doctest/doctest.h>

#include <cmath>
#include <thread>

#include "made_media.hpp"

namespace {

using namespace std::chrono_literals;
using namespace dangol::capture;
using namespace dangol::test;

constexpr auto kFast = Pacing::AsFastAsPossible;

void writePicture(const TempFolder& folder, const char* name, int number) {
  folder.write(name, encodedPicture(".png", numbered(number)));
}

TEST_CASE("a folder without a picture is refused") {
  const TempFolder folder;
  CHECK(contains(refusal(folder.path().string()), "holds no picture"));
  folder.write("notes.txt", {'x'});
  folder.write(".hidden.jpg", encodedPicture(".jpg", numbered(1)));
  CHECK(contains(refusal(folder.path().string()), "holds no picture"));
}

TEST_CASE("a rate that is no rate is refused") {
  const TempFolder folder;
  writePicture(folder, "a.png", 1);
  for (const double fps : {0.0, -1.0, std::nan("")}) {
    CHECK(contains(refusal(folder.path().string(), {.folder_fps = fps}), "above 0"));
  }
}

TEST_CASE("pictures that cannot be read are skipped and counted") {
  const TempFolder folder;
  writePicture(folder, "1.png", 1);
  folder.write("2.jpg", {});
  folder.write("3.jpg", Bytes(200, 'x'));
  Bytes cut = encodedPicture(".jpg", numbered(4));
  cut.resize(cut.size() / 2);
  folder.write("4.jpg", cut);
  writePicture(folder, "5.png", 5);
  const auto source = openSource(folder.path().string(), {.pacing = kFast});
  CHECK(numberOf(source->next({}).frame->view()) == 1);
  const ReadResult second = source->next({});
  REQUIRE(second.status == ReadStatus::Frame);
  CHECK(numberOf(second.frame->view()) == 5);
  CHECK(second.frame->sequence() == 1);
  CHECK(source->skipped().pictures == 3);
  CHECK(contains(source->skipped().last_reason, "4.jpg"));
  for (int i = 0; i < 3; ++i) CHECK(source->next({}).status == ReadStatus::End);
}

TEST_CASE("a looped folder of nothing but damage ends") {
  const TempFolder folder;
  folder.write("1.jpg", {});
  folder.write("2.jpg", {});
  const auto source = openSource(folder.path().string(), {.pacing = kFast, .loop = true});
  CHECK(source->next({}).status == ReadStatus::End);
  CHECK(source->skipped().pictures == 2);
}

TEST_CASE("a stop request ends a folder") {
  const TempFolder folder;
  writePicture(folder, "1.png", 1);
  const auto clock = std::make_shared<HeldClock>();
  const auto source = openSource(folder.path().string(), {.clock = clock});
  std::stop_source stop;
  ReadResult result{ReadStatus::Frame, nullptr, {}};
  std::jthread reader([&] { result = source->next(stop.get_token()); });
  (void)clock->awaitPauses(1);
  stop.request_stop();
  reader.join();
  CHECK(result.status == ReadStatus::End);
}

TEST_CASE("a folder is read in natural order at its rate and again when looped") {
  const TempFolder folder;
  writePicture(folder, "shot 10.png", 3);
  writePicture(folder, "shot 9.png", 2);
  writePicture(folder, "shot 1.png", 1);
  const auto clock = std::make_shared<JumpingClock>();
  const auto opened = clock->now();
  const auto source =
      openSource(folder.path().string() + "/", {.pacing = kFast, .loop = true, .folder_fps = 4, .clock = clock});
  CHECK(source->name() == "folder " + folder.path().filename().string());
  CHECK_FALSE(source->live());
  for (int i = 0; i < 7; ++i) {
    const ReadResult result = source->next({});
    REQUIRE(result.status == ReadStatus::Frame);
    CHECK(numberOf(result.frame->view()) == i % 3 + 1);
    CHECK(result.frame->sequence() == static_cast<std::uint64_t>(i));
    CHECK(result.frame->capturedAt() == opened + i * 250ms);
  }
}

TEST_CASE("a paced folder waits between its pictures") {
  const TempFolder folder;
  for (const char* name : {"1.png", "2.png", "3.png"}) writePicture(folder, name, 1);
  const auto clock = std::make_shared<JumpingClock>();
  const auto begin = clock->now();
  const auto source = openSource(folder.path().string(), {.folder_fps = 2, .clock = clock});
  CHECK(source->live());
  for (int i = 0; i < 3; ++i) CHECK(source->next({}).frame->capturedAt() == begin + i * 500ms);
}

TEST_CASE("a picture larger than a frame may be is made smaller in its proportions") {
  const TempFolder folder;
  folder.write("wide.png", encodedPicture(".png", numbered(4, {4000, 2000})));
  folder.write("tall.png", encodedPicture(".png", numbered(5, {2500, 3000})));
  const auto source = openSource(folder.path().string(), {.pacing = kFast});
  const ReadResult tall = source->next({});
  CHECK(tall.frame->view().width_px == 2160);
  CHECK(tall.frame->view().height_px == 2592);
  CHECK(numberOf(tall.frame->view()) == 5);
  const ReadResult wide = source->next({});
  CHECK(wide.frame->view().width_px == 3840);
  CHECK(wide.frame->view().height_px == 1920);
}

}  // namespace
