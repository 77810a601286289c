#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace dangol::runtime {

// What somebody who wrote the word most likely meant: the name that the fewest slips (a letter missing, too many,
// wrong, or swapped with its neighbour) make from it. Nothing when even that takes more than two slips and more than a
// third of the name. Reentrant.
[[nodiscard]] std::optional<std::string_view> nearestName(std::string_view word,
                                                          std::span<const std::string_view> names);

}  // namespace dangol::runtime
