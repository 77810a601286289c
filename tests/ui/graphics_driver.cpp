#include "graphics_driver.hpp"

#include <dlfcn.h>
#include <link.h>

#include <string_view>

namespace dangol::test {

void keepGraphicsDriver() {
  const auto keep = [](dl_phdr_info* library, std::size_t, void*) {
    if (std::string_view(library->dlpi_name).ends_with("_dri.so")) {
      static_cast<void>(::dlopen(library->dlpi_name, RTLD_LAZY | RTLD_NOLOAD | RTLD_NODELETE));
    }
    return 0;
  };
  ::dl_iterate_phdr(keep, nullptr);
}

}  // namespace dangol::test

// Asked by LeakSanitizer, and by nobody in other builds.
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() { return "leak:_dri.so\n"; }
