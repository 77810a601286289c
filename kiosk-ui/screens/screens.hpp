#pragma once

#include "scene.hpp"

namespace dangol::ui {

void drawIdle(const Scene& scene, const IdleScreen& screen);
void drawSeeing(const Scene& scene, const SeeingScreen& screen);
void drawGreeting(const Scene& scene, const GreetingScreen& screen);
void drawUnknown(const Scene& scene, const UnknownScreen& screen);
void drawFault(const Scene& scene, const FaultScreen& screen);

// What lies behind every screen, on the palette's background, and what may lie over it.
void drawBackground(const Scene& scene);
void drawNotices(const Scene& scene);
void drawDimming(const Scene& scene);

// The state's own screen.
void drawScreen(const Scene& scene);

}  // namespace dangol::ui
