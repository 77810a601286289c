#pragma once

#include <optional>
#include <string>
#include <vector>

#include "command.hpp"
#include "json_output.hpp"
#include "selection.hpp"

namespace dangol::enroll {

// Everything that was looked at, whatever it came from.
struct Material {
  std::vector<vision::Shot> shots;
  std::vector<Refusal> refused;
  std::string looked;  // "3 pictures", "41 moments of visit.mp4, 2 of them without a face"
  bool video = false;
};

// What enrolment came to, for the owner.
struct Outcome {
  std::optional<gallery::Person> person;  // set exactly when templates were stored
  Selection selection;
  Material material;
  std::string failure;  // why nothing was stored
  ExitCode code = ExitCode::Ok;
};

[[nodiscard]] Json toJson(const Outcome& outcome);
// added: to somebody enrolled before.
[[nodiscard]] std::string toText(const Outcome& outcome, bool added);

}  // namespace dangol::enroll
