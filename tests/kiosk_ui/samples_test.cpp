#include "samples.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <string>

using namespace dangol::ui;

namespace {

int loudest(const Samples& samples) {
  int most = 0;
  for (const auto value : samples.values) most = std::max(most, std::abs(static_cast<int>(value)));
  return most;
}

std::string number(std::uint32_t value, std::size_t bytes) {
  std::string out;
  for (std::size_t i = 0; i < bytes; ++i) out += static_cast<char>(value >> (8 * i));
  return out;
}

std::string wav(std::uint32_t channels, std::uint32_t bits, std::uint32_t dataSize, const std::string& data) {
  return "RIFF" + number(0x7FFFFFFF, 4) + "WAVEfmt " + number(16, 4) + number(1, 2) + number(channels, 2) +
         number(22050, 4) + number(44100, 4) + number(2, 2) + number(bits, 2) + "data" + number(dataSize, 4) + data;
}

}  // namespace

TEST_CASE("what is no WAV of one channel and 16 bits is refused") {
  CHECK_FALSE(parseWav(""));
  CHECK_FALSE(parseWav("RIFF"));
  CHECK_FALSE(parseWav(std::string(64, 'x')));
  CHECK_FALSE(parseWav(wav(2, 16, 4, "abcd")));
  CHECK_FALSE(parseWav(wav(1, 8, 4, "abcd")));
  CHECK_FALSE(parseWav(wav(1, 16, 4, "abcd").substr(0, 20)));
}

TEST_CASE("a WAV through a pipe is read to its real end") {
  const auto samples = parseWav(wav(1, 16, 0x7FFFFFFF, number(1000, 2) + number(0xFC18, 2)));
  REQUIRE(samples);
  CHECK(samples->rate_hz == 22050);
  CHECK(samples->values == std::vector<std::int16_t>{1000, -1000});
}

TEST_CASE("tones differ and begin and end silent") {
  const Samples accepted = toneSamples(Tone::Accepted, kLoudest);
  const Samples refused = toneSamples(Tone::Refused, kLoudest);
  const Samples attention = toneSamples(Tone::Attention, kLoudest);
  CHECK(accepted.values != refused.values);
  CHECK(refused.values != attention.values);
  for (const Samples& samples : {accepted, refused, attention}) {
    REQUIRE_FALSE(samples.values.empty());
    CHECK(std::abs(static_cast<int>(samples.values.front())) < 600);
    CHECK(std::abs(static_cast<int>(samples.values.back())) < 600);
    CHECK(loudest(samples) > 15000);
  }
}

TEST_CASE("volume makes louder and none is silent") {
  CHECK(toneSamples(Tone::Accepted, 0).values.empty());
  CHECK(toneSamples(Tone::Accepted, -3).values.empty());
  CHECK(loudest(toneSamples(Tone::Accepted, 3)) < loudest(toneSamples(Tone::Accepted, 7)));
  CHECK(loudest(toneSamples(Tone::Accepted, 99)) == loudest(toneSamples(Tone::Accepted, kLoudest)));
}

TEST_CASE("without a sound device nothing is heard and nothing breaks") {
  ::setenv("ALSA_CONFIG_PATH", "/dev/null", 1);
  const auto sounds = systemSounds();
  sounds->play(Tone::Accepted, kLoudest);
  for (int i = 0; i < 10; ++i) sounds->say(Language::English, "hello", kLoudest);
  CHECK(sounds != nullptr);
}
