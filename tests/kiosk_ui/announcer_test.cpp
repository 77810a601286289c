#include "dangol/ui/announcer.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace dangol::ui;

namespace {

class Heard final : public Sounds {
 public:
  void play(Tone tone, int volume) override {
    tones.push_back(tone);
    loudness = volume;
  }
  void say(Language, const std::string& words, int) override { spoken.push_back(words); }
  std::vector<Tone> tones;
  std::vector<std::string> spoken;
  int loudness = -1;
};

template <class Screen>
ViewState stateOf(Screen screen) {
  ViewState state;
  state.language = Language::English;
  state.ease.voice = true;
  state.screen = std::move(screen);
  return state;
}

}  // namespace

TEST_CASE("nothing is heard of the first screen and while nothing changes") {
  Heard heard;
  Announcer announcer(heard);
  const ViewState state = stateOf(UnknownScreen{});
  for (int i = 0; i < 3; ++i) announcer.follow(state);
  CHECK(heard.tones.empty());
  CHECK(heard.spoken.empty());
}

TEST_CASE("accepted and refused and attention are three tones") {
  Heard heard;
  Announcer announcer(heard);
  announcer.follow(stateOf(IdleScreen{}));
  announcer.follow(stateOf(GreetingScreen{.id = 1, .name = "Sample"}));
  announcer.follow(stateOf(UnknownScreen{}));
  announcer.follow(stateOf(AccessScreen{.granted = false}));
  CHECK(heard.tones == std::vector<Tone>{Tone::Accepted, Tone::Attention, Tone::Refused});
  CHECK(heard.loudness == 7);
}

TEST_CASE("a wrong PIN sounds once and digits never") {
  Heard heard;
  Announcer announcer(heard);
  announcer.follow(stateOf(PinScreen{}));
  announcer.follow(stateOf(PinScreen{.typed = 1}));
  announcer.follow(stateOf(PinScreen{.typed = 2}));
  CHECK(heard.tones.empty());
  CHECK(heard.spoken.empty());
  announcer.follow(stateOf(PinScreen{.problem = PinScreen::Problem::Wrong}));
  CHECK(heard.tones == std::vector<Tone>{Tone::Refused});
  REQUIRE(heard.spoken.size() == 1);
  CHECK(heard.spoken.front() == "That PIN is not right. Please try again.");
}

TEST_CASE("a new hint is spoken and the same one is not") {
  Heard heard;
  Announcer announcer(heard);
  announcer.follow(stateOf(IdleScreen{}));
  announcer.follow(stateOf(SeeingScreen{.hint = Hint::MoveCloser}));
  announcer.follow(stateOf(SeeingScreen{.hint = Hint::MoveCloser, .progress = 0.5F}));
  announcer.follow(stateOf(SeeingScreen{.hint = Hint::HoldStill}));
  CHECK(heard.spoken == std::vector<std::string>{"Come a little closer", "Hold still for a moment"});
}

TEST_CASE("switched off is silent") {
  Heard heard;
  Announcer announcer(heard);
  ViewState idle = stateOf(IdleScreen{});
  ViewState greeting = stateOf(GreetingScreen{.id = 1, .name = "Sample"});
  for (ViewState* state : {&idle, &greeting}) {
    state->ease.sounds = false;
    state->ease.voice = false;
    announcer.follow(*state);
  }
  CHECK(heard.tones.empty());
  CHECK(heard.spoken.empty());
}

TEST_CASE("a refused person is not named aloud") {
  const Cue cue = cueFor(stateOf(IdleScreen{}), stateOf(AccessScreen{.granted = false, .name = "Sample Regular"}));
  CHECK(cue.words.find("Sample") == std::string::npos);
}

TEST_CASE("every second greeting is heard in its person's language") {
  GreetingScreen first{.id = 1, .name = "Sample"};
  GreetingScreen second{.id = 2, .name = "김단골", .language = Language::Korean};
  const Cue cue = cueFor(stateOf(first), stateOf(second));
  CHECK(cue.tone == Tone::Accepted);
  CHECK(cue.language == Language::Korean);
  CHECK(cue.words.find("김단골 님") != std::string::npos);
}
