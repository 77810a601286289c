#include "textures.hpp"

#include <GL/gl.h>
// GL_CLAMP_TO_EDGE, which came with OpenGL 1.2.
#include <GL/glext.h>

namespace dangol::ui {

unsigned createTexture() {
  unsigned texture = 0;
  glGenTextures(1, &texture);
  glBindTexture(GL_TEXTURE_2D, texture);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
  return texture;
}

void PreviewTexture::clear() {
  if (texture_ != 0) glDeleteTextures(1, &texture_);
  texture_ = 0;
  width_px_ = 0;
  height_px_ = 0;
  shown_.reset();
}

void PreviewTexture::update(const vision::FramePtr& frame) {
  if (frame == nullptr || frame == shown_ || frame->view().empty()) return;
  const vision::RgbView view = frame->view();
  if (texture_ == 0) texture_ = createTexture();
  glBindTexture(GL_TEXTURE_2D, texture_);
  glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
  if (view.width_px != width_px_ || view.height_px != height_px_) {
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RGB, view.width_px, view.height_px, 0, GL_RGB, GL_UNSIGNED_BYTE, view.data);
    width_px_ = view.width_px;
    height_px_ = view.height_px;
  } else {
    glTexSubImage2D(GL_TEXTURE_2D, 0, 0, 0, width_px_, height_px_, GL_RGB, GL_UNSIGNED_BYTE, view.data);
  }
  shown_ = frame;
  ++uploads_;
}

}  // namespace dangol::ui
