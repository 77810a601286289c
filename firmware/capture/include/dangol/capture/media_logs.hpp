#pragma once

namespace dangol::capture {

// Stops OpenCV and FFmpeg from writing to standard error what this library's errors and reasons say already. For the
// whole process, so it is for a program's main to call, first thing and before any thread starts. What the environment
// says (OPENCV_LOG_LEVEL, OPENCV_FFMPEG_LOGLEVEL) is left as it is, for whoever looks for a fault.
void silenceMediaLibraries();

}  // namespace dangol::capture
