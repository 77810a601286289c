#pragma once

namespace dangol::test {

// Keeps the loaded graphics driver in memory until the process ends, so that what it leaks has its name when leaks are
// looked for: Mesa's software driver loses 112 bytes a context. Call while a window is open.
void keepGraphicsDriver();

}  // namespace dangol::test
