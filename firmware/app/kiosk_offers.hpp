#pragma once

#include <functional>
#include <optional>
#include <string>

#include "dangol/runtime/command.hpp"

namespace dangol::app {

// What people agree to before they are enrolled.
struct ConsentText {
  std::string version;
  std::string language;  // of the text: "ko"
  std::string text;
};

// Hands a command to the runtime: its id, or nothing when it cannot be taken now.
using PostCommand = std::function<std::optional<runtime::RequestId>(runtime::Command)>;

// What this kiosk can honour. A button exists on the screen only for what is set here.
struct KioskOffers {
  bool pin = false;                                                           // somebody may say who they are by PIN
  bool admin = false;                                                         // somebody has an admin PIN
  bool self_service = false;                                                  // customers may enrol themselves
  bool attendance = false;                                                    // staff clocks in and out
  std::function<ConsentText(const std::string& language)> consent = nullptr;  // unset: nobody can be enrolled here
};

}  // namespace dangol::app
