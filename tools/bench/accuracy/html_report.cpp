#include "html_report.hpp"

#include <fmt/format.h>

#include "bench_error.hpp"
#include "report_data.hpp"
#include "svg_plot.hpp"

namespace dangol::bench {
namespace {

constexpr const char* kHead = R"(<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>dangol-bench</title><style>
body{font:15px/1.5 system-ui,sans-serif;max-width:1120px;margin:2em auto;padding:0 1em;color:#1c1917;background:#fff}
table{border-collapse:collapse;margin:1em 0}td,th{padding:.3em .9em;border-bottom:1px solid #d6d3d1;text-align:right}
td:first-child,th:first-child{text-align:left}.plots{display:grid;gap:1em;
grid-template-columns:repeat(auto-fit,minmax(440px,1fr))}
svg{width:100%;height:auto;border:1px solid #e7e5e4}svg text{font:12px system-ui,sans-serif;fill:#44403c}
svg .title{font-size:14px;font-weight:600}svg .grid{stroke:#e7e5e4}svg .line{fill:none;stroke-width:2}
svg .whisker{stroke:#1c1917;stroke-width:2}svg .reference{stroke:#1c1917;stroke-dasharray:4}
svg .name{font-weight:600}
.none{color:#78716c}</style></head><body>
<h1>How well faces are told apart</h1>
<p>Rates by the definitions of ISO/IEC 19795-1. In brackets: 95 % intervals, by a bootstrap over people. A rate that
rests on fewer than 30 errors is not given as a number. Lower scores are more alike.</p>
)";

std::string rateCell(const Json& rate, const char* key) {
  if (rate.at(key).is_null()) {
    return "<td class=\"none\">not supported by " + escapeHtml(rate.at("not_supported_by").get<std::string>()) +
           "</td>";
  }
  const Json& interval = rate.at("interval");
  return "<td>" + percent(rate.at(key).get<double>(), {interval.at(0).get<double>(), interval.at(1).get<double>()}) +
         "</td>";
}

std::string facesLine(const Json& faces) {
  std::string line = "<p>";
  for (const Json& set : faces.at("sets")) {
    line += fmt::format("{}: {} people, {} pictures, {} not acquired. ", escapeHtml(set.at("set").get<std::string>()),
                        set.at("people").get<std::size_t>(), set.at("pictures").get<std::size_t>(),
                        set.at("not_acquired").get<std::size_t>());
  }
  return line + "Model: " + escapeHtml(faces.at("model").get<std::string>()) + ".</p>";
}

std::string detPlot(const Json& report, const char* x, const char* y) {
  Plot plot{"Detection error trade-off", x, y, Axis::Logarithmic, Axis::Logarithmic, {}};
  for (const Json& scorer : report.at("scorers")) {
    Series series{scorer.at("scorer").get<std::string>(), {}};
    for (const Json& point : scorer.at("det")) {
      series.points.emplace_back(point.at(1).get<double>(), point.at(2).get<double>());
    }
    plot.series.push_back(std::move(series));
  }
  return svgOf(plot);
}

std::string histogramPlot(const Json& scorer, const char* genuine, const char* impostors) {
  const Json& histogram = scorer.at("histogram");
  Plot plot{"Scores: " + scorer.at("scorer").get<std::string>(), "score", "share", Axis::Linear, Axis::Linear, {}};
  const double from = histogram.at("from").get<double>();
  const double to = histogram.at("to").get<double>();
  for (const auto& [key, name] : {std::pair("impostors", impostors), std::pair("genuine", genuine)}) {
    Series series{name, {}};
    const auto& bins = histogram.at(key);
    for (std::size_t i = 0; i < bins.size(); ++i) {
      const double at = from + (to - from) * (static_cast<double>(i) + 0.5) / static_cast<double>(bins.size());
      series.points.emplace_back(at, bins.at(i).get<double>());
    }
    plot.series.push_back(std::move(series));
  }
  return svgOf(plot);
}

std::string galleryPlot(const Json& report, std::size_t which) {
  const Json& first = report.at("scorers").at(0).at("rates").at(which);
  Plot plot{fmt::format("Misses by gallery size, FPIR {:g} %", 100 * first.at("fpir").get<double>()),
            "people enrolled",
            "FNIR",
            Axis::Linear,
            Axis::Linear,
            {}};
  for (const Json& scorer : report.at("scorers")) {
    Series series{scorer.at("scorer").get<std::string>(), {}};
    for (const Json& size : scorer.at("gallery_sizes")) {
      const Json& fnir = size.at("rates").at(which).at("fnir");
      if (!fnir.is_null()) series.points.emplace_back(size.at("enrolled").get<double>(), fnir.get<double>());
    }
    plot.series.push_back(std::move(series));
  }
  return svgOf(plot);
}

std::string groupPlots(const Json& report) {
  std::string html;
  for (std::size_t f = 0; f < 3; ++f) {
    std::vector<Bar> bars;
    double reference = 0;
    for (const Json& scorer : report.at("scorers")) {
      if (!scorer.contains("groups") || !scorer.at("groups").at(f).contains("groups")) continue;
      reference = scorer.at("groups").at(f).at("fmr").get<double>();
      for (const Json& group : scorer.at("groups").at(f).at("groups")) {
        bars.push_back({group.at("group").get<std::string>() + ", " + scorer.at("scorer").get<std::string>(),
                        group.at("fmr").get<double>(), group.at("interval").at(0).get<double>(),
                        group.at("interval").at(1).get<double>()});
      }
    }
    if (!bars.empty()) {
      html += svgOfBars(fmt::format("FMR by group, at the reference's threshold for {:g}", reference), bars, reference);
    }
  }
  return html;
}

std::string identifySection(const Json& report) {
  const Json& protocol = report.at("protocol");
  const Json& searches = report.at("searches");
  std::string html = fmt::format(
      "<h2>Open-set identification</h2>{}<p>{} enrolled with {} pictures, {} fused{}; {} splits, seed {}; cohort: {}. "
      "{} mated probes ({} not acquired), {} stranger probes ({} not acquired), {} people failed to enrol.</p>",
      facesLine(report.at("faces")), protocol.at("enrolled").get<std::size_t>(),
      protocol.at("templates").get<std::size_t>(), protocol.at("fuse").get<std::size_t>(),
      protocol.at("leave_one_out").get<bool>() ? ", each in turn the stranger" : "",
      protocol.at("repeats").get<std::size_t>(), protocol.at("seed").get<std::uint64_t>(),
      escapeHtml(protocol.at("cohort").get<std::string>()), searches.at("mated").get<std::size_t>(),
      searches.at("mated_not_acquired").get<std::size_t>(), searches.at("strangers").get<std::size_t>(),
      searches.at("strangers_not_acquired").get<std::size_t>(),
      searches.at("people_failed_to_enrol").get<std::size_t>());
  html += "<table><tr><th>scorer</th><th>rank 1</th>";
  for (const Json& rate : report.at("scorers").at(0).at("rates")) {
    html += fmt::format("<th>FNIR at FPIR {:g} %</th>", 100 * rate.at("fpir").get<double>());
  }
  html += "</tr>";
  for (const Json& scorer : report.at("scorers")) {
    const std::string name = escapeHtml(scorer.at("scorer").get<std::string>());
    const std::size_t columns = scorer.at("rates").size();
    if (scorer.contains("customary")) {
      const Json& at = scorer.at("customary");
      html += fmt::format("<tr><td>{} at {:g}</td><td></td><td colspan=\"{}\">FNIR {} at FPIR {}</td></tr>", name,
                          at.at("threshold").get<double>(), columns, percent(at.at("fnir").get<double>()),
                          percent(at.at("fpir").get<double>()));
    }
    html += fmt::format("<tr><td>{}</td><td>{}</td>", name + (scorer.contains("customary") ? ", tuned" : ""),
                        percent(scorer.at("rank_1").get<double>()));
    for (const Json& rate : scorer.at("rates")) html += rateCell(rate, "fnir");
    html += "</tr>";
  }
  html += "</table><div class=\"plots\">" + detPlot(report, "FPIR", "FNIR");
  if (!protocol.at("leave_one_out").get<bool>()) html += galleryPlot(report, 1) + galleryPlot(report, 2);
  for (const Json& scorer : report.at("scorers")) html += histogramPlot(scorer, "mates", "strangers' best");
  return html + "</div>";
}

std::string verifySection(const Json& report) {
  std::string html = "<h2>Verification</h2>" + facesLine(report.at("faces"));
  const std::string pairs = report.at("protocol").at("pairs").get<std::string>();
  html += fmt::format("<p>{}; {} genuine and {} impostor comparisons; cohort: {}.</p>",
                      pairs.empty() ? "Every face with every other" : escapeHtml(pairs),
                      report.at("scorers").at(0).at("genuine").get<std::size_t>(),
                      report.at("scorers").at(0).at("impostors").get<std::size_t>(),
                      escapeHtml(report.at("protocol").at("cohort").get<std::string>()));
  html += "<table><tr><th>scorer</th><th>accuracy, best</th><th>EER</th>";
  for (const Json& rate : report.at("scorers").at(0).at("rates")) {
    html += fmt::format("<th>FNMR at FMR {:g}</th>", rate.at("fmr").get<double>());
  }
  html += "</tr>";
  for (const Json& scorer : report.at("scorers")) {
    const Json& accuracy = scorer.at("accuracy");
    html += fmt::format("<tr><td>{}</td><td>{}</td><td>{}</td>", escapeHtml(scorer.at("scorer").get<std::string>()),
                        accuracy.is_null() ? "" : percent(accuracy.at("best").get<double>()),
                        scorer.at("eer").is_null() ? "" : percent(scorer.at("eer").get<double>()));
    for (const Json& rate : scorer.at("rates")) html += rateCell(rate, "fnmr");
    html += "</tr>";
  }
  html += "</table><div class=\"plots\">" + detPlot(report, "FMR", "FNMR");
  for (const Json& scorer : report.at("scorers")) html += histogramPlot(scorer, "same person", "different people");
  return html + groupPlots(report) + "</div>";
}

std::string perThousand(const Json& rate, const Json& low, const Json& high) {
  return fmt::format("{:.3g} ({:.2g} to {:.2g})", 1000 * rate.get<double>(), 1000 * low.get<double>(),
                     1000 * high.get<double>());
}

std::string calibrateSection(const Json& report) {
  std::string html = "<h2>Thresholds as promises</h2>" + facesLine(report.at("faces")) +
                     "<p>Strangers given a name, of 1,000.</p><table><tr><th>enrolled</th><th>promised</th>"
                     "<th>threshold</th><th>expected</th><th>regulars missed by one picture</th></tr>";
  for (const Json& row : report.at("thresholds")) {
    const Json& expected = row.at("expected");
    const Json& missed = row.at("fnir");
    html += fmt::format("<tr><td>{} with {}</td><td>{:g}</td><td>{:.4f}</td><td>{}</td><td>{}</td></tr>",
                        row.at("enrolled").get<std::size_t>(), row.at("templates").get<std::size_t>(),
                        1000 * row.at("fpir").get<double>(), row.at("threshold").get<double>(),
                        perThousand(expected.at(0), expected.at(1), expected.at(2)),
                        percent(missed.at(0).get<double>(), {missed.at(1).get<double>(), missed.at(2).get<double>()}));
  }
  html += "</table>";
  if (!report.contains("checks")) return html;
  html +=
      "<p>On strangers who had no part in them:</p><table><tr><th>strangers</th><th>enrolled</th><th>promised</th>"
      "<th>expected</th><th>measured</th><th>within</th></tr>";
  for (const Json& row : report.at("checks")) {
    html += fmt::format("<tr><td>{}</td><td>{}</td><td>{:g}</td><td>{}</td><td>{:.3g}</td><td>{}</td></tr>",
                        escapeHtml(row.at("population").get<std::string>()), row.at("enrolled").get<std::size_t>(),
                        1000 * row.at("promised").get<double>(),
                        perThousand(row.at("expected"), row.at("interval").at(0), row.at("interval").at(1)),
                        1000 * row.at("measured").get<double>(), row.at("within").get<bool>() ? "yes" : "no");
  }
  return html + "</table>";
}

}  // namespace

std::string htmlReport(const std::vector<Json>& reports) {
  std::string html = kHead;
  try {
    for (const Json& report : reports) {
      const auto command = report.at("command").get<std::string>();
      if (command == "identify") {
        html += identifySection(report);
      } else if (command == "verify") {
        html += verifySection(report);
      } else if (command == "calibrate") {
        html += calibrateSection(report);
      } else {
        throw BenchError("a report of '" + command +
                         "' cannot be shown; name reports of identify, verify or calibrate");
      }
    }
  } catch (const Json::exception& error) {
    throw BenchError(fmt::format("a report lacks what identify and verify write ({}); make it again", error.what()));
  }
  return html + "</body></html>\n";
}

}  // namespace dangol::bench
