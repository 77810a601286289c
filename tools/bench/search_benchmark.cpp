// How long one probe takes to search 10,000, 100,000 and 1,000,000 templates on one core: the gallery's index beside
// two named baselines in the same run, a naive double-precision scan and a plain single-precision loop left to the
// compiler.
//
// Every answer of the index is first compared with the naive scan's, bit for bit, and the program fails when one
// differs.

#include <benchmark/benchmark.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <limits>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "dangol/gallery/gallery_index.hpp"

namespace {

using dangol::gallery::GalleryIndex;
using dangol::gallery::PersonMatch;
using dangol::vision::Embedding;

constexpr std::size_t kTemplatesPerPerson = 4;
constexpr std::size_t kProbes = 16;
constexpr std::array<std::size_t, 3> kSizes{10'000, 100'000, 1'000'000};

struct Candidate {
  double score = std::numeric_limits<double>::infinity();  // mean squared distance to the person's best templates
  std::size_t person = 0;
};

// As the index ranks people.
template <class T>
T meanOfBest(std::array<T, kTemplatesPerPerson> squared) {
  constexpr std::size_t pooled = dangol::gallery::ScoreModel::kPooledTemplates;
  std::ranges::sort(squared);
  T sum = 0;
  for (std::size_t i = 0; i < pooled; ++i) sum += squared[i];
  return sum / static_cast<T>(pooled);
}

// The best two people of a scan that meets each person's templates together.
class BestTwo {
 public:
  void offer(const Candidate& person) {
    if (person.score < best_[0].score) {
      best_[1] = best_[0];
      best_[0] = person;
    } else if (person.score < best_[1].score) {
      best_[1] = person;
    }
  }
  [[nodiscard]] const std::array<Candidate, 2>& people() const { return best_; }

 private:
  std::array<Candidate, 2> best_;
};

// Seeded templates of four to a person, people independent of each other: the hardest case for a search that excludes
// by bounds, since everybody is about equally far. Half the probes resemble somebody, half are strangers.
struct Workload {
  explicit Workload(std::size_t size);

  std::vector<Embedding> templates;
  std::vector<Embedding> probes;
  std::unique_ptr<GalleryIndex> index;
};

Embedding near(const Embedding& centre, float deviation, std::mt19937_64& random) {
  std::normal_distribution<float> normal(0, deviation);
  Embedding result = centre;
  for (float& value : result.values) value += normal(random);
  return result;
}

std::string personName(std::size_t person) { return "person-" + std::to_string(person); }

Workload::Workload(std::size_t size) {
  std::mt19937_64 random(20'260'101);
  std::vector<GalleryIndex::Entry> entries;
  templates.reserve(size);
  entries.reserve(size);
  Embedding person;
  for (std::size_t i = 0; i < size; ++i) {
    if (i % kTemplatesPerPerson == 0) person = near({}, 0.1F, random);
    templates.push_back(near(person, 0.02F, random));
    entries.push_back({{"template-" + std::to_string(i)}, {personName(i / kTemplatesPerPerson)}, templates.back(), 0});
  }
  for (std::size_t i = 0; i < kProbes; ++i) {
    probes.push_back(i % 2 == 0 ? near(templates[i * size / kProbes], 0.03F, random) : near({}, 0.1F, random));
  }
  index = std::make_unique<GalleryIndex>(std::move(entries));
}

std::array<Candidate, 2> naiveDoubleScan(const std::vector<Embedding>& templates, const Embedding& probe) {
  BestTwo best;
  for (std::size_t first = 0; first < templates.size(); first += kTemplatesPerPerson) {
    std::array<double, kTemplatesPerPerson> squared{};
    for (std::size_t i = 0; i < kTemplatesPerPerson; ++i) {
      squared[i] = dangol::vision::squaredDistance(probe, templates[first + i]);
    }
    best.offer({meanOfBest(squared), first / kTemplatesPerPerson});
  }
  return best.people();
}

// As many sums as the widest vector has lanes: the compiler may not reorder a single one, and would not vectorise it.
float floatSquaredDistance(const Embedding& a, const Embedding& b) {
  std::array<float, 16> sums{};
  for (std::size_t i = 0; i < Embedding::kDimensions; i += sums.size()) {
    for (std::size_t lane = 0; lane < sums.size(); ++lane) {
      const float difference = a.values[i + lane] - b.values[i + lane];
      sums[lane] += difference * difference;
    }
  }
  float sum = 0;
  for (const float part : sums) sum += part;
  return sum;
}

std::array<Candidate, 2> plainFloatScan(const std::vector<Embedding>& templates, const Embedding& probe) {
  BestTwo best;
  for (std::size_t first = 0; first < templates.size(); first += kTemplatesPerPerson) {
    std::array<float, kTemplatesPerPerson> squared{};
    for (std::size_t i = 0; i < kTemplatesPerPerson; ++i)
      squared[i] = floatSquaredDistance(probe, templates[first + i]);
    best.offer({static_cast<double>(meanOfBest(squared)), first / kTemplatesPerPerson});
  }
  return best.people();
}

bool sameAnswer(const std::array<Candidate, 2>& expected, const std::vector<PersonMatch>& found) {
  if (found.size() != expected.size()) return false;
  for (std::size_t i = 0; i < expected.size(); ++i) {
    if (found[i].person.value != personName(expected[i].person)) return false;
    if (found[i].score != expected[i].score) return false;
  }
  return true;
}

template <class Search>
void measure(const char* name, const Workload& work, const Search& search) {
  benchmark::RegisterBenchmark(name,
                               [&work, search](benchmark::State& state) {
                                 std::size_t probe = 0;
                                 for (auto _ : state) {
                                   benchmark::DoNotOptimize(search(work.probes[probe]));
                                   probe = (probe + 1) % work.probes.size();
                                 }
                               })
      ->Arg(static_cast<std::int64_t>(work.templates.size()))
      ->Unit(benchmark::kMillisecond)
      ->MinTime(0.2)
      ->Repetitions(7)
      ->ReportAggregatesOnly();
}

// Prints as usual, and keeps the median of each for the comparison at the end. That of the processor time: with one
// thread it is the time on an idle core, and does not count what a busy machine did meanwhile.
class MedianReporter : public benchmark::ConsoleReporter {
 public:
  MedianReporter() : ConsoleReporter(OO_Tabular) {}

  bool ReportContext(const Context& context) override {
    const bool first = !std::exchange(introduced_, true);
    return first ? ConsoleReporter::ReportContext(context) : true;
  }

  void ReportRuns(const std::vector<Run>& runs) override {
    ConsoleReporter::ReportRuns(runs);
    for (const Run& run : runs) {
      if (run.aggregate_name == "median")
        medians_[run.run_name.function_name + "/" + run.run_name.args] = run.GetAdjustedCPUTime();
    }
  }

  [[nodiscard]] double median_ms(const std::string& name, std::size_t size) const {
    const auto found = medians_.find(name + "/" + std::to_string(size));
    return found == medians_.end() ? std::numeric_limits<double>::quiet_NaN() : found->second;
  }

 private:
  bool introduced_ = false;
  std::map<std::string, double> medians_;
};

bool verify(const Workload& work) {
  std::size_t identical = 0;
  for (const Embedding& probe : work.probes) {
    identical += sameAnswer(naiveDoubleScan(work.templates, probe), work.index->search(probe)) ? 1 : 0;
  }
  std::printf("%zu templates: %zu of %zu answers identical to the naive double-precision scan; index %.0f MB\n",
              work.templates.size(), identical, work.probes.size(), static_cast<double>(work.index->bytes()) / 1e6);
  return identical == work.probes.size();
}

bool run(std::size_t size, MedianReporter& reporter) {
  const Workload work(size);
  if (!verify(work)) return false;
  measure("naive_double", work, [&](const Embedding& probe) { return naiveDoubleScan(work.templates, probe); });
  measure("plain_float", work, [&](const Embedding& probe) { return plainFloatScan(work.templates, probe); });
  measure("index", work, [&](const Embedding& probe) { return work.index->search(probe); });
  benchmark::RunSpecifiedBenchmarks(&reporter);
  benchmark::ClearRegisteredBenchmarks();
  return true;
}

void printComparison(const MedianReporter& reporter) {
  std::printf("\n%10s  %16s  %15s  %9s  %12s  %12s\n", "templates", "naive double ms", "plain float ms", "index ms",
              "index/naive", "index/float");
  for (const std::size_t size : kSizes) {
    const double naive = reporter.median_ms("naive_double", size);
    const double plain = reporter.median_ms("plain_float", size);
    const double ours = reporter.median_ms("index", size);
    std::printf("%10zu  %16.3f  %15.3f  %9.3f  %12.4f  %12.4f\n", size, naive, plain, ours, ours / naive, ours / plain);
  }
}

}  // namespace

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return EXIT_FAILURE;
  MedianReporter reporter;
  for (const std::size_t size : kSizes) {
    if (!run(size, reporter)) {
      std::fprintf(stderr, "search-benchmark: an answer differs from the naive scan's\n");
      return EXIT_FAILURE;
    }
  }
  printComparison(reporter);
  return EXIT_SUCCESS;
}
