#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace dangol::gallery {

// A threshold model that cannot be read: names the file, what is wrong and what to do.
class ThresholdError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// So many people are enrolled with so many templates each.
struct EnrolledPeople {
  std::size_t templates = 1;
  std::size_t people = 0;
};

// A figure with its 95 % interval.
struct Estimate {
  double value = 0;
  double low = 0;
  double high = 0;
};

// A site's own evidence on strangers: its enrolled people are strangers to each other. Each score is one person's
// template against another person, as ScoreModel scores it; the more people, the more such scores.
struct SiteScores {
  std::size_t people = 0;     // how many there are scores of
  std::size_t templates = 1;  // that they are enrolled with, on average
  std::vector<double> scores;
};

// Turns a promise, "at most so many of 1,000 strangers are given a name" (FPIR), into a threshold on ScoreModel's
// person score, for the people who are actually enrolled. Holds what was measured on people who are in nobody's
// gallery: how often one stranger scores at or below a threshold against one enrolled person, far into the tail.
//
//   expected matches of a stranger  m(t) = sum over enrolled people of share(t, their templates)
//   FPIR(t) = 1 - (1 + c m(t))^(-1/c)
//
// where c is how unevenly matches are spread over strangers (the squared coefficient of variation of a stranger's own
// rate; some strangers resemble many): the mean over gamma-distributed rates, which is 1 - exp(-m) when c is 0.
// There is one such model for each population, and the strictest counts, so that a promise is kept in each.
// `dangol-bench calibrate` fits it. Immutable: thread-safe.
class ThresholdModel {
 public:
  static constexpr std::size_t kMostTemplates = 6;  // curves are fitted for 1 to so many; more count as so many

  // One point of a population's curve.
  struct Point {
    double threshold = 0;
    double share = 0;      // of one stranger's scores against one person that are at or below the threshold
    double deviation = 0;  // standard deviation of ln(share): what is not known for want of development people
    double strangers = 0;  // how unevenly matches are spread over strangers: c above
    double people = 0;  // the same over enrolled people: a gallery of few may hold nobody, or one, whom many resemble
  };
  struct Curve {
    std::string population;
    std::size_t templates = 1;
    std::vector<Point> points;  // both threshold and share rise strictly
  };
  // How often a regular's score is above a threshold.
  struct Miss {
    double threshold = 0;
    Estimate fnir;
  };
  struct MissCurve {
    std::size_t templates = 1;
    std::vector<Miss> points;  // the threshold rises strictly, the rate never
  };
  struct Data {
    std::string score_id;       // ScoreModel::id() of the scores it was fitted on
    std::string source;         // one line on who and what they were made of
    std::vector<Curve> curves;  // of each population for 1 to kMostTemplates templates
    std::vector<MissCurve> misses;
  };
  // Throws ThresholdError, with name for the file, when the data are not as described; asserts nothing.
  ThresholdModel(Data data, const std::string& name);

  // A text of lines that ends with its own BLAKE2b. Throws ThresholdError when it is cut, altered or malformed.
  [[nodiscard]] static ThresholdModel parse(std::string_view text, const std::string& name);
  // Throws ThresholdError when the file cannot be read, or as parse.
  [[nodiscard]] static ThresholdModel read(const std::filesystem::path& file);
  [[nodiscard]] std::string text() const;

  // The largest threshold at which the FPIR is at most this in every population. Requires: fpir in (0, 0.5], at least
  // one person enrolled.
  [[nodiscard]] double thresholdFor(double fpir, std::span<const EnrolledPeople> enrolled) const;
  // The FPIR to expect at a threshold, in the population where it is highest. The interval holds what the development
  // people leave open and how much galleries of this size differ by chance. Requires: at least one person enrolled.
  [[nodiscard]] Estimate fpirAt(double threshold, std::span<const EnrolledPeople> enrolled) const;
  // The share of regulars' probes that score above the threshold. Requires: at least one person enrolled.
  [[nodiscard]] Estimate fnirAt(double threshold, std::span<const EnrolledPeople> enrolled) const;

  // The same model corrected by a site's own scores: with few of them hardly, with many nearly as they say.
  // Requires: finite scores.
  [[nodiscard]] ThresholdModel adaptedTo(const SiteScores& site) const;

  [[nodiscard]] const Data& data() const { return data_; }

 private:
  struct Expected {
    double matches = 0;   // m(t)
    double variance = 0;  // of ln m(t)
    double strangers = 0;
  };
  [[nodiscard]] Expected expectedAt(const std::string& population, double threshold,
                                    std::span<const EnrolledPeople> enrolled) const;
  [[nodiscard]] const Curve& curveOf(const std::string& population, std::size_t templates) const;
  [[nodiscard]] const MissCurve& missesOf(std::size_t templates) const;

  Data data_;
  std::vector<std::string> populations_;
};

}  // namespace dangol::gallery
