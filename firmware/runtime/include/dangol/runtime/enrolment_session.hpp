#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <vector>

#include "dangol/gallery/gallery.hpp"
#include "dangol/runtime/command.hpp"
#include "dangol/runtime/matching.hpp"
#include "dangol/vision/quality_gate.hpp"
#include "dangol/vision/template_picker.hpp"

namespace dangol::runtime {

// One person becoming known at the kiosk: consent, then a few good looks from the front and from either side. What was
// seen lives in this object and dies with it. Pure: times are passed in. Reentrant; not thread-safe.
class EnrolmentSession {
 public:
  EnrolmentSession(EnrolmentId id, StartEnrolment request, vision::SteadyTime at);
  ~EnrolmentSession();
  EnrolmentSession(const EnrolmentSession&) = delete;
  EnrolmentSession& operator=(const EnrolmentSession&) = delete;

  [[nodiscard]] EnrolmentId id() const { return id_; }
  [[nodiscard]] const StartEnrolment& request() const { return request_; }

  // Requires: a consent for what this person's face will be recognised for. Looking begins.
  void consent(const gallery::NewConsent& consent, vision::SteadyTime at);
  [[nodiscard]] const std::optional<gallery::NewConsent>& consented() const { return consent_; }

  // Whether faces are looked at: between the consent and enough of them.
  [[nodiscard]] bool looking() const;
  // The nearest face of one frame. Ensures: nothing of it is kept unless looking(), and good enough for years.
  void see(const vision::Embedding& embedding, const vision::QualityReport& report, vision::SteadyTime at);
  // Whether what was seen looks like somebody who is enrolled.
  void compare(const Matching& matching);

  // The best that was seen, differing as much as may be. Empty before enough was seen, or when it does not agree on one
  // person.
  [[nodiscard]] std::vector<gallery::NewTemplate> templates() const;

  [[nodiscard]] EnrolmentProgress progress() const;
  // Nothing happened for so long that whoever it was has left.
  [[nodiscard]] bool abandoned(vision::SteadyTime at) const;
  // Somebody did something.
  void touch(vision::SteadyTime at) { lastActivity_ = at; }

 private:
  static constexpr std::size_t kPoses = 3;
  [[nodiscard]] bool enough() const;
  [[nodiscard]] std::optional<std::size_t> poseOf(float yaw_deg) const;

  EnrolmentId id_;
  StartEnrolment request_;
  std::optional<gallery::NewConsent> consent_;
  std::array<std::vector<vision::Shot>, kPoses> shots_;  // by EnrolmentProgress::Pose
  std::optional<float> firstSide_deg_;                   // which side came first
  bool looksKnown_ = false;
  vision::SteadyTime lookingSince_;
  vision::SteadyTime lastActivity_;
  bool onlyFront_ = false;  // the person cannot or will not turn
};

}  // namespace dangol::runtime
