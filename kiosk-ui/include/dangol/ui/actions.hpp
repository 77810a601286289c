#pragma once

#include <cstdint>
#include <string>
#include <variant>

#include "dangol/ui/admin_screens.hpp"
#include "dangol/ui/values.hpp"

// What people ask for: plain values.
namespace dangol::ui {

// "That's not me": take back the greeting with this id.
struct NotMe {
  std::uint64_t greeting = 0;
  friend bool operator==(const NotMe&, const NotMe&) = default;
};
struct UsePin {
  friend bool operator==(const UsePin&, const UsePin&) = default;
};
struct UseCode {
  friend bool operator==(const UseCode&, const UseCode&) = default;
};
struct CallStaff {
  friend bool operator==(const CallStaff&, const CallStaff&) = default;
};
struct BecomeRegular {
  friend bool operator==(const BecomeRegular&, const BecomeRegular&) = default;
};
// The person is done with what is shown: one step back, in the end to the beginning.
struct Dismiss {
  friend bool operator==(const Dismiss&, const Dismiss&) = default;
};
// The idle screen was touched somewhere.
struct Woken {
  friend bool operator==(const Woken&, const Woken&) = default;
};
// "I need more time": whatever would end by itself starts its time again.
struct MoreTime {
  friend bool operator==(const MoreTime&, const MoreTime&) = default;
};

// The PIN pad.
struct PinDigit {
  int digit = 0;  // 0 to 9
  friend bool operator==(const PinDigit&, const PinDigit&) = default;
};
struct PinErase {
  friend bool operator==(const PinErase&, const PinErase&) = default;
};
struct PinEnter {
  friend bool operator==(const PinEnter&, const PinEnter&) = default;
};

// A scanner that types, or a badge reader: fast letters and Enter.
struct Scanned {
  std::string code;
  friend bool operator==(const Scanned&, const Scanned&) = default;
};

struct Clock {
  std::uint64_t visit = 0;  // AttendanceScreen::id
  ClockAction action = ClockAction::In;
  friend bool operator==(const Clock&, const Clock&) = default;
};
struct UndoClock {
  std::uint64_t recorded = 0;  // AttendanceScreen::Recorded::id
  friend bool operator==(const UndoClock&, const UndoClock&) = default;
};

// Letters, from the screen's keyboard or a real one.
struct TypeKey {
  char32_t letter = 0;  // Hangul letters as U+3131 to U+3163
  friend bool operator==(const TypeKey&, const TypeKey&) = default;
};
struct EraseKey {
  friend bool operator==(const EraseKey&, const EraseKey&) = default;
};
struct ShiftKey {
  friend bool operator==(const ShiftKey&, const ShiftKey&) = default;
};
struct LayoutKey {
  friend bool operator==(const LayoutKey&, const LayoutKey&) = default;
};
struct EnterKey {
  friend bool operator==(const EnterKey&, const EnterKey&) = default;
};

// The consent text was scrolled to its end.
struct ConsentRead {
  friend bool operator==(const ConsentRead&, const ConsentRead&) = default;
};
struct ConsentAgree {
  std::string version;
  friend bool operator==(const ConsentAgree&, const ConsentAgree&) = default;
};

// The owner's area: the cup on the idle screen was held for two seconds; then its pages.
struct OpenAdmin {
  friend bool operator==(const OpenAdmin&, const OpenAdmin&) = default;
};
struct GoToPage {
  AdminPage page = AdminPage::Menu;
  friend bool operator==(const GoToPage&, const GoToPage&) = default;
};
struct SearchPeople {
  friend bool operator==(const SearchPeople&, const SearchPeople&) = default;
};
struct ShowPerson {
  std::string id;
  friend bool operator==(const ShowPerson&, const ShowPerson&) = default;
};
struct ForgetPerson {
  std::string id;
  friend bool operator==(const ForgetPerson&, const ForgetPerson&) = default;
};

// What can be changed by whoever stands there.
struct OpenEase {
  friend bool operator==(const OpenEase&, const OpenEase&) = default;
};
struct SetLanguage {
  Language language = Language::Korean;
  friend bool operator==(const SetLanguage&, const SetLanguage&) = default;
};
struct SetTheme {
  ThemeKind theme = ThemeKind::Light;
  friend bool operator==(const SetTheme&, const SetTheme&) = default;
};
struct SetEase {
  Ease ease;
  friend bool operator==(const SetEase&, const SetEase&) = default;
};

using UiAction = std::variant<NotMe, UsePin, UseCode, CallStaff, BecomeRegular, Dismiss, Woken, MoreTime, PinDigit,
                              PinErase, PinEnter, Scanned, Clock, UndoClock, TypeKey, EraseKey, ShiftKey, LayoutKey,
                              EnterKey, ConsentRead, ConsentAgree, OpenAdmin, GoToPage, SearchPeople, ShowPerson,
                              ForgetPerson, OpenEase, SetLanguage, SetTheme, SetEase>;

}  // namespace dangol::ui
