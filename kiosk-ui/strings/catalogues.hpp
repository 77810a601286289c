#pragma once

#include <array>
#include <span>

#include "dangol/ui/text.hpp"

namespace dangol::ui {

// For static_assert: a catalogue that lacks a key or has one twice does not compile.
consteval bool inOrder(const std::array<CatalogueEntry, kTextCount>& entries) {
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (entries[i].key != static_cast<Text>(i) || entries[i].words.empty()) return false;
  }
  return true;
}

[[nodiscard]] std::span<const CatalogueEntry, kTextCount> koreanCatalogue();
[[nodiscard]] std::span<const CatalogueEntry, kTextCount> englishCatalogue();

}  // namespace dangol::ui
