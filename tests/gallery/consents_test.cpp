#include "dangol/gallery/consents.hpp"

#include <doctest/doctest.h>

#include "sample_gallery.hpp"

using namespace dangol;
using gallery::ConsentMethod;
using gallery::ConsentPurpose;
using gallery::Consents;
using gallery::EventType;
using gallery::Gallery;
using gallery::GalleryFault;
using test::eventAt;
using test::faultOf;
using test::kModel;

namespace {

gallery::NewConsent newest(ConsentPurpose purpose, std::string_view language) {
  const auto& text = gallery::consentText(purpose, language);
  return {purpose, ConsentMethod::Kiosk, std::string(text.version), std::string(text.language)};
}

}  // namespace

TEST_CASE("consent to words that never were is refused and nobody is enrolled by it") {
  Gallery gallery = Gallery::inMemory(kModel);
  gallery::NewPerson person{.name = "Invented Ida"};
  for (const auto& [version, language] :
       {std::pair{"", "en"}, std::pair{"1999-01", "en"}, std::pair{"2026-11", "fr"}, std::pair{"2026-11", ""}}) {
    CAPTURE(version);
    person.consent = gallery::NewConsent{ConsentPurpose::Greeting, ConsentMethod::Kiosk, version, language};
    CHECK(faultOf([&] { gallery.enrol(person, test::templatesOf({0.1F}), eventAt(1)); }) == GalleryFault::InvalidInput);
  }
  CHECK(gallery.personCount() == 0);
  CHECK(gallery.events({}).empty());
}

TEST_CASE("consent is stored with the person and ends with them") {
  Gallery gallery = Gallery::inMemory(kModel);
  gallery::NewPerson person{.name = "Invented Ida"};
  person.consent = newest(ConsentPurpose::Greeting, "ko");
  const auto ida = gallery.enrol(person, test::templatesOf({0.1F}), eventAt(1));
  Consents consents(gallery);
  REQUIRE(consents.of(ida.id).size() == 1);
  CHECK(consents.of(ida.id)[0].language == "ko");
  CHECK(consents.of(ida.id)[0].givenAt == test::at(1));

  consents.record(ida.id, newest(ConsentPurpose::Attendance, "en"), eventAt(2));
  REQUIRE(consents.of(ida.id).size() == 2);
  CHECK(consents.of(ida.id)[1].purpose == ConsentPurpose::Attendance);
  CHECK(gallery.events({.type = EventType::ConsentGiven}).size() == 1);
  CHECK(faultOf([&] { consents.record({"nobody"}, newest(ConsentPurpose::Greeting, "en"), eventAt(2)); }) ==
        GalleryFault::NotFound);

  gallery.remove(ida.id, eventAt(3));
  CHECK(consents.of(ida.id).empty());
}

TEST_CASE("there is a text for every purpose in both languages and English for the others") {
  for (const auto purpose : {ConsentPurpose::Greeting, ConsentPurpose::Attendance}) {
    for (const std::string_view language : {"ko", "en", "ko-KR", "fr", ""}) {
      CAPTURE(language);
      const auto& text = gallery::consentText(purpose, language);
      CHECK(text.language == (language.starts_with("ko") ? "ko" : "en"));
      CHECK(text.purpose == purpose);
      CHECK(text.text.size() > 300);
      CHECK(gallery::consentText(purpose, text.version, text.language)->text == text.text);
    }
  }
}

TEST_CASE("names of consents and roles lead back to them") {
  CHECK_FALSE(gallery::roleFromName("admin"));
  CHECK_FALSE(gallery::consentPurposeFromName(""));
  CHECK_FALSE(gallery::consentMethodFromName("oral"));
  for (const auto role : {gallery::Role::None, gallery::Role::Staff, gallery::Role::Manager, gallery::Role::Owner}) {
    CHECK(gallery::roleFromName(name(role)) == role);
  }
  for (const auto method : {ConsentMethod::Kiosk, ConsentMethod::Terminal, ConsentMethod::Paper}) {
    CHECK(gallery::consentMethodFromName(name(method)) == method);
  }
}

TEST_CASE("codes are one person's and staff records hold what can be shown") {
  Gallery gallery = Gallery::inMemory(kModel);
  const auto ida = gallery.add({.name = "Invented Ida", .kind = gallery::PersonKind::Staff, .code = "E-1"}, eventAt(1));
  CHECK(ida.templates == 0);
  CHECK(gallery.find(ida.id)->code == "E-1");
  CHECK(faultOf([&] { gallery.add({.name = "Invented Noah", .code = "E-1"}, eventAt(1)); }) ==
        GalleryFault::InvalidInput);
  const auto noah = gallery.add({.name = "Invented Noah"}, eventAt(1));
  CHECK(faultOf([&] { gallery.setStaffRecord(noah.id, {.code = "E-1"}, eventAt(2)); }) == GalleryFault::InvalidInput);
  CHECK(faultOf([&] { gallery.setStaffRecord(noah.id, {.code = "a\nb"}, eventAt(2)); }) == GalleryFault::InvalidInput);
  CHECK(faultOf([&] { gallery.setStaffRecord(noah.id, {.teams = std::string(201, 'a')}, eventAt(2)); }) ==
        GalleryFault::InvalidInput);
  gallery.setStaffRecord(ida.id, {.code = "E-1", .teams = "bar;kitchen", .language = "ko"}, eventAt(2));
  gallery.setStaffRecord(noah.id, {.code = "E-2"}, eventAt(2));
  CHECK(gallery.find(noah.id)->kind == gallery::PersonKind::Staff);
  CHECK(gallery.find(ida.id)->teams == "bar;kitchen");
  CHECK(gallery.buildIndex()->templateCount() == 0);
}
