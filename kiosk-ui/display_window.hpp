#pragma once

#include <GLFW/glfw3.h>

#include <chrono>

#include "dangol/ui/code_scanner.hpp"
#include "dangol/ui/window.hpp"

namespace dangol::ui {

// The GLFW window with its OpenGL context and Dear ImGui's two backends. Bound to the main thread.
class DisplayWindow {
 public:
  // Throws UiError.
  explicit DisplayWindow(const KioskWindow::Options& options);
  ~DisplayWindow();
  DisplayWindow(const DisplayWindow&) = delete;
  DisplayWindow& operator=(const DisplayWindow&) = delete;

  [[nodiscard]] int width_px() const;
  [[nodiscard]] int height_px() const;
  [[nodiscard]] float contentScale() const;
  [[nodiscard]] bool closed() const;
  void setUnlocked(bool unlocked) { unlocked_ = unlocked; }

  // Starts Dear ImGui's frame in pixels of the picture, whatever units the window system has. elapsed: since the frame
  // before.
  void beginFrame(std::chrono::duration<float> elapsed);
  void present();
  // Handles what arrived, waiting for something for at most this long.
  void handleEvents(std::chrono::duration<double> longest);
  // Puts a full-screen window onto another monitor when its own was unplugged, and back when that is there again.
  void stayFullscreen();

  // Whether the driver has dropped everything it was given, as after a reset of the graphics card.
  [[nodiscard]] bool contextLost() const;
  // Opens another window in the place of this one. Requires: nothing of the old context is used any more.
  void reopen();

  // Appends what was typed since the last call: codes of scanners, and, when letters are asked for, what people type.
  void takeTyped(bool letters, std::vector<UiAction>& actions);
  // Whether a finger or button is down now.
  [[nodiscard]] bool fingerDown() const;

  // Whether anything was touched, typed, resized or uncovered since the last call.
  [[nodiscard]] bool takeActivity();

  // From now on the pointer is what the caller says.
  void pointer(float x_px, float y_px, bool down);

 private:
  struct Session {
    Session();
    ~Session();
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;
  };
  struct Pointer {
    float x_px = 0;
    float y_px = 0;
    bool down = false;
    bool pressed = false;  // went down since the last frame
  };

  void create();
  void onLetter(char32_t letter);
  void onKey(int key);
  void installCallbacks();
  void startImGui();
  void startBackends();
  void stopBackends();
  [[nodiscard]] GLFWmonitor* chosenMonitor() const;
  [[nodiscard]] bool closable() const { return !fullscreen_ || unlocked_; }

  bool fullscreen_;
  int monitor_;
  int windowed_width_px_;
  int windowed_height_px_;
  std::optional<float> scale_;
  bool unlocked_;
  bool activity_ = true;
  std::optional<Pointer> pointer_;
  CodeScanner scanner_;
  std::vector<UiAction> scanned_;
  std::vector<UiAction> typed_;
  Session session_;
  GLFWwindow* window_ = nullptr;
  unsigned (*resetStatus_)() = nullptr;  // OpenGL's own; null where it cannot tell
};

}  // namespace dangol::ui
