#include "refusal.hpp"

namespace dangol::enroll {

Refusal refusalOf(std::string label, const vision::QualityFailure& failure) {
  return {std::move(label), std::string(vision::name(failure.issue)), vision::describe(failure),
          static_cast<double>(failure.measured), static_cast<double>(failure.limit)};
}

Json toJson(const Refusal& refusal) {
  Json json{{"picture", refusal.label}, {"reason", refusal.reason}, {"message", refusal.message}};
  if (refusal.measured) json["measured"] = rounded(*refusal.measured);
  if (refusal.limit) json["limit"] = rounded(*refusal.limit);
  return json;
}

}  // namespace dangol::enroll
