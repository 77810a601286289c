#include "dangol/runtime/enrolment_session.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>
#include <utility>

namespace dangol::runtime {
namespace {

using Pose = EnrolmentProgress::Pose;

constexpr std::size_t kShotsPerPose = 3;
// Looking straight on, and turned so far that it is another view of the face.
constexpr float kFrontYaw_deg = 9;
constexpr float kSideYaw_deg = 12;
// Who has not turned by then cannot or will not: more looks from the front have to do.
constexpr std::chrono::seconds kTurnWithin{25};
constexpr std::size_t kShotsWithoutTurning = 6;
constexpr std::chrono::minutes kAbandonedAfter{2};

// An embedding that nobody agreed to is not left in memory.
void wipe(std::vector<vision::Shot>& shots) {
  for (vision::Shot& shot : shots) {
    volatile float* values = shot.embedding.values.data();
    for (std::size_t i = 0; i < vision::Embedding::kDimensions; ++i) values[i] = 0;
  }
  shots.clear();
}

bool goodForYears(const vision::FaceQuality& quality) {
  const auto limits = vision::QualityGate::enrolmentLimits();
  return quality.face_px >= limits.smallest_face_px && quality.inside_share >= limits.smallest_inside_share &&
         std::abs(quality.yaw_deg) <= limits.largest_yaw_deg &&
         std::abs(quality.pitch_deg) <= limits.largest_pitch_deg &&
         std::abs(quality.roll_deg) <= limits.largest_roll_deg && quality.brightness >= limits.darkest &&
         quality.brightness <= limits.brightest && quality.contrast >= limits.smallest_contrast &&
         quality.sharpness >= limits.smallest_sharpness;
}

}  // namespace

EnrolmentSession::EnrolmentSession(EnrolmentId id, StartEnrolment request, vision::SteadyTime at)
    : id_(id), request_(std::move(request)), lastActivity_(at) {}

EnrolmentSession::~EnrolmentSession() {
  for (auto& shots : shots_) wipe(shots);
}

void EnrolmentSession::consent(const gallery::NewConsent& consent, vision::SteadyTime at) {
  consent_ = consent;
  lookingSince_ = at;
  lastActivity_ = at;
}

bool EnrolmentSession::looking() const { return consent_.has_value() && !enough(); }

bool EnrolmentSession::enough() const {
  if (onlyFront_) return shots_[0].size() >= kShotsWithoutTurning;
  return std::ranges::all_of(shots_, [](const auto& shots) { return shots.size() >= kShotsPerPose; });
}

// Either side may come first; the other one is then wanted.
std::optional<std::size_t> EnrolmentSession::poseOf(float yaw_deg) const {
  if (std::abs(yaw_deg) <= kFrontYaw_deg) return static_cast<std::size_t>(Pose::Front);
  if (std::abs(yaw_deg) < kSideYaw_deg) return std::nullopt;
  const bool first = !firstSide_deg_ || (*firstSide_deg_ < 0) == (yaw_deg < 0);
  return static_cast<std::size_t>(first ? Pose::OneSide : Pose::OtherSide);
}

void EnrolmentSession::see(const vision::Embedding& embedding, const vision::QualityReport& report,
                           vision::SteadyTime at) {
  if (!looking() || !report.good() || !goodForYears(report.quality)) return;
  lastActivity_ = at;
  const auto pose = poseOf(report.quality.yaw_deg);
  if (!pose) return;
  onlyFront_ = onlyFront_ || at - lookingSince_ > kTurnWithin;
  const std::size_t most = onlyFront_ ? kShotsWithoutTurning : kShotsPerPose;
  auto& shots = shots_[*pose];
  if (shots.size() >= most) return;
  if (*pose == static_cast<std::size_t>(Pose::OneSide)) firstSide_deg_ = report.quality.yaw_deg;
  shots.push_back({embedding, report, "kiosk"});
}

void EnrolmentSession::compare(const Matching& matching) {
  looksKnown_ = false;
  for (const auto& shots : shots_) {
    for (const vision::Shot& shot : shots) {
      const auto matches = matching.index->search(shot.embedding);
      looksKnown_ = looksKnown_ || (!matches.empty() && matches.front().score <= matching.accept.greeting);
    }
  }
}

std::vector<gallery::NewTemplate> EnrolmentSession::templates() const {
  if (!consent_ || !enough()) return {};
  std::vector<vision::Shot> all;
  for (const auto& shots : shots_) all.insert(all.end(), shots.begin(), shots.end());
  std::vector<gallery::NewTemplate> picked;
  for (const std::size_t number : vision::TemplatePicker({}).pick(all).picked) {
    picked.push_back({all[number].embedding, all[number].report.quality.overall, all[number].label});
  }
  wipe(all);
  return picked;
}

EnrolmentProgress EnrolmentSession::progress() const {
  EnrolmentProgress progress;
  progress.id = id_;
  progress.name = request_.name;
  progress.language = request_.language;
  progress.looksKnown = looksKnown_;
  if (!consent_) return progress;
  progress.stage = enough() ? EnrolmentProgress::Stage::Enough : EnrolmentProgress::Stage::Capturing;
  const std::size_t seen = std::accumulate(shots_.begin(), shots_.end(), std::size_t{0},
                                           [](std::size_t sum, const auto& shots) { return sum + shots.size(); });
  const std::size_t wanted = onlyFront_ ? kShotsWithoutTurning : kPoses * kShotsPerPose;
  progress.progress =
      enough() ? 1 : static_cast<float>(onlyFront_ ? shots_[0].size() : seen) / static_cast<float>(wanted);
  const auto missing = std::ranges::find_if(shots_, [](const auto& shots) { return shots.size() < kShotsPerPose; });
  progress.wanted = onlyFront_ || missing == shots_.end() ? Pose::Front : static_cast<Pose>(missing - shots_.begin());
  return progress;
}

bool EnrolmentSession::abandoned(vision::SteadyTime at) const { return at - lastActivity_ > kAbandonedAfter; }

}  // namespace dangol::runtime
