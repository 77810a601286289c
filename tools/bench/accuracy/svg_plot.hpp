#pragma once

#include <string>
#include <utility>
#include <vector>

namespace dangol::bench {

enum class Axis { Linear, Logarithmic };

struct Series {
  std::string name;
  std::vector<std::pair<double, double>> points;
};

// One diagram. On a logarithmic axis points that are not above 0 are left out.
struct Plot {
  std::string title;
  std::string x_label;
  std::string y_label;
  Axis x_axis = Axis::Linear;
  Axis y_axis = Axis::Linear;
  std::vector<Series> series;
};

// An <svg> element that needs nothing from elsewhere. Plots without a point say so.
[[nodiscard]] std::string svgOf(const Plot& plot);

struct Bar {
  std::string name;
  double value = 0;
  double low = 0;  // of its interval
  double high = 0;
};
// Horizontal bars on a logarithmic axis, with their intervals and a line at the reference.
[[nodiscard]] std::string svgOfBars(const std::string& title, const std::vector<Bar>& bars, double reference);

// For text between tags and in attributes.
[[nodiscard]] std::string escapeHtml(const std::string& text);

}  // namespace dangol::bench
