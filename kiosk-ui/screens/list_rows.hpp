#pragma once

#include <functional>
#include <optional>
#include <string>

#include "icons.hpp"
#include "scene.hpp"

namespace dangol::ui {

// One line of a list: an icon, words, and something short at its right end.
struct ListRow {
  Icon icon;
  std::string words;
  std::string right;
  bool faint = false;  // what nothing has to be done about
  std::optional<UiAction> action = std::nullopt;
  std::string id = {};  // unique among the rows that have an action
};

// A card of rows that can be moved up and down; row(i) is asked for those in sight alone. empty stands there when there
// is none.
void drawList(const Scene& scene, const Rect& area, std::size_t count, const std::function<ListRow(std::size_t)>& row,
              const std::string& empty);

}  // namespace dangol::ui
