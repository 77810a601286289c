#include "nearest_name.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <vector>

namespace dangol::runtime {
namespace {

// Optimal string alignment distance, in three rows.
std::size_t slips(std::string_view a, std::string_view b) {
  std::vector<std::size_t> beforeLast(b.size() + 1);
  std::vector<std::size_t> last(b.size() + 1);
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(last.begin(), last.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t wrong = a[i - 1] == b[j - 1] ? 0 : 1;
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + wrong});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) row[j] = std::min(row[j], beforeLast[j - 2] + 1);
    }
    beforeLast.swap(last);
    last.swap(row);
  }
  return last[b.size()];
}

}  // namespace

std::optional<std::string_view> nearestName(std::string_view word, std::span<const std::string_view> names) {
  std::optional<std::string_view> nearest;
  std::size_t fewest = 0;
  for (const std::string_view name : names) {
    const std::size_t bearable = std::max<std::size_t>(2, name.size() / 3);
    if (word.size() > name.size() + bearable) continue;
    const std::size_t needed = slips(word, name);
    // More slips than half the name and every short word would be like every other.
    if (needed > bearable || needed * 2 > name.size()) continue;
    if (!nearest || needed < fewest) {
      nearest = name;
      fewest = needed;
    }
  }
  return nearest;
}

}  // namespace dangol::runtime
