#pragma once

#include "canvas.hpp"

// Small pictures drawn from shapes: sharp at every size, in the theme's colours.
namespace dangol::ui {

enum class Icon {
  Pin,
  Bell,
  Code,
  Heart,
  Ease,
  Globe,
  Back,
  Down,
  Erase,
  Check,
  Cross,
  Bang,
  Clock,
  People,
  Person,
  List,
  Camera,
  Gear,
  Pulse,
  Search,
  Shift,
  Gift,
  Cup,
  Door,
  Note
};

// x and y: the middle; size_dp: its width and height.
void drawIcon(Canvas& canvas, Icon icon, float x, float y, float size_dp, Colour colour);
// On a filled disc of this radius.
void drawBadge(Canvas& canvas, Icon icon, float x, float y, float radius_dp, Colour disc, Colour ink);

}  // namespace dangol::ui
