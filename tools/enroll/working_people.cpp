#include <algorithm>
#include <tuple>
#include <unordered_map>

#include "dangol/gallery/attendance_log.hpp"
#include "reports.hpp"

namespace dangol::enroll {
namespace {

using Records = std::vector<gallery::AttendanceRecord>;

gallery::Person removedPerson(const gallery::PersonId& id) {
  gallery::Person person;
  person.id = id;
  person.kind = gallery::PersonKind::Staff;
  return person;
}

}  // namespace

std::vector<WorkingPerson> workingPeople(gallery::Gallery& gallery, const checkin::AttendancePolicy& policy,
                                         gallery::WallTime now) {
  std::unordered_map<gallery::PersonId, Records> recordsOf;
  for (gallery::AttendanceRecord& record : gallery::AttendanceLog(gallery).records({})) {
    const gallery::PersonId person = std::visit([](const auto& each) { return each.person; }, record);
    recordsOf[person].push_back(std::move(record));
  }
  std::vector<WorkingPerson> people;
  for (gallery::Person& person : gallery.people()) {
    const bool works = person.kind == gallery::PersonKind::Staff || recordsOf.contains(person.id);
    if (works) people.push_back({std::move(person), false, {}});
  }
  for (const auto& [id, records] : recordsOf) {
    const bool known = std::ranges::any_of(people, [&](const WorkingPerson& each) { return each.person.id == id; });
    if (!known) people.push_back({removedPerson(id), true, {}});
  }
  for (WorkingPerson& each : people) {
    each.history = checkin::historyOf(checkin::marksOf(recordsOf[each.person.id]), policy,
                                      std::chrono::floor<std::chrono::seconds>(now));
  }
  std::ranges::sort(people, {}, [](const WorkingPerson& each) {
    return std::tuple(each.removed, each.person.name, each.person.id.value);
  });
  return people;
}

}  // namespace dangol::enroll
