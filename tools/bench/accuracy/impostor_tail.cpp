#include "impostor_tail.hpp"

#include <algorithm>
#include <limits>
#include <tuple>

#include "parallel.hpp"
#include "person_gallery.hpp"

namespace dangol::bench {
namespace {

constexpr std::size_t kSampledStrangers = 200;

// Below which score at least the lowest kKeptShare lies, from some strangers; a margin allows for the others.
float cutOf(const PersonGallery& gallery, const FaceSet& faces, const std::vector<std::uint32_t>& strangers) {
  std::vector<double> sample;
  const std::size_t step = std::max<std::size_t>(1, strangers.size() / kSampledStrangers);
  for (std::size_t i = 0; i < strangers.size(); i += step) {
    const auto scores = gallery.scores(*probeOf(faces, strangers[i]));
    sample.insert(sample.end(), scores.begin(), scores.end());
  }
  const auto at = static_cast<std::size_t>(1.5 * kKeptShare * static_cast<double>(sample.size()));
  std::ranges::nth_element(sample, sample.begin() + static_cast<std::ptrdiff_t>(at));
  return static_cast<float>(sample[at]);
}

}  // namespace

void ImpostorTail::add(ImpostorTail other) {
  std::ranges::move(other.parts, std::back_inserter(parts));
  lowest.insert(lowest.end(), other.lowest.begin(), other.lowest.end());
  std::ranges::sort(lowest, [](const ImpostorScore& a, const ImpostorScore& b) {
    return std::tie(a.score, a.stranger, a.enrolled) < std::tie(b.score, b.stranger, b.enrolled);
  });
}

double ImpostorTail::weight(const std::vector<std::uint32_t>& weights) const {
  double all = 0;
  for (const Part& part : parts) {
    double strangers = 0;
    double enrolled = 0;
    double themselves = 0;
    for (const std::uint32_t person : part.strangers) strangers += weights[person];
    for (const std::uint32_t person : part.enrolled) {
      enrolled += weights[person];
      themselves += static_cast<double>(weights[person]) * weights[person];
    }
    all += strangers * enrolled - themselves;
  }
  return all;
}

std::vector<vision::Embedding> templatesOf(const FaceSet& faces, std::size_t person, std::size_t count) {
  std::vector<vision::Embedding> templates;
  for (const std::size_t face : faces.people[person].faces) {
    if (templates.size() < count && faces.faces[face].acquired()) {
      templates.push_back(faces.faces[face].result.enrolled());
    }
  }
  if (templates.size() < count) templates.clear();
  return templates;
}

const vision::Embedding* probeOf(const FaceSet& faces, std::size_t person) {
  for (const std::size_t face : faces.people[person].faces) {
    if (faces.faces[face].acquired()) return &faces.faces[face].result.straight;
  }
  return nullptr;
}

ImpostorTail impostorTail(const FaceSet& faces, const std::vector<std::size_t>& people, std::size_t templates,
                          const Scorer& scorer, std::size_t jobs) {
  ImpostorTail tail;
  tail.parts.emplace_back();
  auto& [strangers, enrolled] = tail.parts.front();
  std::vector<std::vector<vision::Embedding>> gallery;
  for (const std::size_t person : people) {
    if (probeOf(faces, person) == nullptr) continue;
    strangers.push_back(static_cast<std::uint32_t>(person));
    auto own = templatesOf(faces, person, templates);
    if (own.empty()) continue;
    enrolled.push_back(strangers.back());
    gallery.push_back(std::move(own));
  }
  if (strangers.size() < 2 || enrolled.size() < 2) return {};
  const PersonGallery searched(gallery, scorer, jobs);
  const float cut = cutOf(searched, faces, strangers);
  std::vector<std::vector<ImpostorScore>> rows(strangers.size());
  parallelFor(strangers.size(), jobs, [&](std::size_t i) {
    const auto scores = searched.scores(*probeOf(faces, strangers[i]));
    for (std::size_t g = 0; g < scores.size(); ++g) {
      const auto score = static_cast<float>(scores[g]);
      if (score <= cut && enrolled[g] != strangers[i]) rows[i].push_back({score, strangers[i], enrolled[g]});
    }
  });
  ImpostorTail kept;
  for (const auto& row : rows) kept.lowest.insert(kept.lowest.end(), row.begin(), row.end());
  tail.add(std::move(kept));
  return tail;
}

std::vector<OwnScore> ownScores(const FaceSet& faces, const std::vector<std::size_t>& people, std::size_t templates,
                                const Scorer& scorer, std::size_t jobs) {
  std::vector<std::vector<OwnScore>> rows(people.size());
  parallelFor(people.size(), jobs, [&](std::size_t i) {
    const auto own = templatesOf(faces, people[i], templates);
    if (own.empty()) return;
    const PersonGallery gallery({own}, scorer, 1);
    std::size_t seen = 0;
    for (const std::size_t face : faces.people[people[i]].faces) {
      if (!faces.faces[face].acquired() || ++seen <= templates) continue;
      rows[i].push_back(
          {gallery.scores(faces.faces[face].result.straight).front(), static_cast<std::uint32_t>(people[i])});
    }
  });
  std::vector<OwnScore> all;
  for (const auto& row : rows) all.insert(all.end(), row.begin(), row.end());
  std::ranges::sort(all, {}, &OwnScore::score);
  return all;
}

}  // namespace dangol::bench
