#include "dangol/ui/text.hpp"

#include "strings/catalogues.hpp"

namespace dangol::ui {

std::span<const CatalogueEntry, kTextCount> catalogue(Language language) {
  switch (language) {
    case Language::Korean:
      return koreanCatalogue();
    case Language::English:
      return englishCatalogue();
  }
  return koreanCatalogue();
}

std::string_view text(Language language, Text key) { return catalogue(language)[static_cast<std::size_t>(key)].words; }

}  // namespace dangol::ui
