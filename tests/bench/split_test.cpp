#include "split.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <set>

#include "bench_error.hpp"
#include "made_faces.hpp"

namespace {

using namespace dangol::bench;

template <class Property>
void holds(const Property& property) {
  CHECK(rc::check(property));
}

TEST_CASE("a split that the pictures do not allow is refused with how many people there are") {
  const FaceSet faces = dangol::test::makeFaces({.people = 5, .pictures = 4});
  CHECK_THROWS_WITH_AS((void)drawSplit(faces, {.enrolled = 6, .templates = 3}, 1),
                       doctest::Contains("5 people have the 4 pictures"), BenchError);
  CHECK_THROWS_WITH_AS((void)drawSplit(faces, {.enrolled = 2, .templates = 3, .fuse = 2}, 1),
                       doctest::Contains("0 people have the 5 pictures"), BenchError);
  CHECK_THROWS_AS((void)drawSplit(faces, {.templates = 4, .leave_one_out = true}, 1), BenchError);
}

TEST_CASE("pictures without a face fail to enrol and are probes all the same") {
  const FaceSet faces = dangol::test::makeFaces({.people = 12, .pictures = 6, .no_face_every = 3});
  const Split split = drawSplit(faces, {.enrolled = 12, .templates = 3}, 1);
  CHECK(split.failed_templates > 0);
  for (const Enrolled& enrolled : split.gallery) {
    for (const std::size_t face : enrolled.templates) CHECK(faces.faces[face].acquired());
  }
  const Split none = drawSplit(faces, {.enrolled = 12, .templates = 5}, 1);  // four of six have a face
  CHECK(none.gallery.empty());
  CHECK(none.failed_to_enrol == 12);
}

TEST_CASE("nobody and no picture plays two parts") {
  holds([] {
    const auto people = *rc::gen::inRange<std::size_t>(4, 40);
    const FaceSet faces = dangol::test::makeFaces({.people = people,
                                                   .pictures = *rc::gen::inRange<std::size_t>(4, 9),
                                                   .no_face_every = *rc::gen::element<std::size_t>(0, 5, 7),
                                                   .seed = *rc::gen::arbitrary<std::uint64_t>()});
    SplitOptions options{.enrolled = *rc::gen::inRange<std::size_t>(2, people),
                         .templates = *rc::gen::inRange<std::size_t>(1, 4),
                         .fuse = 1,
                         .leave_one_out = *rc::gen::arbitrary<bool>(),
                         .cohort_share = *rc::gen::element(0.0, 0.25, 0.5, 1.0)};
    const Split split = drawSplit(faces, options, *rc::gen::arbitrary<std::uint64_t>());

    std::set<std::size_t> gallery;
    std::set<std::size_t> pictures;
    for (const Enrolled& enrolled : split.gallery) {
      RC_ASSERT(gallery.insert(enrolled.person).second);
      RC_ASSERT(enrolled.templates.size() == options.templates);
      for (const std::size_t face : enrolled.templates) {
        RC_ASSERT(faces.faces[face].person == enrolled.person);
        RC_ASSERT(pictures.insert(face).second);
      }
    }
    const std::set<std::size_t> cohort(split.cohort.begin(), split.cohort.end());
    RC_ASSERT(cohort.size() == split.cohort.size());
    for (const std::size_t person : cohort) RC_ASSERT(!gallery.contains(person));
    for (const Probe& probe : split.mated) {
      RC_ASSERT(gallery.contains(probe.person));
      for (const std::size_t face : probe.faces) {
        RC_ASSERT(faces.faces[face].person == probe.person);
        RC_ASSERT(pictures.insert(face).second);
      }
    }
    for (const Probe& probe : split.strangers) {
      RC_ASSERT(!gallery.contains(probe.person));
      RC_ASSERT(!cohort.contains(probe.person));
      for (const std::size_t face : probe.faces) RC_ASSERT(pictures.insert(face).second);
    }
    if (options.leave_one_out) RC_ASSERT(split.strangers.empty());
  });
}

TEST_CASE("probes are as many pictures as are fused and a split is the same for a seed") {
  const FaceSet faces = dangol::test::makeFaces({.people = 10, .pictures = 8});
  const SplitOptions options{.enrolled = 5, .templates = 3, .fuse = 2, .cohort_share = 0.4};
  const Split split = drawSplit(faces, options, 9);
  CHECK(split.mated.size() == 10);  // five left, two probes each
  CHECK(split.cohort.size() == 2);
  CHECK(split.strangers.size() == 12);  // three people, four probes each
  for (const Probe& probe : split.mated) CHECK(probe.faces.size() == 2);
  const Split again = drawSplit(faces, options, 9);
  CHECK(again.cohort == split.cohort);
  CHECK(again.mated.front().faces == split.mated.front().faces);
  CHECK(again.strangers.back().faces == split.strangers.back().faces);
  const Split other = drawSplit(faces, options, 10);
  CHECK(other.mated.front().faces != split.mated.front().faces);
}

}  // namespace
