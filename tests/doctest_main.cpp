#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>

// Debian's FFmpeg and GDAL are not instrumented: ThreadSanitizer sees their threads but not how they agree.
// Without ThreadSanitizer nobody calls this.
extern "C" const char* __tsan_default_suppressions();
extern "C" const char* __tsan_default_suppressions() {
  return "race:libavcodec.so\n"
         "race:libavformat.so\n"
         "race:libavutil.so\n"
         "race:libswscale.so\n"
         "deadlock:libgdal.so\n";
}
