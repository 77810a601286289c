// Runs before every other static initialiser and is compiled for the architecture's baseline: on a CPU that lacks what
// the rest of the program was built for it says so, where the first AVX2 instruction would end in SIGILL.

#include <unistd.h>

#include <cstring>

namespace {

bool cpuIsSufficient() {
#if defined(__x86_64__)
  __builtin_cpu_init();
  if (std::strcmp(DANGOL_CPU, "x86-64-v3") == 0) return __builtin_cpu_supports("x86-64-v3") != 0;
  if (std::strcmp(DANGOL_CPU, "x86-64-v4") == 0) return __builtin_cpu_supports("x86-64-v4") != 0;
#endif
  return true;  // baseline runs everywhere; native was built on the machine that runs it
}

[[gnu::constructor(101)]] void refuseUnfitCpu() {
  if (cpuIsSufficient()) return;
  static const char message[] = "dangol: this program was built for " DANGOL_CPU
                                " CPUs (AVX2, FMA, BMI2), which this machine is not. "
                                "Rebuild with -DDANGOL_CPU=baseline.\n";
  if (write(STDERR_FILENO, message, sizeof message - 1) < 0) _exit(71);
  _exit(70);  // EX_SOFTWARE
}

}  // namespace
