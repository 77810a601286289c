#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <fstream>
#include <iterator>
#include <optional>

#include "dangol/gallery/threshold_model.hpp"

namespace dangol::gallery {
namespace {

constexpr std::string_view kFirstLine = "dangol-threshold-model 1";
constexpr std::string_view kHashName = "blake2b ";
constexpr std::size_t kMostCurves = 256;
constexpr std::size_t kMostPoints = 4096;

[[noreturn]] void refuse(const std::string& name, const std::string& why) {
  throw ThresholdError(fmt::format(
      "threshold model {}: {}; install it again, or make it anew with 'dangol-bench calibrate'", name, why));
}

std::string hashOf(std::string_view text) {
  std::array<unsigned char, crypto_generichash_BYTES> hash{};
  crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(text.data()), text.size(),
                     nullptr, 0);
  std::array<char, 2 * hash.size() + 1> hex{};
  sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
  return hex.data();
}

// The lines of a model, one after the other, and their words.
class Lines {
 public:
  Lines(std::string_view text, const std::string& name) : left_(text), name_(name) {}

  [[noreturn]] void fail(const std::string& expected) const {
    refuse(name_, fmt::format("line {}: expected {}", number_, expected));
  }
  [[nodiscard]] bool finished() const { return left_.empty(); }
  std::string_view next() {
    ++number_;
    const std::size_t end = left_.find('\n');
    if (end == std::string_view::npos) fail("one more line");
    const std::string_view line = left_.substr(0, end);
    left_.remove_prefix(end + 1);
    return line;
  }
  std::vector<std::string_view> words(std::size_t count, const std::string& expected) {
    std::vector<std::string_view> all;
    std::string_view line = next();
    while (!line.empty()) {
      const std::size_t end = std::min(line.find(' '), line.size());
      all.push_back(line.substr(0, end));
      line.remove_prefix(std::min(end + 1, line.size()));
    }
    if (all.size() != count) fail(expected);
    return all;
  }
  template <class Number>
  Number number(std::string_view word) const {
    Number value{};
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
    if (error != std::errc{} || end != word.data() + word.size())
      fail("a number instead of '" + std::string(word) + "'");
    return value;
  }
  std::size_t count(std::string_view word, std::size_t most) const {
    const auto value = number<std::size_t>(word);
    if (value > most) fail(fmt::format("at most {} instead of {}", most, value));
    return value;
  }

 private:
  std::string_view left_;
  const std::string& name_;
  std::size_t number_ = 0;
};

ThresholdModel::Curve takeCurve(Lines& lines, const std::vector<std::string_view>& head) {
  ThresholdModel::Curve curve{std::string(head[1]), lines.count(head[2], ThresholdModel::kMostTemplates), {}};
  curve.points.resize(lines.count(head[3], kMostPoints));
  for (auto& point : curve.points) {
    const auto words = lines.words(5, "threshold, share, deviation and both unevennesses");
    point = {lines.number<double>(words[0]), lines.number<double>(words[1]), lines.number<double>(words[2]),
             lines.number<double>(words[3]), lines.number<double>(words[4])};
  }
  return curve;
}

ThresholdModel::MissCurve takeMisses(Lines& lines, const std::vector<std::string_view>& head) {
  ThresholdModel::MissCurve curve{lines.count(head[1], ThresholdModel::kMostTemplates), {}};
  curve.points.resize(lines.count(head[2], kMostPoints));
  for (auto& miss : curve.points) {
    const auto words = lines.words(4, "threshold, FNIR and its interval");
    miss = {lines.number<double>(words[0]),
            {lines.number<double>(words[1]), lines.number<double>(words[2]), lines.number<double>(words[3])}};
  }
  return curve;
}

std::string_view after(std::string_view line, std::string_view prefix, const Lines& lines) {
  if (!line.starts_with(prefix)) lines.fail("a line that begins with '" + std::string(prefix) + "'");
  return line.substr(prefix.size());
}

// What is wrong with a curve's points; nothing when they are as described.
std::optional<std::string> faultOf(const std::vector<ThresholdModel::Point>& points) {
  if (points.size() < 2) return "a curve has fewer than two points";
  for (std::size_t i = 0; i < points.size(); ++i) {
    const auto& point = points[i];
    if (!std::isfinite(point.threshold) || !(point.share > 0 && point.share < 1)) {
      return "a point's share is not between 0 and 1";
    }
    for (const double spread : {point.deviation, point.strangers, point.people}) {
      if (!(spread >= 0 && std::isfinite(spread))) return "a point's spread is negative or not a number";
    }
    if (i > 0 && !(points[i - 1].threshold < point.threshold && points[i - 1].share < point.share)) {
      return "a curve does not rise";
    }
  }
  return std::nullopt;
}

std::optional<std::string> faultOf(const std::vector<ThresholdModel::Miss>& points) {
  if (points.empty()) return "a curve of misses has no point";
  for (std::size_t i = 0; i < points.size(); ++i) {
    const auto& [threshold, fnir] = points[i];
    if (!std::isfinite(threshold) ||
        !(0 <= fnir.low && fnir.low <= fnir.value && fnir.value <= fnir.high && fnir.high <= 1)) {
      return "a miss rate and its interval are not in order between 0 and 1";
    }
    if (i > 0 && !(points[i - 1].threshold < threshold && points[i - 1].fnir.value >= fnir.value)) {
      return "a curve of misses does not fall";
    }
  }
  return std::nullopt;
}

bool oneLine(const std::string& text) { return !text.empty() && text.find('\n') == std::string::npos; }

}  // namespace

ThresholdModel::ThresholdModel(Data data, const std::string& name) : data_(std::move(data)) {
  if (!oneLine(data_.score_id) || !oneLine(data_.source)) refuse(name, "the score's id or the source is not one line");
  if (data_.curves.empty() || data_.misses.empty()) refuse(name, "it has no curve");
  for (const Curve& curve : data_.curves) {
    if (const auto fault = faultOf(curve.points)) refuse(name, *fault);
    if (curve.population.empty() || curve.population.find_first_of(" \n") != std::string::npos) {
      refuse(name, "a population's name is not one word");
    }
    if (curve.templates < 1 || curve.templates > kMostTemplates)
      refuse(name, "a curve is of too many templates or none");
    if (std::ranges::find(populations_, curve.population) == populations_.end()) {
      populations_.push_back(curve.population);
      if (curve.templates != 1) refuse(name, "a population's first curve is not of one template");
    }
  }
  for (const MissCurve& curve : data_.misses) {
    if (const auto fault = faultOf(curve.points)) refuse(name, *fault);
  }
}

ThresholdModel ThresholdModel::parse(std::string_view text, const std::string& name) {
  const std::size_t at = text.rfind(kHashName);
  if (!text.starts_with(kFirstLine)) refuse(name, "it is not a threshold model");
  if (at == std::string_view::npos || at == 0 || text[at - 1] != '\n') refuse(name, "it is cut short");
  if (text.substr(at) != fmt::format("{}{}\n", kHashName, hashOf(text.substr(0, at)))) refuse(name, "it is damaged");
  Lines lines(text.substr(0, at), name);
  Data data;
  if (lines.next() != kFirstLine) lines.fail(std::string(kFirstLine));
  data.score_id = after(lines.next(), "score ", lines);
  data.source = after(lines.next(), "source ", lines);
  const auto curves = lines.words(2, "the number of curves");
  for (std::size_t left = lines.count(curves[1], kMostCurves); left > 0; --left) {
    data.curves.push_back(takeCurve(lines, lines.words(4, "a curve's population, templates and points")));
  }
  const auto misses = lines.words(2, "the number of curves of misses");
  for (std::size_t left = lines.count(misses[1], kMostCurves); left > 0; --left) {
    data.misses.push_back(takeMisses(lines, lines.words(3, "a miss curve's templates and points")));
  }
  if (!lines.finished()) refuse(name, "something follows its end");
  return {std::move(data), name};
}

ThresholdModel ThresholdModel::read(const std::filesystem::path& file) {
  std::error_code error;
  std::ifstream stream(file, std::ios::binary);
  if (!stream || !std::filesystem::is_regular_file(file, error)) {
    refuse(file.string(), "it cannot be read; check its path and that you may read it");
  }
  const std::string text{std::istreambuf_iterator<char>(stream), {}};
  return parse(text, file.string());
}

std::string ThresholdModel::text() const {
  std::string text = fmt::format("{}\nscore {}\nsource {}\n", kFirstLine, data_.score_id, data_.source);
  text += fmt::format("curves {}\n", data_.curves.size());
  for (const Curve& curve : data_.curves) {
    text += fmt::format("curve {} {} {}\n", curve.population, curve.templates, curve.points.size());
    for (const Point& point : curve.points) {
      text += fmt::format("{:.6g} {:.6g} {:.4g} {:.4g} {:.4g}\n", point.threshold, point.share, point.deviation,
                          point.strangers, point.people);
    }
  }
  text += fmt::format("misses {}\n", data_.misses.size());
  for (const MissCurve& curve : data_.misses) {
    text += fmt::format("miss {} {}\n", curve.templates, curve.points.size());
    for (const Miss& miss : curve.points) {
      text +=
          fmt::format("{:.6g} {:.5g} {:.5g} {:.5g}\n", miss.threshold, miss.fnir.value, miss.fnir.low, miss.fnir.high);
    }
  }
  return text + fmt::format("{}{}\n", kHashName, hashOf(text));
}

}  // namespace dangol::gallery
