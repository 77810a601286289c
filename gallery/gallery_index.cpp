#include "dangol/gallery/gallery_index.hpp"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numeric>
#include <set>
#include <stdexcept>
#include <unordered_map>
#include <utility>

#include "template_codes.hpp"

namespace dangol::gallery {

namespace {

// What a template or a person is ranked by. The number, the template's place in the order given, settles ties.
struct Rank {
  double value = std::numeric_limits<double>::infinity();
  std::uint32_t number = std::numeric_limits<std::uint32_t>::max();
  friend auto operator<=>(const Rank&, const Rank&) = default;
};

struct RankedTemplate {
  Rank rank;
  std::size_t position = 0;
};

struct RankedPerson {
  Rank best;  // the person's value, and the number of the template that matches best
  std::uint32_t person = 0;
  friend bool operator<(const RankedPerson& a, const RankedPerson& b) { return a.best < b.best; }
};

// The nearest so many people. Templates are scanned person by person, so each person is offered at most once.
class NearestPeople {
 public:
  explicit NearestPeople(std::size_t limit) : limit_(limit) { heap_.reserve(limit); }

  void offer(const RankedPerson& person) {
    if (heap_.size() == limit_) {
      if (!(person < heap_.front())) return;
      std::pop_heap(heap_.begin(), heap_.end());
      heap_.pop_back();
    }
    heap_.push_back(person);
    std::push_heap(heap_.begin(), heap_.end());
  }

  // Nobody whose value exceeds this can still get in.
  [[nodiscard]] double threshold() const {
    return heap_.size() == limit_ ? heap_.front().best.value : std::numeric_limits<double>::infinity();
  }

  [[nodiscard]] std::vector<RankedPerson> sorted() && {
    std::sort_heap(heap_.begin(), heap_.end());
    return std::move(heap_);
  }

 private:
  std::size_t limit_;
  std::vector<RankedPerson> heap_;
};

void validate(const GalleryIndex::Entry& entry) {
  if (entry.id.empty() || entry.person.empty()) {
    throw std::invalid_argument("a template for the index has no id or no person");
  }
  const auto& values = entry.embedding.values;
  if (!std::isfinite(entry.bias) ||
      !std::all_of(values.begin(), values.end(), [](float v) { return std::isfinite(v); })) {
    throw std::invalid_argument("template " + entry.id.value + " holds a value that is not a finite number");
  }
}

}  // namespace

// Templates stand in the order they are scanned in: all of a person together, each person's in the order given.
struct GalleryIndex::Impl {
  Impl(std::vector<Entry> entries, Options given);

  void noteLookAlikes(const std::unordered_map<PersonId, std::uint32_t>& known);
  [[nodiscard]] double valueOf(std::size_t position, const vision::Embedding& probe) const {
    return vision::squaredDistance(embeddings[position], probe) + biases[position];
  }
  [[nodiscard]] std::vector<RankedTemplate> bestOf(std::uint32_t person, const vision::Embedding& probe,
                                                   std::size_t pooled) const;
  [[nodiscard]] RankedPerson rank(std::uint32_t person, const vision::Embedding& probe, std::size_t pooled) const;
  [[nodiscard]] std::vector<RankedPerson> nearest(const vision::Embedding& probe, const SearchLimits& limits) const;
  [[nodiscard]] PersonMatch match(const RankedPerson& ranked, const vision::Embedding& probe, std::size_t pooled) const;

  std::vector<PersonId> people;
  std::vector<std::size_t> firstOf;  // person -> first position; one more at the end
  std::vector<TemplateId> ids;
  std::vector<std::uint32_t> numbers;   // position -> place in the order given
  std::vector<std::uint32_t> personOf;  // position -> person
  std::vector<vision::Embedding> embeddings;
  std::vector<double> biases;
  std::unique_ptr<const TemplateCodes> codes;
  Options options;
  std::set<std::pair<std::uint32_t, std::uint32_t>> lookAlikes;  // both ways
};

GalleryIndex::Impl::Impl(std::vector<Entry> entries, Options given) : options(std::move(given)) {
  if (entries.size() > std::numeric_limits<std::uint32_t>::max()) {
    throw std::invalid_argument("more templates than the index can number");
  }
  std::unordered_map<PersonId, std::uint32_t> known;
  std::vector<std::uint32_t> person_of_entry;
  person_of_entry.reserve(entries.size());
  for (const Entry& entry : entries) {
    validate(entry);
    const auto [found, added] = known.try_emplace(entry.person, static_cast<std::uint32_t>(people.size()));
    if (added) people.push_back(entry.person);
    person_of_entry.push_back(found->second);
  }
  numbers.resize(entries.size());
  std::iota(numbers.begin(), numbers.end(), 0U);
  std::stable_sort(numbers.begin(), numbers.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return person_of_entry[a] < person_of_entry[b]; });

  ids.reserve(entries.size());
  personOf.reserve(entries.size());
  embeddings.reserve(entries.size());
  biases.reserve(entries.size());
  firstOf.reserve(people.size() + 1);
  for (const std::uint32_t number : numbers) {
    const std::uint32_t person = person_of_entry[number];
    if (firstOf.size() == person) firstOf.push_back(personOf.size());
    personOf.push_back(person);
    ids.push_back(std::move(entries[number].id));
    embeddings.push_back(entries[number].embedding);
    biases.push_back(entries[number].bias);
  }
  firstOf.push_back(personOf.size());
  codes = std::make_unique<const TemplateCodes>(embeddings, biases);
  noteLookAlikes(known);
}

void GalleryIndex::Impl::noteLookAlikes(const std::unordered_map<PersonId, std::uint32_t>& known) {
  for (const LookAlike& pair : options.look_alikes) {
    const auto one = known.find(pair.one);
    const auto other = known.find(pair.other);
    if (pair.dismissed || one == known.end() || other == known.end()) continue;
    lookAlikes.insert({one->second, other->second});
    lookAlikes.insert({other->second, one->second});
  }
}

// Best first. Ensures: at least one, at most so many.
std::vector<RankedTemplate> GalleryIndex::Impl::bestOf(std::uint32_t person, const vision::Embedding& probe,
                                                       std::size_t pooled) const {
  std::vector<RankedTemplate> ranked;
  ranked.reserve(firstOf[person + 1] - firstOf[person]);
  for (std::size_t position = firstOf[person]; position < firstOf[person + 1]; ++position) {
    ranked.push_back({{valueOf(position, probe), numbers[position]}, position});
  }
  const std::size_t kept = std::min(pooled, ranked.size());
  std::partial_sort(ranked.begin(), ranked.begin() + static_cast<std::ptrdiff_t>(kept), ranked.end(),
                    [](const RankedTemplate& a, const RankedTemplate& b) { return a.rank < b.rank; });
  ranked.resize(kept);
  return ranked;
}

RankedPerson GalleryIndex::Impl::rank(std::uint32_t person, const vision::Embedding& probe, std::size_t pooled) const {
  const std::vector<RankedTemplate> best = bestOf(person, probe, pooled);
  double sum = 0;
  for (const RankedTemplate& ranked : best) sum += ranked.rank.value;
  return {{sum / static_cast<double>(best.size()), best.front().rank.number}, person};
}

std::vector<RankedPerson> GalleryIndex::Impl::nearest(const vision::Embedding& probe,
                                                      const SearchLimits& limits) const {
  NearestPeople nearest(std::min(limits.people, people.size()));
  const TemplateCodes::Scan scan(*codes, probe);
  std::uint32_t measured = std::numeric_limits<std::uint32_t>::max();  // the person before
  for (std::size_t block = 0; block < codes->blocks(); ++block) {
    const Candidates found = scan.next(block, nearest.threshold());
    block = found.block;
    for (std::uint32_t left = found.templates; left != 0; left &= left - 1) {
      const std::size_t position = block * CodeBlock::kTemplates + static_cast<std::size_t>(std::countr_zero(left));
      if (position >= embeddings.size()) break;
      if (personOf[position] == measured) continue;
      measured = personOf[position];
      nearest.offer(rank(measured, probe, limits.templates_per_person));
    }
  }
  return std::move(nearest).sorted();
}

PersonMatch GalleryIndex::Impl::match(const RankedPerson& ranked, const vision::Embedding& probe,
                                      std::size_t pooled) const {
  PersonMatch match{.person = people[ranked.person], .score = ranked.best.value};
  for (const RankedTemplate& best : bestOf(ranked.person, probe, pooled)) {
    match.templates.push_back({ids[best.position], vision::distance(embeddings[best.position], probe)});
  }
  match.distance = match.templates.front().distance;
  return match;
}

GalleryIndex::GalleryIndex(std::vector<Entry> entries, Options options)
    : impl_(std::make_unique<const Impl>(std::move(entries), std::move(options))) {}

GalleryIndex::GalleryIndex(std::vector<Entry> entries) : GalleryIndex(std::move(entries), Options{}) {}

GalleryIndex::~GalleryIndex() = default;

std::vector<PersonMatch> GalleryIndex::search(const vision::Embedding& probe, const SearchLimits& limits) const {
  assert(limits.templates_per_person >= 1);
  std::vector<PersonMatch> matches;
  if (limits.people == 0 || impl_->people.empty()) return matches;
  const auto& scores = impl_->options.scores;
  const double probeBias = scores ? -scores->strangeness(probe) / 2 : 0;
  const std::vector<RankedPerson> found = impl_->nearest(probe, limits);
  matches.reserve(found.size());
  for (const RankedPerson& ranked : found) {
    PersonMatch& match = matches.emplace_back(impl_->match(ranked, probe, limits.templates_per_person));
    match.score += probeBias;
    match.look_alike_of_first = impl_->lookAlikes.contains({found.front().person, ranked.person});
  }
  return matches;
}

std::vector<double> GalleryIndex::everybodysScores(const vision::Embedding& probe) const {
  const auto& scores = impl_->options.scores;
  const double probeBias = scores ? -scores->strangeness(probe) / 2 : 0;
  std::vector<double> all;
  all.reserve(impl_->people.size());
  for (std::uint32_t person = 0; person < impl_->people.size(); ++person) {
    all.push_back(impl_->rank(person, probe, ScoreModel::kPooledTemplates).best.value + probeBias);
  }
  return all;
}

const std::shared_ptr<const ScoreModel>& GalleryIndex::scoreModel() const { return impl_->options.scores; }

const PersonId& GalleryIndex::person(std::size_t number) const { return impl_->people[number]; }

std::span<const vision::Embedding> GalleryIndex::templatesOf(std::size_t number) const {
  const std::size_t first = impl_->firstOf[number];
  return std::span(impl_->embeddings).subspan(first, impl_->firstOf[number + 1] - first);
}

std::size_t GalleryIndex::templateCount() const { return impl_->embeddings.size(); }

std::size_t GalleryIndex::personCount() const { return impl_->people.size(); }

std::size_t GalleryIndex::bytes() const {
  const auto held = [](const auto& vector) { return vector.capacity() * sizeof(vector.front()); };
  std::size_t text = 0;
  for (const TemplateId& id : impl_->ids) text += id.value.capacity();
  for (const PersonId& person : impl_->people) text += person.value.capacity();
  return sizeof(Impl) + held(impl_->people) + held(impl_->firstOf) + held(impl_->ids) + held(impl_->numbers) +
         held(impl_->personOf) + held(impl_->embeddings) + held(impl_->biases) + impl_->codes->bytes() + text;
}

}  // namespace dangol::gallery
