#include "dangol/checkin/attendance.hpp"

#include <algorithm>
#include <cassert>
#include <unordered_map>
#include <utility>

namespace dangol::checkin {
namespace {

using gallery::AttendanceAction;
using std::chrono::seconds;
using std::chrono::sys_seconds;

LocalMoment momentOf(gallery::WallTime at, std::chrono::minutes offset) {
  return {std::chrono::floor<seconds>(at), offset};
}

// A mark with the full time it was made at, to be put in order by.
struct Dated {
  gallery::WallTime at;
  AttendanceMark mark;
};

// Collects what counts, record by record.
class Ledger {
 public:
  void operator()(const gallery::AttendanceEntry& entry) {
    put(entry.at, {entry.id, momentOf(entry.at, entry.localOffset), entry.action, entry.task, false, entry.alert});
  }
  void operator()(const gallery::AttendanceUndo& undo) { takeAway(undo.undoes); }
  void operator()(const gallery::AttendanceCorrection& correction) {
    if (correction.replaces) takeAway(*correction.replaces);
    if (!correction.entry) return;
    const auto& entry = *correction.entry;
    put(entry.at, {correction.id, momentOf(entry.at, entry.localOffset), entry.action, entry.task, true, false});
  }

  [[nodiscard]] std::vector<AttendanceMark> inOrder() && {
    std::erase_if(dated_, [](const Dated& each) { return each.mark.id.empty(); });
    std::ranges::stable_sort(dated_, {}, &Dated::at);
    std::vector<AttendanceMark> marks;
    marks.reserve(dated_.size());
    for (Dated& each : dated_) marks.push_back(std::move(each.mark));
    return marks;
  }

 private:
  void put(gallery::WallTime at, AttendanceMark mark) {
    places_.emplace(mark.id, dated_.size());
    dated_.push_back({at, std::move(mark)});
  }
  void takeAway(const gallery::EventId& id) {
    if (const auto place = places_.find(id); place != places_.end()) dated_[place->second].mark.id = {};
  }

  std::vector<Dated> dated_;
  std::unordered_map<gallery::EventId, std::size_t> places_;
};

// Reads marks one by one. The shift that lasts is the last of the history.
class Reader {
 public:
  explicit Reader(const AttendancePolicy& policy) : policy_(policy) {}

  void read(const AttendanceMark& mark) {
    endForgotten(mark.moment.at);
    if (!fits(mark.action)) {
      if (isDuplicate(mark)) return;
      before_ = mark;
      history_.misfits.push_back(mark);
      return;
    }
    before_ = mark;
    apply(mark);
    history_.lastMark = mark;
    Shift& shift = history_.shifts.back();
    shift.corrected = shift.corrected || mark.corrected;
    shift.alert = shift.alert || mark.alert;
  }

  void endForgotten(sys_seconds now) {
    if (history_.presence == Presence::Out) return;
    Shift& shift = history_.shifts.back();
    const sys_seconds latest = shift.start.at + policy_.forgottenAfter;
    if (now <= latest) return;
    shift.forgottenOut = true;
    end({latest, shift.start.offset});
  }

  [[nodiscard]] AttendanceHistory history() && { return std::move(history_); }

 private:
  [[nodiscard]] bool isDuplicate(const AttendanceMark& mark) const {
    return before_ && before_->action == mark.action && mark.moment.at - before_->moment.at <= policy_.duplicateWindow;
  }

  [[nodiscard]] bool fits(AttendanceAction action) const {
    switch (action) {
      case AttendanceAction::ClockIn:
        return history_.presence == Presence::Out;
      case AttendanceAction::ClockOut:
      case AttendanceAction::ChangeTask:
        return history_.presence != Presence::Out;
      case AttendanceAction::BreakStart:
        return history_.presence == Presence::Working;
      case AttendanceAction::BreakEnd:
        return history_.presence == Presence::OnBreak;
    }
    return false;
  }

  void apply(const AttendanceMark& mark) {
    switch (mark.action) {
      case AttendanceAction::ClockIn:
        begin(mark);
        break;
      case AttendanceAction::ClockOut:
        end(mark.moment);
        break;
      case AttendanceAction::BreakStart:
        passUntil(mark.moment.at);
        enter(Presence::OnBreak, mark.moment);
        break;
      case AttendanceAction::BreakEnd:
        passUntil(mark.moment.at);
        enter(Presence::Working, mark.moment);
        break;
      case AttendanceAction::ChangeTask:
        passUntil(mark.moment.at);
        task_ = mark.task;
        break;
    }
  }

  void begin(const AttendanceMark& mark) {
    Shift shift;
    shift.start = mark.moment;
    if (!history_.shifts.empty()) {
      const Shift& before = history_.shifts.back();
      shift.restTooShort =
          before.start.day() != shift.start.day() && shift.start.at - before.end->at < policy_.shortestRest;
    }
    history_.shifts.push_back(std::move(shift));
    task_ = mark.task;
    passedUntil_ = mark.moment.at;
    enter(Presence::Working, mark.moment);
  }

  void end(const LocalMoment& moment) {
    passUntil(moment.at);
    Shift& shift = history_.shifts.back();
    shift.end = moment;
    shift.longShift = shift.worked > policy_.longShift;
    enter(Presence::Out, moment);
  }

  void enter(Presence presence, const LocalMoment& since) {
    history_.presence = presence;
    history_.since = since;
  }

  // The time since the mark before was work, or a break.
  void passUntil(sys_seconds at) {
    const seconds passed = at - std::exchange(passedUntil_, at);
    Shift& shift = history_.shifts.back();
    if (history_.presence == Presence::OnBreak) {
      shift.breaks += passed;
      return;
    }
    shift.worked += passed;
    auto task = std::ranges::find(shift.tasks, task_, &Shift::TaskTime::task);
    if (task == shift.tasks.end()) task = shift.tasks.insert(task, {task_, seconds{0}});
    task->worked += passed;
  }

  const AttendancePolicy& policy_;
  AttendanceHistory history_;
  std::optional<AttendanceMark> before_;
  std::string task_;
  sys_seconds passedUntil_;
};

}  // namespace

bool AttendancePolicy::valid() const {
  return forgottenAfter >= std::chrono::minutes{1} && longShift.count() >= 0 && shortestRest.count() >= 0 &&
         duplicateWindow.count() >= 0;
}

std::string_view name(Presence presence) {
  switch (presence) {
    case Presence::Out:
      return "out";
    case Presence::Working:
      return "working";
    case Presence::OnBreak:
      return "on_break";
  }
  return {};
}

std::vector<AttendanceMark> marksOf(std::span<const gallery::AttendanceRecord> records) {
  Ledger ledger;
  for (const gallery::AttendanceRecord& record : records) std::visit(ledger, record);
  return std::move(ledger).inOrder();
}

AttendanceHistory historyOf(std::span<const AttendanceMark> marks, const AttendancePolicy& policy,
                            std::chrono::sys_seconds now) {
  assert(policy.valid());
  Reader reader(policy);
  for (const AttendanceMark& mark : marks) reader.read(mark);
  reader.endForgotten(now);
  return std::move(reader).history();
}

std::vector<AttendanceAction> nextActions(Presence presence) {
  switch (presence) {
    case Presence::Out:
      return {AttendanceAction::ClockIn};
    case Presence::Working:
      return {AttendanceAction::ClockOut, AttendanceAction::BreakStart, AttendanceAction::ChangeTask};
    case Presence::OnBreak:
      return {AttendanceAction::BreakEnd, AttendanceAction::ClockOut};
  }
  return {};
}

ClockVerdict judge(const AttendanceHistory& history, AttendanceAction action, const AttendancePolicy& policy,
                   std::chrono::sys_seconds now) {
  if (history.lastMark) {
    if (history.lastMark->moment.at > now) return ClockVerdict::ClockWentBack;
    const bool moments = now - history.lastMark->moment.at <= policy.duplicateWindow;
    if (moments && history.lastMark->action == action && action != AttendanceAction::ChangeTask) {
      return ClockVerdict::Duplicate;
    }
  }
  const auto fitting = nextActions(history.presence);
  return std::ranges::find(fitting, action) == fitting.end() ? ClockVerdict::DoesNotFit : ClockVerdict::Fine;
}

}  // namespace dangol::checkin
