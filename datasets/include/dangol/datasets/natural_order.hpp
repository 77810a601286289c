#pragma once

#include <string_view>

namespace dangol::datasets {

// The order people expect of numbered names: "shot 2" before "shot 10". Runs of digits compare by their value, all else
// byte by byte; names that differ in leading zeros alone compare byte by byte, so that the order is total. Reentrant.
[[nodiscard]] bool naturalLess(std::string_view a, std::string_view b);

}  // namespace dangol::datasets
