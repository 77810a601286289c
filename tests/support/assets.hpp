#pragma once

#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <string>

// Where tests find what tools/fetch-assets fetched.
namespace dangol::test {

// The asset's path. Throws when it has not been fetched: a test that needs it fails, it is never skipped.
inline std::filesystem::path asset(const std::string& name) {
  const char* folder = std::getenv("DANGOL_ASSETS");
  const auto file = std::filesystem::path(folder != nullptr ? folder : DANGOL_SOURCE_FOLDER "/assets") / name;
  if (!std::filesystem::exists(file)) {
    throw std::runtime_error(file.string() + " is missing; run tools/fetch-assets");
  }
  return file;
}

}  // namespace dangol::test
