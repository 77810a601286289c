#pragma once

#include "canvas.hpp"

// The kiosk's own pictures, drawn from shapes so that they are sharp at every size and take the theme's colours.
namespace dangol::ui {

enum class CupMood { Smiling, Happy, Asleep };

// The kiosk's cup with a face; size_dp is the width of the space that it takes, x and y its middle.
void drawCup(Canvas& canvas, float x, float y, float size_dp, CupMood mood);

void drawCameraIcon(Canvas& canvas, float x, float y, float size_dp, Colour colour);
void drawCheckMark(Canvas& canvas, float x, float y, float size_dp, Colour colour);
void drawAttentionMark(Canvas& canvas, float x, float y, float size_dp, Colour disc, Colour mark);

}  // namespace dangol::ui
