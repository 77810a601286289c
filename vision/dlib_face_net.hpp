#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "dangol/vision/embedding.hpp"
#include "dangol/vision/face_aligner.hpp"

namespace dangol::vision {

// The face network run by dlib itself: the reference every other engine is held against. Reentrant; not thread-safe.
// Private to vision.
class DlibFaceNet {
 public:
  DlibFaceNet(const std::string& modelBytes, int threads);
  ~DlibFaceNet();
  DlibFaceNet(DlibFaceNet&&) noexcept;
  DlibFaceNet& operator=(DlibFaceNet&&) noexcept;

  [[nodiscard]] std::vector<Embedding> embed(std::span<const FaceChip> chips);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace dangol::vision
