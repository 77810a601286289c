#pragma once

#include <chrono>
#include <optional>

#include "dangol/checkin/identity_decider.hpp"
#include "dangol/runtime/matching.hpp"
#include "dangol/vision/embedding.hpp"
#include "dangol/vision/embedding_fusion.hpp"
#include "dangol/vision/frame.hpp"
#include "dangol/vision/quality_gate.hpp"

namespace dangol::runtime {

// Who one track is: which of its good frames are worth an embedding, what they say together, and whether it is still
// the same face. Times are those of the frames. Reentrant; not thread-safe.
//
// Every embedding is first compared with what the track looked like so far. One that does not fit puts the identity in
// doubt, and the next good frame is looked at as soon as may be: one that fits ends the doubt, a second that does not
// is somebody else, with whom everything begins anew. While in doubt no name is given.
class TrackIdentity {
 public:
  struct Options {
    checkin::IdentityDecider::Options decider;
    double embeddings_per_second = 25;  // at most so many while nothing is decided; above 0
  };
  // Requires: options.decider.valid().
  explicit TrackIdentity(const Options& options);

  // A frame passed the quality gate.
  void noteGood(vision::SteadyTime at);
  // The tracker is not sure that it is still the same face.
  void doubt();

  // Whether the frame to embed next should be turned into its mirror image first. Every second one is: a face and its
  // mirror image are two pictures of one person, whose mean says more than either.
  [[nodiscard]] bool mirrorNext() const { return embedded_ % 2 == 1; }

  // Whether a good frame should be embedded: not too soon, and only when it adds something. While nothing is decided
  // that is a better picture, another pose or some time gone by; afterwards, a look now and then whether it is still
  // true.
  [[nodiscard]] bool embeddingIsDue(const vision::FaceQuality& quality, vision::SteadyTime at) const;

  enum class Face {
    Same,
    Doubted,  // it does not fit, or does not name who was decided
    Other     // for the second time: the track's place was taken over, and this is about the new face now
  };
  // Requires: the embedding of a good frame; a matching with an index.
  Face observe(const vision::Embedding& probe, const vision::FaceQuality& quality, vision::SteadyTime at,
               const Matching& matching);

  // NotYet while in doubt.
  [[nodiscard]] checkin::IdentityDecision decision() const;
  // Nothing is doubted and something is decided.
  [[nodiscard]] bool settled() const { return decision().identity != checkin::Identity::NotYet; }
  // Of this face.
  [[nodiscard]] const std::optional<vision::SteadyTime>& firstGoodAt() const { return firstGoodAt_; }

 private:
  [[nodiscard]] bool fits(const vision::Embedding& probe, const Matching& matching) const;
  void vote(const vision::Embedding& probe, const vision::FaceQuality& quality, const Matching& matching);

  Options options_;
  checkin::IdentityDecider decider_;
  vision::EmbeddingFusion fusion_;
  std::optional<vision::FaceQuality> lastQuality_;  // of what was fused last
  std::optional<vision::SteadyTime> firstGoodAt_;
  std::optional<vision::SteadyTime> lastEmbeddedAt_;
  std::optional<vision::SteadyTime> goodSinceDoubt_;
  int doubts_ = 0;
  unsigned embedded_ = 0;  // since the face came
};

}  // namespace dangol::runtime
