#include "svg_plot.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

namespace dangol::bench {
namespace {

constexpr double kWidth = 520;
constexpr double kHeight = 340;
constexpr double kLeft = 70;
constexpr double kRight = 15;
constexpr double kTop = 52;  // the title, and under it the names of the series
constexpr double kBottom = 48;
constexpr const char* kColours[] = {"#c2410c", "#1d4ed8", "#15803d", "#7e22ce"};

// A data range on so many pixels.
class Scale {
 public:
  Scale(Axis axis, double from, double to, double first_px, double last_px)
      : axis_(axis), from_(value(from)), to_(value(to)), first_px_(first_px), last_px_(last_px) {
    if (to_ <= from_) to_ = from_ + 1;
  }
  [[nodiscard]] double at(double x) const {
    return first_px_ + (value(x) - from_) / (to_ - from_) * (last_px_ - first_px_);
  }
  [[nodiscard]] std::vector<double> ticks() const {
    std::vector<double> all;
    if (axis_ == Axis::Logarithmic) {
      for (double e = std::ceil(from_ - 1e-9); e <= to_ + 1e-9; ++e) all.push_back(std::pow(10, e));
      return all;
    }
    const double rough = (to_ - from_) / 5;
    const double power = std::pow(10, std::floor(std::log10(rough)));
    const double step = rough / power > 5 ? 10 * power : rough / power > 2 ? 5 * power : 2 * power;
    for (double n = std::ceil(from_ / step - 1e-9); n * step <= to_ + 1e-9 * step; ++n)
      all.push_back(n == 0 ? 0 : n * step);  // never "-0"
    return all;
  }

 private:
  [[nodiscard]] double value(double x) const { return axis_ == Axis::Logarithmic ? std::log10(x) : x; }
  Axis axis_;
  double from_;
  double to_;
  double first_px_;
  double last_px_;
};

bool shown(const Plot& plot, const std::pair<double, double>& point) {
  return std::isfinite(point.first) && std::isfinite(point.second) &&
         (plot.x_axis == Axis::Linear || point.first > 0) && (plot.y_axis == Axis::Linear || point.second > 0);
}

struct Range {
  double from = 0;
  double to = 0;
  bool any = false;
  void add(double x) {
    from = any ? std::min(from, x) : x;
    to = any ? std::max(to, x) : x;
    any = true;
  }
};

// A logarithmic axis begins and ends at a power of ten, a linear one of shares at 0.
Range rounded(Range range, Axis axis, bool fromZero) {
  if (axis == Axis::Logarithmic) {
    return {std::pow(10, std::floor(std::log10(range.from) + 1e-9)),
            std::pow(10, std::ceil(std::log10(range.to) - 1e-9)), true};
  }
  return {fromZero ? std::min(0.0, range.from) : range.from, range.to, true};
}

std::string text(double x, double y, const std::string& anchor, const std::string& words,
                 const std::string& more = "") {
  return fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\"{}>{}</text>", x, y, anchor, more,
                     escapeHtml(words));
}

std::string begin(double height, const std::string& title) {
  return fmt::format("<svg viewBox=\"0 0 {} {}\" role=\"img\" aria-label=\"{}\">", kWidth, height, escapeHtml(title)) +
         text(kWidth / 2, 18, "middle", title, " class=\"title\"");
}

std::string frame(const Plot& plot, const Scale& x, const Scale& y) {
  std::string svg;
  for (const double tick : x.ticks()) {
    svg += fmt::format("<path class=\"grid\" d=\"M{0:.1f} {1}V{2}\"/>", x.at(tick), kTop, kHeight - kBottom);
    svg += text(x.at(tick), kHeight - kBottom + 16, "middle", fmt::format("{:.4g}", tick));
  }
  for (const double tick : y.ticks()) {
    svg += fmt::format("<path class=\"grid\" d=\"M{0} {1:.1f}H{2}\"/>", kLeft, y.at(tick), kWidth - kRight);
    svg += text(kLeft - 6, y.at(tick) + 4, "end", fmt::format("{:.4g}", tick));
  }
  svg += text((kLeft + kWidth - kRight) / 2, kHeight - 10, "middle", plot.x_label);
  svg += text(0, 0, "middle", plot.y_label,
              fmt::format(" transform=\"translate(14 {:.1f}) rotate(-90)\"", (kTop + kHeight - kBottom) / 2));
  return svg;
}

}  // namespace

std::string escapeHtml(const std::string& words) {
  std::string escaped;
  for (const char c : words) {
    if (c == '<') {
      escaped += "&lt;";
    } else if (c == '>') {
      escaped += "&gt;";
    } else if (c == '&') {
      escaped += "&amp;";
    } else if (c == '"') {
      escaped += "&quot;";
    } else {
      escaped += c;
    }
  }
  return escaped;
}

std::string svgOf(const Plot& plot) {
  Range xs;
  Range ys;
  for (const Series& series : plot.series) {
    for (const auto& point : series.points) {
      if (!shown(plot, point)) continue;
      xs.add(point.first);
      ys.add(point.second);
    }
  }
  std::string svg = begin(kHeight, plot.title);
  if (!xs.any) return svg + text(kWidth / 2, kHeight / 2, "middle", "nothing to show") + "</svg>";
  xs = rounded(xs, plot.x_axis, false);
  ys = rounded(ys, plot.y_axis, true);
  const Scale x(plot.x_axis, xs.from, xs.to, kLeft, kWidth - kRight);
  const Scale y(plot.y_axis, ys.from, ys.to, kHeight - kBottom, kTop);
  svg += frame(plot, x, y);
  for (std::size_t s = 0; s < plot.series.size(); ++s) {
    const char* colour = kColours[s % std::size(kColours)];
    std::string path;
    for (const auto& point : plot.series[s].points) {
      if (!shown(plot, point)) continue;
      path += fmt::format("{}{:.1f} {:.1f}", path.empty() ? "M" : "L", x.at(point.first), y.at(point.second));
    }
    svg += fmt::format("<path class=\"line\" stroke=\"{}\" d=\"{}\"/>", colour, path);
    const double column =
        kLeft + static_cast<double>(s) * (kWidth - kLeft - kRight) / static_cast<double>(plot.series.size());
    svg += fmt::format("<path class=\"line\" stroke=\"{}\" d=\"M{:.1f} {}h18\"/>", colour, column, kTop - 16);
    svg += text(column + 24, kTop - 12, "start", plot.series[s].name,
                fmt::format(" style=\"fill:{}\" class=\"name\"", colour));
  }
  return svg + "</svg>";
}

std::string svgOfBars(const std::string& title, const std::vector<Bar>& bars, double reference) {
  constexpr double kBarHeight = 26;
  constexpr double kBarsTop = 34;
  constexpr double kNames = 210;
  const double height = kBarsTop + 34 + kBarHeight * static_cast<double>(bars.size());
  Range range;
  range.add(reference);
  for (const Bar& bar : bars) {
    for (const double value : {bar.value, bar.low, bar.high}) {
      if (value > 0) range.add(value);
    }
  }
  range = rounded({range.from / 2, range.to, true}, Axis::Logarithmic, false);
  const Scale x(Axis::Logarithmic, range.from, range.to, kNames, kWidth - kRight - 20);
  std::string svg = begin(height, title);
  for (const double tick : x.ticks()) {
    svg += fmt::format("<path class=\"grid\" d=\"M{0:.1f} {1}V{2}\"/>", x.at(tick), kBarsTop, height - 30);
    svg += text(x.at(tick), height - 14, "middle", fmt::format("{:.4g}", tick));
  }
  for (std::size_t i = 0; i < bars.size(); ++i) {
    const double top = kBarsTop + 4 + kBarHeight * static_cast<double>(i);
    svg += text(kNames - 8, top + 13, "end", bars[i].name);
    if (bars[i].value > 0) {
      svg += fmt::format("<rect x=\"{}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"16\" fill=\"{}\"/>", kNames, top,
                         x.at(bars[i].value) - kNames, kColours[i % 2]);
    }
    if (bars[i].low > 0 && bars[i].high > 0) {
      svg += fmt::format("<path class=\"whisker\" d=\"M{:.1f} {:.1f}H{:.1f}\"/>", x.at(bars[i].low), top + 8,
                         x.at(bars[i].high));
    }
  }
  return svg + fmt::format("<path class=\"reference\" d=\"M{0:.1f} {1}V{2}\"/></svg>", x.at(reference), kBarsTop,
                           height - 30);
}

}  // namespace dangol::bench
