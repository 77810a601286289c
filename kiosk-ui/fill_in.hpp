#pragma once

#include <fmt/format.h>

#include <string>

#include "dangol/ui/text.hpp"

namespace dangol::ui {

// A catalogue's words with the names in braces filled in, each as fmt::arg("name", value).
template <class... Arguments>
std::string fill(Language language, Text key, const Arguments&... arguments) {
  return fmt::format(fmt::runtime(text(language, key)), arguments...);
}

}  // namespace dangol::ui
