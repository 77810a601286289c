#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "dangol/gallery/types.hpp"

namespace dangol::enroll {

// Keys in the order they were added.
using Json = nlohmann::ordered_json;

// One value on one line of stdout. Bytes that are not UTF-8 (file names) become U+FFFD.
void printJson(const Json& value);

// Rounded to what a measurement means, so that 0.3 does not print as 0.30000001192092896.
[[nodiscard]] Json rounded(double value, int decimals = 4);

// id, name, kind, role, code, teams, language, templates, enrolled_at.
[[nodiscard]] Json toJson(const gallery::Person& person);

}  // namespace dangol::enroll
