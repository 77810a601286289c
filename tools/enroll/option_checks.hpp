#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "face_choice.hpp"

// Checks of option values. What is allowed is said by the option's type name or help: CLI11's own words are left out.
namespace dangol::enroll {

template <class Number>
[[nodiscard]] CLI::Validator between(Number low, Number high) {
  return CLI::Range(low, high).description("");
}

[[nodiscard]] inline CLI::Validator oneOf(const std::vector<std::string>& words) {
  return CLI::IsMember(words).description("");
}

[[nodiscard]] inline CLI::Validator faceChoice() {
  return CLI::Validator(
      [](const std::string& text) {
        return parseFaceChoice(text) ? std::string() : "must be largest, left, right or a number from 1";
      },
      "");
}

}  // namespace dangol::enroll
