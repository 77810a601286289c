#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "dangol/ui/sounds.hpp"

// Sound as numbers: 16-bit, one channel. Reentrant.
namespace dangol::ui {

struct Samples {
  int rate_hz = 22050;
  std::vector<std::int16_t> values;
};

// The tone at that volume; empty at volume 0. Begins and ends silent, so that nothing clicks.
[[nodiscard]] Samples toneSamples(Tone tone, int volume);

// A WAV file's samples as espeak-ng writes them: one channel of 16 bits. Its size fields are not believed: they are
// wrong in what comes through a pipe. Nothing when it is another kind of file.
[[nodiscard]] std::optional<Samples> parseWav(const std::string& bytes);

// The same sound at a volume of 0 to kLoudest.
[[nodiscard]] Samples atVolume(Samples samples, int volume);

}  // namespace dangol::ui
