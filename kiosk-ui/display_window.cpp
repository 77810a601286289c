#include "display_window.hpp"

#include <backends/imgui_impl_glfw.h>
#include <backends/imgui_impl_opengl3.h>
#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <string>
#include <utility>

namespace dangol::ui {
namespace {

std::string lastGlfwError() {
  const char* words = nullptr;
  glfwGetError(&words);
  return words != nullptr ? words : "no reason given";
}

DisplayWindow& self(GLFWwindow* window) { return *static_cast<DisplayWindow*>(glfwGetWindowUserPointer(window)); }

}  // namespace

DisplayWindow::Session::Session() {
  if (glfwInit() == GLFW_TRUE) return;
  throw UiError(
      fmt::format("no display to open a window on ({}); start it in a graphical session, set DISPLAY, or run "
                  "without a screen",
                  lastGlfwError()));
}

DisplayWindow::Session::~Session() { glfwTerminate(); }

DisplayWindow::DisplayWindow(const KioskWindow::Options& options)
    : fullscreen_(options.fullscreen),
      monitor_(options.monitor),
      windowed_width_px_(options.width_px),
      windowed_height_px_(options.height_px),
      scale_(options.content_scale),
      unlocked_(options.unlocked) {
  create();
  installCallbacks();
  startImGui();
}

DisplayWindow::~DisplayWindow() {
  stopBackends();
  ImGui::DestroyContext();
  glfwDestroyWindow(window_);
}

GLFWmonitor* DisplayWindow::chosenMonitor() const {
  int count = 0;
  GLFWmonitor** monitors = glfwGetMonitors(&count);
  if (monitors != nullptr && monitor_ > 0 && monitor_ < count) return monitors[monitor_];
  return glfwGetPrimaryMonitor();
}

void DisplayWindow::create() {
  glfwDefaultWindowHints();
  glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
  glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 0);
  glfwWindowHint(GLFW_AUTO_ICONIFY, GLFW_FALSE);
  glfwWindowHint(GLFW_DEPTH_BITS, 0);
  glfwWindowHint(GLFW_STENCIL_BITS, 0);

  GLFWmonitor* monitor = fullscreen_ ? chosenMonitor() : nullptr;
  int width = windowed_width_px_;
  int height = windowed_height_px_;
  if (monitor != nullptr) {
    const GLFWvidmode* mode = glfwGetVideoMode(monitor);
    width = mode->width;
    height = mode->height;
    glfwWindowHint(GLFW_REFRESH_RATE, mode->refreshRate);
  }
  // A context that says when it was lost, where the driver has such.
  glfwWindowHint(GLFW_CONTEXT_ROBUSTNESS, GLFW_LOSE_CONTEXT_ON_RESET);
  window_ = glfwCreateWindow(width, height, "Dangol", monitor, nullptr);
  if (window_ == nullptr) {
    glfwWindowHint(GLFW_CONTEXT_ROBUSTNESS, GLFW_NO_ROBUSTNESS);
    window_ = glfwCreateWindow(width, height, "Dangol", monitor, nullptr);
  }
  if (window_ == nullptr) {
    throw UiError(
        fmt::format("cannot open a window with OpenGL 3.0 or newer ({}); install the graphics driver, or the "
                    "Debian package libgl1-mesa-dri",
                    lastGlfwError()));
  }
  glfwMakeContextCurrent(window_);
  glfwSwapInterval(1);
  const bool tells = glfwGetWindowAttrib(window_, GLFW_CONTEXT_ROBUSTNESS) == GLFW_LOSE_CONTEXT_ON_RESET;
  resetStatus_ = tells ? reinterpret_cast<unsigned (*)()>(glfwGetProcAddress("glGetGraphicsResetStatusARB")) : nullptr;
  if (fullscreen_) glfwSetInputMode(window_, GLFW_CURSOR, GLFW_CURSOR_HIDDEN);
}

void DisplayWindow::installCallbacks() {
  glfwSetWindowUserPointer(window_, this);
  glfwSetCursorPosCallback(window_, [](GLFWwindow* w, double, double) { self(w).activity_ = true; });
  glfwSetMouseButtonCallback(window_, [](GLFWwindow* w, int button, int action, int mods) {
    self(w).activity_ = true;
    ImGui_ImplGlfw_MouseButtonCallback(w, button, action, mods);
  });
  glfwSetKeyCallback(window_, [](GLFWwindow* w, int key, int scancode, int action, int mods) {
    self(w).activity_ = true;
    if (key == GLFW_KEY_ESCAPE && self(w).closable()) glfwSetWindowShouldClose(w, GLFW_TRUE);
    if (action != GLFW_RELEASE) self(w).onKey(key);
    ImGui_ImplGlfw_KeyCallback(w, key, scancode, action, mods);
  });
  glfwSetCharCallback(window_, [](GLFWwindow* w, unsigned c) {
    self(w).activity_ = true;
    self(w).onLetter(static_cast<char32_t>(c));
    ImGui_ImplGlfw_CharCallback(w, c);
  });
  glfwSetCursorEnterCallback(window_,
                             [](GLFWwindow* w, int entered) { ImGui_ImplGlfw_CursorEnterCallback(w, entered); });
  glfwSetWindowFocusCallback(window_, [](GLFWwindow* w, int focused) {
    self(w).activity_ = true;
    ImGui_ImplGlfw_WindowFocusCallback(w, focused);
  });
  glfwSetFramebufferSizeCallback(window_, [](GLFWwindow* w, int, int) { self(w).activity_ = true; });
  glfwSetWindowContentScaleCallback(window_, [](GLFWwindow* w, float, float) { self(w).activity_ = true; });
  glfwSetWindowRefreshCallback(window_, [](GLFWwindow* w) { self(w).activity_ = true; });
  glfwSetWindowCloseCallback(window_, [](GLFWwindow* w) {
    if (!self(w).closable()) glfwSetWindowShouldClose(w, GLFW_FALSE);
  });
}

void DisplayWindow::startImGui() {
  ImGui::CreateContext();
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.LogFilename = nullptr;
  io.ConfigFlags |= ImGuiConfigFlags_NoMouseCursorChange | ImGuiConfigFlags_IsTouchScreen;
  io.Fonts->AddFontDefault();
  ImGui::GetStyle().CircleTessellationMaxError = 0.15F;
  try {
    startBackends();
  } catch (...) {
    ImGui::DestroyContext();
    glfwDestroyWindow(window_);
    throw;
  }
}

void DisplayWindow::startBackends() {
  ImGui_ImplGlfw_InitForOpenGL(window_, false);
  if (ImGui_ImplOpenGL3_Init("#version 130")) return;
  ImGui_ImplGlfw_Shutdown();
  throw UiError("OpenGL cannot be used for drawing; Dangol needs OpenGL 3.0 with GLSL 1.30");
}

void DisplayWindow::stopBackends() {
  ImGui_ImplOpenGL3_Shutdown();
  ImGui_ImplGlfw_Shutdown();
}

bool DisplayWindow::contextLost() const { return resetStatus_ != nullptr && resetStatus_() != 0; }

void DisplayWindow::reopen() {
  stopBackends();
  glfwDestroyWindow(window_);
  create();
  installCallbacks();
  startBackends();
  activity_ = true;
}

int DisplayWindow::width_px() const {
  int width = 0;
  glfwGetFramebufferSize(window_, &width, nullptr);
  return width;
}

int DisplayWindow::height_px() const {
  int height = 0;
  glfwGetFramebufferSize(window_, nullptr, &height);
  return height;
}

float DisplayWindow::contentScale() const {
  float scale = 1;
  glfwGetWindowContentScale(window_, &scale, nullptr);
  return std::clamp(scale_.value_or(scale), 0.5F, 4.0F);
}

bool DisplayWindow::closed() const { return glfwWindowShouldClose(window_) == GLFW_TRUE; }

void DisplayWindow::onLetter(char32_t letter) {
  scanner_.letter(letter, std::chrono::steady_clock::now());
  typed_.push_back(TypeKey{letter});
}

void DisplayWindow::onKey(int key) {
  if (key == GLFW_KEY_BACKSPACE) typed_.push_back(EraseKey{});
  if (key != GLFW_KEY_ENTER && key != GLFW_KEY_KP_ENTER) return;
  if (auto code = scanner_.enter(std::chrono::steady_clock::now())) {
    scanned_.push_back(Scanned{std::move(*code)});
    typed_.clear();  // nobody types that fast
  } else {
    typed_.push_back(EnterKey{});
  }
}

void DisplayWindow::takeTyped(bool letters, std::vector<UiAction>& actions) {
  auto& taken = letters ? typed_ : scanned_;
  actions.insert(actions.end(), taken.begin(), taken.end());
  if (letters) actions.insert(actions.end(), scanned_.begin(), scanned_.end());
  typed_.clear();
  scanned_.clear();
}

bool DisplayWindow::fingerDown() const {
  return pointer_ ? pointer_->down : glfwGetMouseButton(window_, GLFW_MOUSE_BUTTON_LEFT) == GLFW_PRESS;
}

void DisplayWindow::beginFrame(std::chrono::duration<float> elapsed) {
  ImGui_ImplOpenGL3_NewFrame();
  ImGui_ImplGlfw_NewFrame();
  ImGuiIO& io = ImGui::GetIO();
  const ImVec2 perUnit = io.DisplayFramebufferScale;
  io.DisplaySize = {static_cast<float>(width_px()), static_cast<float>(height_px())};
  io.DisplayFramebufferScale = {1, 1};
  io.DeltaTime = std::clamp(elapsed.count(), 0.0001F, 0.25F);
  if (pointer_) {
    io.MousePos = {pointer_->x_px, pointer_->y_px};
    io.MouseDown[0] = pointer_->down || std::exchange(pointer_->pressed, false);
  } else if (ImGui::IsMousePosValid(&io.MousePos)) {
    io.MousePos = {io.MousePos.x * perUnit.x, io.MousePos.y * perUnit.y};
  }
  ImGui::NewFrame();
}

void DisplayWindow::present() { glfwSwapBuffers(window_); }

void DisplayWindow::handleEvents(std::chrono::duration<double> longest) {
  if (longest.count() > 0) {
    glfwWaitEventsTimeout(longest.count());
  } else {
    glfwPollEvents();
  }
}

void DisplayWindow::stayFullscreen() {
  if (!fullscreen_) return;
  GLFWmonitor* monitor = chosenMonitor();
  if (monitor == nullptr || monitor == glfwGetWindowMonitor(window_)) return;
  const GLFWvidmode* mode = glfwGetVideoMode(monitor);
  glfwSetWindowMonitor(window_, monitor, 0, 0, mode->width, mode->height, mode->refreshRate);
  activity_ = true;
}

bool DisplayWindow::takeActivity() { return std::exchange(activity_, false); }

void DisplayWindow::pointer(float x_px, float y_px, bool down) {
  const bool pressed = down || (pointer_ && pointer_->pressed);
  pointer_ = Pointer{x_px, y_px, down, pressed};
  activity_ = true;
}

}  // namespace dangol::ui
