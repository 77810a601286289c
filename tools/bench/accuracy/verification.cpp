#include "verification.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <limits>
#include <mutex>

#include "bench_error.hpp"
#include "distance_blocks.hpp"
#include "parallel.hpp"

namespace dangol::bench {
namespace {

using vision::Embedding;

constexpr std::size_t kKeepAll = 4'000'000;
constexpr double kKeptShare = 0.05;
constexpr std::size_t kSample = 200'000;

// The acquired faces of a set, ready to be compared.
struct Prepared {
  std::vector<Embedding> embeddings;
  std::vector<std::uint32_t> person;
  std::vector<double> strangeness;
};

Prepared prepare(const FaceSet& faces, const Scorer& scorer, std::size_t jobs) {
  Prepared prepared;
  for (const Face& face : faces.faces) {
    if (!face.acquired()) continue;
    prepared.embeddings.push_back(face.result.enrolled());
    prepared.person.push_back(static_cast<std::uint32_t>(face.person));
  }
  prepared.strangeness = strangenessOf(scorer, prepared.embeddings, jobs);
  return prepared;
}

float scoreOf(const Prepared& all, const Scorer& scorer, std::size_t i, std::size_t j, float squared) {
  return static_cast<float>(scorer.score(static_cast<double>(squared), all.strangeness[i], all.strangeness[j]));
}

std::vector<float> sampleImpostors(const Prepared& all, const Scorer& scorer, std::size_t count) {
  Random random(1);  // a histogram and a cut need no seed of their own
  std::vector<float> sample;
  for (std::size_t tries = 0; sample.size() < count && tries < 4 * count; ++tries) {
    const std::size_t i = random.below(all.person.size());
    const std::size_t j = random.below(all.person.size());
    if (all.person[i] == all.person[j]) continue;
    const auto squared = static_cast<float>(vision::squaredDistance(all.embeddings[i], all.embeddings[j]));
    sample.push_back(scoreOf(all, scorer, i, j, squared));
  }
  return sample;
}

// The comparisons of face i with those before it.
void compareRow(const Prepared& all, const DistanceBlocks& blocks, const Scorer& scorer, float highest, std::size_t i,
                Comparisons& out) {
  std::vector<float> squared(i);
  blocks.squaredDistances(all.embeddings[i], 0, squared);
  for (std::size_t j = 0; j < i; ++j) {
    const float score = scoreOf(all, scorer, i, j, squared[j]);
    const bool same = all.person[i] == all.person[j];
    if (!same) ++out.impostor_count;
    if (same) {
      out.genuine.push_back({score, all.person[j], all.person[i]});
    } else if (score <= highest) {
      out.impostors.push_back({score, all.person[j], all.person[i]});
    }
  }
}

void sortByScore(std::vector<Comparison>& comparisons) {
  std::ranges::sort(comparisons, [](const Comparison& a, const Comparison& b) {
    return std::tie(a.score, a.first, a.second) < std::tie(b.score, b.first, b.second);
  });
}

std::map<std::pair<std::string, std::string>, std::size_t> byName(const FaceSet& faces) {
  std::map<std::pair<std::string, std::string>, std::size_t> index;
  for (std::size_t i = 0; i < faces.faces.size(); ++i) {
    index.emplace(std::pair(faces.people[faces.faces[i].person].name, faces.faces[i].file), i);
  }
  return index;
}

}  // namespace

Comparisons comparePairs(const FaceSet& faces, const datasets::LfwPairs& protocol, const Scorer& scorer,
                         std::size_t jobs) {
  const auto index = byName(faces);
  const auto find = [&](const datasets::LfwPicture& picture) {
    const std::string file = datasets::lfwPicturePath("", picture).filename().string();
    const auto found = index.find({picture.person, file});
    if (found == index.end()) {
      throw BenchError(
          fmt::format("the pairs file names {}/{}, which is not among the pictures; name the folder that "
                      "the pairs belong to",
                      picture.person, file));
    }
    return found->second;
  };
  std::vector<std::pair<std::size_t, std::size_t>> named;
  std::vector<bool> used(faces.faces.size(), false);
  for (const datasets::LfwPair& pair : protocol.pairs) {
    named.emplace_back(find(pair.first), find(pair.second));
    used[named.back().first] = used[named.back().second] = true;
  }
  std::vector<double> strangeness(faces.faces.size(), 0);
  parallelFor(faces.faces.size(), jobs, [&](std::size_t i) {
    if (used[i] && faces.faces[i].acquired()) strangeness[i] = scorer.strangeness(faces.faces[i].result.enrolled());
  });
  Comparisons out;
  for (std::size_t i = 0; i < named.size(); ++i) {
    const auto [a, b] = named[i];
    const datasets::LfwPair& pair = protocol.pairs[i];
    float score = std::numeric_limits<float>::infinity();
    if (faces.faces[a].acquired() && faces.faces[b].acquired()) {
      const double squared =
          vision::squaredDistance(faces.faces[a].result.enrolled(), faces.faces[b].result.enrolled());
      score = static_cast<float>(scorer.score(squared, strangeness[a], strangeness[b]));
    } else {
      ++(pair.same_person ? out.not_acquired_genuine : out.not_acquired_impostor);
    }
    const Comparison comparison{score, static_cast<std::uint32_t>(faces.faces[a].person),
                                static_cast<std::uint32_t>(faces.faces[b].person)};
    (pair.same_person ? out.genuine : out.impostors).push_back(comparison);
    if (!pair.same_person) out.impostor_sample.push_back(score);
    out.pairs.push_back({score, pair.same_person, pair.fold});
  }
  sortByScore(out.impostors);
  out.impostor_count = out.impostors.size();
  return out;
}

Comparisons compareAll(const FaceSet& faces, const Scorer& scorer, std::size_t jobs) {
  const Prepared all = prepare(faces, scorer, jobs);
  Comparisons out;
  out.faces_of_person.assign(faces.people.size(), 0);
  for (const std::uint32_t person : all.person) ++out.faces_of_person[person];
  if (all.embeddings.size() < 2) return out;
  out.impostor_sample = sampleImpostors(all, scorer, kSample);
  float highest = std::numeric_limits<float>::infinity();
  if (all.embeddings.size() * (all.embeddings.size() - 1) / 2 > kKeepAll) {
    std::vector<float> sorted = out.impostor_sample;
    std::ranges::sort(sorted);
    highest = sorted[static_cast<std::size_t>(kKeptShare * static_cast<double>(sorted.size()))];
  }
  const DistanceBlocks blocks(all.embeddings);
  std::mutex mutex;
  constexpr std::size_t kRows = 64;
  parallelFor((all.embeddings.size() + kRows - 1) / kRows, jobs, [&](std::size_t part) {
    Comparisons mine;
    const std::size_t end = std::min(all.embeddings.size(), (part + 1) * kRows);
    for (std::size_t i = part * kRows; i < end; ++i) compareRow(all, blocks, scorer, highest, i, mine);
    const std::scoped_lock lock(mutex);
    out.impostor_count += mine.impostor_count;
    out.genuine.insert(out.genuine.end(), mine.genuine.begin(), mine.genuine.end());
    out.impostors.insert(out.impostors.end(), mine.impostors.begin(), mine.impostors.end());
  });
  sortByScore(out.genuine);  // the threads finished in any order
  sortByScore(out.impostors);
  return out;
}

SortedScores sortedScores(const Comparisons& comparisons) {
  SortedScores scores;
  scores.impostor_count = comparisons.impostor_count;
  for (const Comparison& each : comparisons.genuine) scores.genuine.push_back(each.score);
  for (const Comparison& each : comparisons.impostors) scores.impostors.push_back(each.score);
  std::ranges::sort(scores.genuine);
  return scores;
}

}  // namespace dangol::bench
