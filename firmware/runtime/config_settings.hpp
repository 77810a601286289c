#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "dangol/runtime/config.hpp"

// The one list of settings: reading, checking, explaining and printing a configuration are all driven by it.
namespace dangol::runtime {

// What a setting may be, and where Config keeps it.
template <class T>
struct RangeOf {
  T& (*field)(Config&);
  T smallest;
  T largest;
  std::string_view unit;  // as it is read: "px"; empty where there is none
};
using WholeNumber = RangeOf<int>;
using Number = RangeOf<double>;
using Milliseconds = RangeOf<std::chrono::milliseconds>;
using Seconds = RangeOf<std::chrono::seconds>;
using Minutes = RangeOf<std::chrono::minutes>;
struct Flag {
  bool& (*field)(Config&);
};
struct Choice {
  std::string& (*field)(Config&);
  std::vector<std::string_view> allowed;
};
// Any text of one line.
struct Text {
  std::string& (*field)(Config&);
};
// Several of them, each different and not empty.
struct Texts {
  std::vector<std::string>& (*field)(Config&);
};
inline constexpr std::size_t kLongestText_bytes = 200;
inline constexpr std::size_t kMostTexts = 20;
// A path, or with a scheme ("rtsp://…", "v4l2:…") left as it is.
struct Source {
  std::string& (*field)(Config&);
};
struct Location {
  std::filesystem::path& (*field)(Config&);
};
using Kind =
    std::variant<WholeNumber, Number, Milliseconds, Seconds, Minutes, Flag, Choice, Text, Texts, Source, Location>;

struct Setting {
  std::string_view table;
  std::string_view key;  // ends in the unit where there is one: "window_s"
  std::string_view help;
  Kind kind;
};

// Every setting, table by table, in the order in which they are printed.
[[nodiscard]] std::span<const Setting> settings();

// "a whole number from 320 to 3840 px".
[[nodiscard]] std::string allowed(const Kind& kind);

// The value as TOML.
[[nodiscard]] std::string valueOf(const Kind& kind, const Config& config);

// A TOML basic string: quoted, with everything that may not stand in one escaped. Requires: UTF-8.
[[nodiscard]] std::string tomlString(std::string_view text);

}  // namespace dangol::runtime
