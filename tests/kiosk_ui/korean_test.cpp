#include "dangol/ui/korean.hpp"

#include <doctest/doctest.h>

using dangol::ui::Particle;
using dangol::ui::particle;
using dangol::ui::withParticle;

TEST_CASE("a word with nothing to read takes the form without a final consonant") {
  CHECK(particle("", Particle::Topic) == "는");
  CHECK(particle("…!", Particle::Object) == "를");
  CHECK(particle("\xF0\x9F\x98\x80", Particle::Subject) == "가");
  CHECK(particle("\xFF\xFE", Particle::With) == "와");
}

TEST_CASE("every particle follows the final consonant of a Hangul word") {
  CHECK(withParticle("김단골", Particle::Topic) == "김단골은");
  CHECK(withParticle("이예시", Particle::Topic) == "이예시는");
  CHECK(withParticle("라테", Particle::Subject) == "라테가");
  CHECK(withParticle("단골손님", Particle::Subject) == "단골손님이");
  CHECK(withParticle("아메리카노", Particle::Object) == "아메리카노를");
  CHECK(withParticle("녹차빙수", Particle::Object) == "녹차빙수를");
  CHECK(withParticle("딸기잼", Particle::Object) == "딸기잼을");
  CHECK(withParticle("빵", Particle::With) == "빵과");
  CHECK(withParticle("우유", Particle::With) == "우유와");
  CHECK(withParticle("단골", Particle::Vocative) == "단골아");
  CHECK(withParticle("예시", Particle::Vocative) == "예시야");
  CHECK(withParticle("단골", Particle::Copula) == "단골이에요");
  CHECK(withParticle("예시", Particle::Copula) == "예시예요");
}

TEST_CASE("towards takes the short form after a final rieul too") {
  CHECK(withParticle("카운터", Particle::Towards) == "카운터로");
  CHECK(withParticle("교실", Particle::Towards) == "교실로");
  CHECK(withParticle("집", Particle::Towards) == "집으로");
  CHECK(withParticle("길", Particle::Object) == "길을");
}

TEST_CASE("digits count as they are read aloud") {
  CHECK(particle("1", Particle::Towards) == "로");
  CHECK(particle("1", Particle::Object) == "을");
  CHECK(particle("2", Particle::Object) == "를");
  CHECK(particle("3번 창구 3", Particle::Towards) == "으로");
  CHECK(particle("10", Particle::Subject) == "이");
  CHECK(particle("1000", Particle::Towards) == "으로");
  CHECK(particle("5", Particle::Topic) == "는");
}

TEST_CASE("Latin words count as they sound in Korean") {
  CHECK(particle("Kim", Particle::Topic) == "은");
  CHECK(particle("Sample Regular", Particle::Topic) == "는");
  CHECK(particle("Bell", Particle::Towards) == "로");
  CHECK(particle("Bell", Particle::Topic) == "은");
  CHECK(particle("King", Particle::Subject) == "이");
  CHECK(particle("Jack", Particle::Subject) == "이");
  CHECK(particle("Mark", Particle::Subject) == "가");
  CHECK(particle("Rose", Particle::Subject) == "가");
}

TEST_CASE("capital letters are spelled") {
  CHECK(particle("PIN", Particle::Topic) == "은");
  CHECK(particle("USB", Particle::Topic) == "는");
  CHECK(particle("URL", Particle::Towards) == "로");
  CHECK(particle("A", Particle::Topic) == "는");
}

TEST_CASE("closing marks are passed over") {
  CHECK(particle("김단골(예)", Particle::Topic) == "는");
  CHECK(particle("'단골'", Particle::Topic) == "은");
  CHECK(particle("이예시 ", Particle::Topic) == "는");
}
