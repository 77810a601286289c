#include "json_output.hpp"

#include <fmt/format.h>

#include <cmath>

#include "dangol/gallery/gallery.hpp"
#include "local_time.hpp"

namespace dangol::enroll {

void printJson(const Json& value) { fmt::print("{}\n", value.dump(-1, ' ', false, Json::error_handler_t::replace)); }

Json rounded(double value, int decimals) {
  const double scale = std::pow(10.0, decimals);
  return std::round(value * scale) / scale;
}

Json toJson(const gallery::Person& person) {
  return {{"id", person.id.value},
          {"name", person.name},
          {"kind", gallery::name(person.kind)},
          {"role", gallery::name(person.role)},
          {"code", person.code},
          {"teams", person.teams},
          {"language", person.language},
          {"templates", person.templates},
          {"enrolled_at", utcText(person.enrolledAt)}};
}

}  // namespace dangol::enroll
