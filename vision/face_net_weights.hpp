#pragma once

#include <string>
#include <vector>

namespace dangol::vision {

// One convolution of the face network with the affine layer behind it folded in: weight * gamma, bias * gamma + beta.
struct FoldedConvolution {
  int outputs = 0;
  int inputs = 0;
  int kernel = 0;
  std::vector<float> weights;  // outputs × inputs × kernel × kernel
  std::vector<float> bias;     // outputs
};

// What dlib_face_recognition_resnet_model_v1.dat holds, in the order data flows. Private to vision.
struct FaceNetWeights {
  std::vector<FoldedConvolution> convolutions;
  std::vector<float> projection;  // 256 × 128, row-major: the last, fully connected layer
};

// Reads the model file's bytes with dlib. Throws VisionError when they are not the expected network.
[[nodiscard]] FaceNetWeights readFaceNetWeights(const std::string& modelBytes);

}  // namespace dangol::vision
