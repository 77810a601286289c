#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "dangol/gallery/attendance.hpp"

// A year of work of invented people, made from a plan that knows what each day comes to: for measuring how fast reports
// are, and for testing that they are right. The same seed gives the same year.
namespace dangol::bench {

class SimulatedYear {
 public:
  // What one person's day has to come to, worked out from the plan and from nothing that is recorded.
  struct Day {
    std::chrono::seconds worked{0};
    std::chrono::seconds breaks{0};
    int shifts = 0;
    int misfits = 0;
    bool forgottenOut = false;
    bool corrected = false;
    bool restTooShort = false;
    bool longShift = false;
    friend bool operator==(const Day&, const Day&) = default;
  };
  using DayOf = std::pair<gallery::PersonId, std::chrono::local_days>;

  // Half of the people work in Seoul, half where the clocks are changed (Central Europe); every fifth at night.
  SimulatedYear(std::vector<gallery::PersonId> people, std::uint32_t seed) : people_(std::move(people)), random_(seed) {
    for (std::size_t i = 0; i < people_.size(); ++i) simulate(i);
  }

  // What the kiosk recorded, and afterwards what people took back and managers corrected.
  [[nodiscard]] const std::vector<gallery::AttendanceRecord>& entries() const { return entries_; }
  [[nodiscard]] const std::vector<gallery::AttendanceRecord>& changes() const { return changes_; }
  [[nodiscard]] const std::map<DayOf, Day>& days() const { return days_; }

  static constexpr std::chrono::year kYear{2026};

 private:
  using Seconds = std::chrono::seconds;
  using Time = std::chrono::sys_seconds;
  using Action = gallery::AttendanceAction;

  struct Plan {
    Time in;
    Time out;
    std::vector<std::pair<Time, Time>> breaks;
  };
  enum class Slip { None, ForgotOut, ForgotIn };

  int upTo(int most) { return static_cast<int>(random_() % static_cast<std::uint32_t>(most + 1)); }
  bool chance(int permille) { return upTo(999) < permille; }

  // 01:00 UTC on the last Sunday of March and of October.
  static Time clocksChange(unsigned month) {
    using std::chrono::Sunday;
    return std::chrono::sys_days{kYear / std::chrono::month{month} / Sunday[std::chrono::last]} + std::chrono::hours{1};
  }
  static std::chrono::minutes offsetAt(std::size_t person, Time at) {
    if (person % 2 == 0) return std::chrono::hours{9};
    return std::chrono::hours{at >= clocksChange(3) && at < clocksChange(10) ? 2 : 1};
  }
  static std::chrono::local_days dayOf(std::size_t person, Time at) {
    const auto local = at + offsetAt(person, at);
    return std::chrono::local_days{std::chrono::floor<std::chrono::days>(local).time_since_epoch()};
  }

  Plan planFor(std::size_t person, std::chrono::sys_days day) {
    const std::chrono::hours begins{person % 5 == 0 ? 13 : person % 2 == 0 ? 0 : 7};  // UTC; 13 is at night in Seoul
    Plan plan;
    plan.in = day + begins + Seconds{upTo(1800)};
    plan.breaks.push_back(pause(plan.in + std::chrono::hours{2}, 15));
    plan.breaks.push_back(pause(plan.in + std::chrono::hours{4}, 45));
    plan.out = plan.in + std::chrono::hours{8} + Seconds{upTo(3600)};
    if (chance(10)) plan.out += std::chrono::hours{5};
    return plan;
  }
  std::pair<Time, Time> pause(Time around, int minutes) {
    const Time begins = around + Seconds{upTo(1200)};
    return {begins, begins + std::chrono::minutes{minutes} + Seconds{upTo(300)}};
  }

  void simulate(std::size_t person) {
    const auto first = std::chrono::sys_days{kYear / 1 / 5};
    Time lastEnd{};
    std::chrono::local_days lastDay{};
    for (auto day = first; day < std::chrono::sys_days{kYear / 12 / 20}; day += std::chrono::days{1}) {
      if ((day - first).count() % 7 >= 5) continue;
      const Plan plan = planFor(person, day);
      const Slip slip = chance(20) ? Slip::ForgotOut : chance(5) ? Slip::ForgotIn : Slip::None;
      const bool corrected = slip != Slip::None && chance(500);
      record(person, plan, slip, corrected);

      if (slip == Slip::ForgotIn && !corrected) {
        expectMisfits(person, plan);
        continue;
      }
      Day& expected = days_[{people_[person], dayOf(person, plan.in)}];
      const bool forgotten = slip == Slip::ForgotOut && !corrected;
      const Time end = forgotten ? plan.in + std::chrono::hours{15} : plan.out;
      Seconds breaks{0};
      for (const auto& [from, to] : plan.breaks) breaks += to - from;
      expected.shifts += 1;
      expected.breaks += breaks;
      expected.worked += end - plan.in - breaks;
      expected.forgottenOut = forgotten;
      expected.corrected = expected.corrected || corrected;
      expected.longShift = end - plan.in - breaks > std::chrono::hours{12};
      expected.restTooShort = lastDay != std::chrono::local_days{} && lastDay != dayOf(person, plan.in) &&
                              plan.in - lastEnd < std::chrono::hours{11};
      lastEnd = end;
      lastDay = dayOf(person, plan.in);
    }
  }

  // Without a beginning nothing fits, each on the day on which it was recorded.
  void expectMisfits(std::size_t person, const Plan& plan) {
    const auto misfit = [&](Time at) { ++days_[{people_[person], dayOf(person, at)}].misfits; };
    for (const auto& [from, to] : plan.breaks) {
      misfit(from);
      misfit(to);
    }
    misfit(plan.out);
  }

  void record(std::size_t person, const Plan& plan, Slip slip, bool corrected) {
    if (slip != Slip::ForgotIn) enterMaybeWrong(person, plan.in);
    for (const auto& [from, to] : plan.breaks) {
      enter(person, Action::BreakStart, from);
      if (chance(10)) enter(person, Action::BreakStart, from + Seconds{7});  // a second touch
      enter(person, Action::BreakEnd, to);
    }
    if (chance(10)) {
      const gallery::EventId mistake = enter(person, Action::ClockOut, plan.out - std::chrono::minutes{90});
      changes_.emplace_back(gallery::AttendanceUndo{nextId(), people_[person], plan.out - std::chrono::minutes{89},
                                                    offsetAt(person, plan.out), mistake});
    }
    if (slip != Slip::ForgotOut) enter(person, Action::ClockOut, plan.out);
    if (!corrected) return;
    correct(person, {}, slip == Slip::ForgotOut ? Action::ClockOut : Action::ClockIn,
            slip == Slip::ForgotOut ? plan.out : plan.in);
  }

  // Now and then somebody clocks in long after they came, and a manager puts that right.
  void enterMaybeWrong(std::size_t person, Time in) {
    if (!chance(5)) {
      enter(person, Action::ClockIn, in);
      return;
    }
    const gallery::EventId late = enter(person, Action::ClockIn, in + std::chrono::minutes{50});
    correct(person, late, Action::ClockIn, in);
    days_[{people_[person], dayOf(person, in)}].corrected = true;
  }

  gallery::EventId enter(std::size_t person, Action action, Time at) {
    gallery::AttendanceEntry entry;
    entry.id = nextId();
    entry.person = people_[person];
    entry.at = at + std::chrono::milliseconds{upTo(999)};
    entry.localOffset = offsetAt(person, at);
    entry.action = action;
    entries_.emplace_back(entry);
    return entry.id;
  }

  void correct(std::size_t person, const gallery::EventId& replaces, Action action, Time at) {
    gallery::AttendanceCorrection correction;
    correction.id = nextId();
    correction.person = people_[person];
    correction.at = at + std::chrono::days{3};
    correction.localOffset = offsetAt(person, at + std::chrono::days{3});
    correction.reason = "simulated";
    if (!replaces.empty()) correction.replaces = replaces;
    correction.entry = gallery::AttendanceCorrection::Entry{at, offsetAt(person, at), action, {}};
    changes_.emplace_back(std::move(correction));
  }

  gallery::EventId nextId() { return {std::to_string(++lastId_) + "e"}; }

  std::vector<gallery::PersonId> people_;
  std::mt19937 random_;
  std::vector<gallery::AttendanceRecord> entries_;
  std::vector<gallery::AttendanceRecord> changes_;
  std::map<DayOf, Day> days_;
  std::uint64_t lastId_ = 0;
};

}  // namespace dangol::bench
