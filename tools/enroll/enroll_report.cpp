#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "enrolment.hpp"
#include "origin.hpp"
#include "text.hpp"

namespace dangol::enroll {
namespace {

using Refusals = std::vector<const Refusal*>;

std::string oneByOne(const Refusals& refusals, std::string_view verb) {
  std::string text;
  for (const Refusal* refusal : refusals) {
    text += fmt::format("  {:<8} {}: {}\n", verb, printable(refusal->label), printable(refusal->message));
  }
  return text;
}

// Many at once by reason, each with the one that came nearest to the limit.
std::string byReason(const Refusals& refusals, std::string_view verb, std::string_view things) {
  std::map<std::string, Refusals> reasons;
  for (const Refusal* refusal : refusals) reasons[refusal->reason].push_back(refusal);
  std::string text;
  for (const auto& [reason, list] : reasons) {
    if (list.size() == 1) {
      text += oneByOne(list, verb);
      continue;
    }
    const auto missedBy = [](const Refusal* r) { return std::abs(r->measured.value_or(0) - r->limit.value_or(0)); };
    const Refusal* mildest = *std::ranges::min_element(list, {}, missedBy);
    text += fmt::format("  {:<8} {} {}, the best of them {}: {}\n", verb, list.size(), things,
                        printable(mildest->label), printable(mildest->message));
  }
  return text;
}

std::string leftOut(const Selection& selection) {
  constexpr std::size_t kFew = 6;
  Refusals list;
  for (const auto& refusal : selection.leftOut) list.push_back(&refusal);
  if (list.size() <= kFew) return oneByOne(list, "left out");
  return fmt::format("  left out {} good pictures that would add less\n", list.size());
}

std::string refused(const Outcome& outcome) {
  Refusals list;
  for (const auto* part : {&outcome.material.refused, &outcome.selection.refused}) {
    for (const auto& refusal : *part) list.push_back(&refusal);
  }
  return outcome.material.video ? byReason(list, "refused", "moments") : oneByOne(list, "refused");
}

}  // namespace

Json toJson(const Outcome& outcome) {
  Json json;
  if (outcome.person) {
    json["person"] = toJson(*outcome.person);
  } else {
    json["error"] = {{"exit_code", static_cast<int>(outcome.code)}, {"message", outcome.failure}};
  }
  json["kept"] = Json::array();
  if (outcome.person) {
    for (const auto& one : outcome.selection.templates) {
      json["kept"].push_back(
          {{"picture", shownOrigin(one.origin)}, {"quality", rounded(static_cast<double>(one.quality))}});
    }
  }
  json["left_out"] = Json::array();
  for (const auto& refusal : outcome.selection.leftOut) json["left_out"].push_back(toJson(refusal));
  json["refused"] = Json::array();
  for (const auto* list : {&outcome.material.refused, &outcome.selection.refused}) {
    for (const auto& refusal : *list) json["refused"].push_back(toJson(refusal));
  }
  return json;
}

std::string toText(const Outcome& outcome, bool added) {
  if (outcome.code == ExitCode::AlreadyThere) return "";  // good pictures: there is nothing to tell about them
  const auto& templates = outcome.selection.templates;
  std::string text;
  if (outcome.person) {
    text += fmt::format("{} {} with {} of {}.\n", added ? "Added to" : "Enrolled", printable(outcome.person->name),
                        counted(templates.size(), "template", "templates"), printable(outcome.material.looked));
    for (const auto& one : templates) {
      text += fmt::format("  kept     {} (quality {:.2f})\n", printable(shownOrigin(one.origin)), one.quality);
    }
  } else {
    text += fmt::format("Nothing was stored. Looked at {}.\n", printable(outcome.material.looked));
  }
  if (!outcome.material.video) text += leftOut(outcome.selection);
  text += refused(outcome);
  if (outcome.person && outcome.person->templates < 3) {
    text += "People are recognised more surely with three or more pictures that differ; add some with --person.\n";
  }
  return text;
}

}  // namespace dangol::enroll
