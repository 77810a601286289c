#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "dangol/ui/error.hpp"
#include "dangol/ui/font_set.hpp"
#include "dangol/ui/view_state.hpp"

namespace dangol::ui {

// A rectangle in pixels of the window's picture, from its top left corner.
struct RectPx {
  float left = 0;
  float top = 0;
  float right = 0;
  float bottom = 0;
};

// Something on the screen that can be touched, and what the touch asks for.
struct TouchTarget {
  UiAction action;
  RectPx area;
};

// The kiosk's window. Draws one ViewState at a time and returns what people touched; it knows nothing of where states
// come from. Bound to the main thread (wake() apart). One window a process at a time.
//
//   ui::KioskWindow window(options);
//   std::vector<ui::UiAction> actions;
//   while (window.frame(model.snapshot(), actions)) {
//     for (const auto& action : actions) model.handle(action);
//     actions.clear();
//   }
class KioskWindow {
 public:
  struct Options {
    bool fullscreen = true;
    int monitor = 0;      // which one in full-screen, 0 is the primary; too high a number: the primary
    int width_px = 1024;  // of a window that is not full-screen
    int height_px = 768;
    std::optional<float> content_scale = std::nullopt;  // 0.5 to 4; unset: the display's own
    bool unlocked = false;                              // full-screen can be closed with Esc and Alt-F4
    bool paced = true;                            // frame() waits for the next frame's time; false: returns at once
    std::function<SteadyTime()> clock = nullptr;  // what transitions and countdowns run on; unset: the steady clock
    std::vector<std::filesystem::path> font_folders = FontSet::systemFolders();
  };

  // Throws UiError when there is no display, no OpenGL 3 or no Korean typeface.
  explicit KioskWindow(Options options);
  ~KioskWindow();
  KioskWindow(const KioskWindow&) = delete;
  KioskWindow& operator=(const KioskWindow&) = delete;

  // Draws the state, appends what was touched since the last call, then waits: until the next frame is due (60 a second
  // while something moves), or, while nothing moves, for at most 250 ms or until a touch or wake(). A state that looks
  // like the one before it is not drawn again. Returns false once the window has been closed.
  [[nodiscard]] bool frame(const ViewState& state, std::vector<UiAction>& actions);

  // Ends a wait of frame(): call it after publishing a new state. Thread-safe while the window exists.
  void wake() const;

  // Whether a full-screen window can be closed with Esc and Alt-F4.
  void setUnlocked(bool unlocked);

  // Makes everything that lives in the graphics memory anew. frame() does so by itself when the driver says that it was
  // lost. Throws UiError when no window can be opened any more.
  void recover();

  // The picture drawn last, as people see it.
  [[nodiscard]] vision::RgbImage readPixels();
  // What could be touched in it.
  [[nodiscard]] const std::vector<TouchTarget>& touchTargets() const;

  // Holds (down) or lifts a finger at a place, as a touch panel would. From then on the real pointer is ignored.
  void pointer(float x_px, float y_px, bool down);

  // How much was done since the window opened.
  struct Counters {
    std::uint64_t calls = 0;            // of frame()
    std::uint64_t drawn = 0;            // pictures drawn and shown
    std::uint64_t preview_uploads = 0;  // camera pictures copied to the graphics memory
    std::uint64_t glyphs_rasterised = 0;
    std::size_t glyph_textures = 0;      // held now, 4 MB each
    std::chrono::nanoseconds build{0};   // of the last picture: laying out, rasterising new glyphs
    std::chrono::nanoseconds submit{0};  // of the last picture: uploading and handing over to OpenGL
  };
  [[nodiscard]] Counters counters() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace dangol::ui
