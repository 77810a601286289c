#include "csv_report.hpp"

#include <fmt/format.h>

#include "bench_error.hpp"

namespace dangol::bench {
namespace {

std::string csvField(const std::string& text) {
  if (text.find_first_of(",\"\n") == std::string::npos) return text;
  std::string all = "\"";
  for (const char c : text) all += c == '"' ? "\"\"" : std::string(1, c);
  return all + '"';
}

// The lines of one scorer of one report.
class Lines {
 public:
  Lines(std::size_t report, std::string scorer, std::string& out)
      : start_(fmt::format("{},{}", report, csvField(scorer))), out_(out) {}

  void add(const std::string& metric, const std::string& at, const Json& value, const Json& interval = nullptr,
           const std::string& note = "") {
    out_ += fmt::format("{},{},{},{},{},{},{}\n", start_, csvField(metric), csvField(at), number(value),
                        interval.is_null() ? "" : number(interval.at(0)),
                        interval.is_null() ? "" : number(interval.at(1)), csvField(note));
  }
  void addRates(const Json& rates, const std::string& metric, const char* value, const char* at) {
    for (const Json& rate : rates) {
      const std::string where =
          fmt::format("{} {:g}", at == std::string("fmr") ? "FMR" : "FPIR", rate.at(at).get<double>());
      if (rate.at(value).is_null()) {
        add(metric, where, nullptr, nullptr, "not supported by " + rate.at("not_supported_by").get<std::string>());
      } else {
        add(metric, where, rate.at(value), rate.contains("interval") ? rate.at("interval") : Json(nullptr));
      }
    }
  }

 private:
  static std::string number(const Json& value) { return value.is_null() ? "" : fmt::format("{}", value.get<double>()); }

  std::string start_;
  std::string& out_;
};

void verifyLines(Lines& lines, const Json& scorer) {
  lines.addRates(scorer.at("rates"), "FNMR", "fnmr", "fmr");
  lines.add("EER", "", scorer.at("eer"));
  if (const Json& accuracy = scorer.at("accuracy"); !accuracy.is_null()) {
    lines.add("accuracy", "best threshold", accuracy.at("best"));
    if (accuracy.contains("mean")) lines.add("accuracy", "mean of folds", accuracy.at("mean"));
  }
  if (!scorer.contains("groups")) return;
  for (const Json& at : scorer.at("groups")) {
    if (!at.contains("groups")) continue;
    for (const Json& group : at.at("groups")) {
      lines.add("FMR of " + group.at("group").get<std::string>(),
                fmt::format("FMR {:g} of {}", at.at("fmr").get<double>(), at.at("reference").get<std::string>()),
                group.at("fmr"), group.at("interval"),
                group.at("rests_on_30_errors").get<bool>() ? "" : "rests on fewer than 30 matches");
      if (!group.at("fnmr").is_null()) {
        lines.add("FNMR of " + group.at("group").get<std::string>(),
                  fmt::format("FMR {:g} of {}", at.at("fmr").get<double>(), at.at("reference").get<std::string>()),
                  group.at("fnmr"), group.at("fnmr_interval"));
      }
    }
  }
}

void identifyLines(Lines& lines, const Json& scorer) {
  lines.add("rank 1", "", scorer.at("rank_1"));
  lines.addRates(scorer.at("rates"), "FNIR", "fnir", "fpir");
  for (const Json& size : scorer.at("gallery_sizes")) {
    lines.addRates(size.at("rates"), fmt::format("FNIR, {} enrolled", size.at("enrolled").get<std::size_t>()), "fnir",
                   "fpir");
  }
}

void calibrateLines(Lines& lines, const Json& report) {
  const auto add = [&](const Json& row, const std::string& metric, const Json& value, const Json& low,
                       const Json& high) {
    lines.add(metric,
              fmt::format("{} enrolled, FPIR {:g}", row.at("enrolled").get<std::size_t>(),
                          row.at(row.contains("fpir") ? "fpir" : "promised").get<double>()),
              value, low.is_null() ? Json(nullptr) : Json::array({low, high}));
  };
  for (const Json& row : report.at("thresholds")) {
    add(row, "threshold", row.at("threshold"), nullptr, nullptr);
    add(row, "FPIR expected", row.at("expected").at(0), row.at("expected").at(1), row.at("expected").at(2));
    add(row, "FNIR expected", row.at("fnir").at(0), row.at("fnir").at(1), row.at("fnir").at(2));
  }
  if (!report.contains("checks")) return;
  for (const Json& row : report.at("checks")) {
    const auto population = row.at("population").get<std::string>();
    add(row, "FPIR expected, " + population, row.at("expected"), row.at("interval").at(0), row.at("interval").at(1));
    add(row, "FPIR measured, " + population, row.at("measured"), nullptr, nullptr);
  }
}

}  // namespace

std::string csvReport(const std::vector<Json>& reports) {
  std::string out = "report,scorer,metric,at,value,low,high,note\n";
  try {
    for (std::size_t i = 0; i < reports.size(); ++i) {
      const auto command = reports[i].at("command").get<std::string>();
      if (command == "calibrate") {
        Lines lines(i + 1, "normalised", out);
        calibrateLines(lines, reports[i]);
      } else if (command == "identify" || command == "verify") {
        for (const Json& scorer : reports[i].at("scorers")) {
          Lines lines(i + 1, scorer.at("scorer").get<std::string>(), out);
          command == "identify" ? identifyLines(lines, scorer) : verifyLines(lines, scorer);
        }
      } else {
        throw BenchError("a report of '" + command + "' has no figures; name reports of identify, verify or calibrate");
      }
    }
  } catch (const Json::exception& error) {
    throw BenchError(fmt::format("a report lacks what the commands write ({}); make it again", error.what()));
  }
  return out;
}

}  // namespace dangol::bench
