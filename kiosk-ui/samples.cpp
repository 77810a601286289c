#include "samples.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numbers>

namespace dangol::ui {
namespace {

struct Note {
  double frequency_hz;  // 0: a pause
  double seconds;
};

std::vector<Note> notesOf(Tone tone) {
  switch (tone) {
    case Tone::Accepted:
      return {{659.3, 0.11}, {987.8, 0.22}};
    case Tone::Refused:
      return {{440.0, 0.16}, {293.7, 0.30}};
    case Tone::Attention:
      return {{784.0, 0.10}, {0, 0.07}, {784.0, 0.10}};
  }
  return {};
}

void append(Samples& samples, const Note& note) {
  constexpr double kEdge_s = 0.012;
  constexpr double kLoud = 0.6 * 32767;
  const auto count = static_cast<std::size_t>(note.seconds * samples.rate_hz);
  for (std::size_t i = 0; i < count; ++i) {
    const double at_s = static_cast<double>(i) / samples.rate_hz;
    const double edge = std::min({1.0, at_s / kEdge_s, (note.seconds - at_s) / kEdge_s});
    const double wave = std::sin(2 * std::numbers::pi * note.frequency_hz * at_s);
    samples.values.push_back(static_cast<std::int16_t>(std::lround(kLoud * std::max(0.0, edge) * wave)));
  }
}

std::uint32_t littleEndian(const std::string& bytes, std::size_t at, std::size_t size) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < size; ++i) {
    value |= static_cast<std::uint32_t>(static_cast<std::uint8_t>(bytes[at + i])) << (8 * i);
  }
  return value;
}

}  // namespace

Samples atVolume(Samples samples, int volume) {
  const double share = std::clamp(volume, 0, kLoudest) / static_cast<double>(kLoudest);
  // Ears hear loudness as a power of what is played.
  const double factor = share * share;
  for (std::int16_t& value : samples.values) value = static_cast<std::int16_t>(std::lround(value * factor));
  return samples;
}

Samples toneSamples(Tone tone, int volume) {
  Samples samples;
  if (volume <= 0) return samples;
  for (const Note& note : notesOf(tone)) append(samples, note);
  return atVolume(std::move(samples), volume);
}

std::optional<Samples> parseWav(const std::string& bytes) {
  constexpr std::size_t kHeader = 12;
  if (bytes.size() < kHeader || bytes.compare(0, 4, "RIFF") != 0 || bytes.compare(8, 4, "WAVE") != 0) {
    return std::nullopt;
  }
  Samples samples;
  bool known = false;
  for (std::size_t at = kHeader; at + 8 <= bytes.size();) {
    const std::string kind = bytes.substr(at, 4);
    const std::size_t left = bytes.size() - at - 8;
    const std::size_t size = littleEndian(bytes, at + 4, 4);
    at += 8;
    if (kind == "fmt ") {
      if (size < 16 || left < 16) return std::nullopt;
      const bool plain = littleEndian(bytes, at, 2) == 1 && littleEndian(bytes, at + 2, 2) == 1;
      samples.rate_hz = static_cast<int>(littleEndian(bytes, at + 4, 4));
      known = plain && littleEndian(bytes, at + 14, 2) == 16 && samples.rate_hz >= 4000 && samples.rate_hz <= 192000;
    } else if (kind == "data") {
      if (!known) return std::nullopt;
      samples.values.resize(std::min(size, left) / 2);
      std::memcpy(samples.values.data(), bytes.data() + at, samples.values.size() * 2);
      return samples;
    }
    if (size > left) return std::nullopt;
    at += size + size % 2;
  }
  return std::nullopt;
}

}  // namespace dangol::ui
