#include <algorithm>
#include <array>

#include "dangol/gallery/consents.hpp"

namespace dangol::gallery {

namespace {

constexpr std::string_view kGreetingEn =
    "So that this kiosk can greet you, it keeps your name and, for a few pictures of your face, 128 numbers computed "
    "from each. These numbers are biometric data.\n\n"
    "They are used to recognise you at this counter, and for nothing else. They are kept on this device and sent "
    "nowhere. The pictures themselves are not kept.\n\n"
    "They are erased when you ask for it, and when you have not come for 12 months.\n\n"
    "You do not have to agree. Without it you are served in the same way, without being greeted by name. You can "
    "change "
    "your mind at any time: ask the staff to forget you, and everything about you is erased at once.";

constexpr std::string_view kGreetingKo =
    "이 키오스크가 인사를 드리기 위해 이름과, 얼굴 사진 몇 장에서 계산한 숫자 128개씩을 보관합니다. 이 숫자는 "
    "민감정보인 생체인식 특징정보입니다.\n\n"
    "이 카운터에서 알아보는 데에만 쓰며 다른 목적으로 쓰지 않습니다. 이 기기 안에만 보관하고 어디에도 보내지 "
    "않습니다. 사진은 남기지 않습니다.\n\n"
    "삭제를 요청하시거나 12개월 동안 방문하지 않으시면 지웁니다.\n\n"
    "동의하지 않으셔도 됩니다. 동의하지 않으셔도 이름으로 인사드리지 않을 뿐 똑같이 이용하실 수 있습니다. 언제든 "
    "직원에게 말씀하시면 모든 정보를 바로 지웁니다.";

constexpr std::string_view kAttendanceEn =
    "So that you can clock in and out by your face, this kiosk keeps your name and, for a few pictures of your face, "
    "128 numbers computed from each. These numbers are biometric data.\n\n"
    "They are used to record your working time at this kiosk, and for nothing else. They are kept on this device and "
    "sent nowhere. The pictures themselves are not kept.\n\n"
    "They are erased when you leave, and when you ask for it. The record of your working time is kept as the law "
    "requires.\n\n"
    "You do not have to agree, and nothing is held against you if you do not: you clock in and out with a PIN or a "
    "badge instead. You can change your mind at any time: ask a manager, and your face data is erased at once.";

constexpr std::string_view kAttendanceKo =
    "얼굴로 출퇴근을 기록하기 위해 이름과, 얼굴 사진 몇 장에서 계산한 숫자 128개씩을 보관합니다. 이 숫자는 "
    "민감정보인 생체인식 특징정보입니다.\n\n"
    "이 키오스크에서 근무 시간을 기록하는 데에만 쓰며 다른 목적으로 쓰지 않습니다. 이 기기 안에만 보관하고 "
    "어디에도 보내지 않습니다. 사진은 남기지 않습니다.\n\n"
    "퇴직하시거나 삭제를 요청하시면 지웁니다. 근무 시간 기록은 법이 정한 기간 동안 보관합니다.\n\n"
    "동의하지 않으셔도 되며 그로 인한 불이익은 없습니다. 그 경우 비밀번호나 배지로 출퇴근을 기록합니다. 언제든 "
    "관리자에게 말씀하시면 얼굴 정보를 바로 지웁니다.";

// The newest version of each text comes first.
constexpr std::array kTexts{
    ConsentText{ConsentPurpose::Greeting, "2026-11", "en", kGreetingEn},
    ConsentText{ConsentPurpose::Greeting, "2026-11", "ko", kGreetingKo},
    ConsentText{ConsentPurpose::Attendance, "2026-11", "en", kAttendanceEn},
    ConsentText{ConsentPurpose::Attendance, "2026-11", "ko", kAttendanceKo},
};

}  // namespace

const ConsentText& consentText(ConsentPurpose purpose, std::string_view language) {
  const ConsentText* english = nullptr;
  for (const ConsentText& each : kTexts) {
    if (each.purpose != purpose) continue;
    if (language.substr(0, 2) == each.language) return each;
    if (each.language == "en" && english == nullptr) english = &each;
  }
  return *english;
}

std::optional<ConsentText> consentText(ConsentPurpose purpose, std::string_view version, std::string_view language) {
  const auto found = std::ranges::find_if(kTexts, [&](const ConsentText& each) {
    return each.purpose == purpose && each.version == version && each.language == language;
  });
  return found == kTexts.end() ? std::nullopt : std::optional(*found);
}

ConsentPurpose consentPurposeOf(PersonKind kind) {
  switch (kind) {
    case PersonKind::Customer:
      return ConsentPurpose::Greeting;
    case PersonKind::Staff:
      return ConsentPurpose::Attendance;
  }
  return ConsentPurpose::Greeting;
}

}  // namespace dangol::gallery
