#include "local_time.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <ctime>

#include "text.hpp"

namespace dangol::enroll {
namespace {

using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

std::tm localTm(gallery::WallTime at) {
  const std::time_t time = std::chrono::floor<seconds>(at).time_since_epoch().count();
  std::tm local{};
  localtime_r(&time, &local);
  return local;
}

std::tm utcTm(gallery::WallTime at) {
  const std::time_t time = std::chrono::floor<seconds>(at).time_since_epoch().count();
  std::tm utc{};
  gmtime_r(&time, &utc);
  return utc;
}

std::string text(const std::tm& tm, char separator) {
  return fmt::format("{:04}-{:02}-{:02}{}{:02}:{:02}:{:02}", tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday, separator,
                     tm.tm_hour, tm.tm_min, tm.tm_sec);
}

std::optional<gallery::WallTime> fromLocal(std::tm tm) {
  tm.tm_isdst = -1;
  const std::tm asked = tm;
  const std::time_t time = std::mktime(&tm);
  // mktime turns 31 February into 3 March; an owner who writes that meant something else.
  if (time == -1 || tm.tm_mday != asked.tm_mday || tm.tm_mon != asked.tm_mon) return std::nullopt;
  return gallery::WallTime(seconds(time));
}

std::optional<gallery::WallTime> parseDate(const std::string& text) {
  std::tm tm{};
  for (const char* format :
       {"%Y-%m-%d", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S"}) {
    tm = {};
    const char* end = strptime(text.c_str(), format, &tm);
    if (end != nullptr && *end == '\0') return fromLocal(tm);
  }
  return std::nullopt;
}

}  // namespace

gallery::WallTime now() { return std::chrono::floor<milliseconds>(std::chrono::system_clock::now()); }

minutes localOffset(gallery::WallTime at) { return minutes(localTm(at).tm_gmtoff / 60); }

gallery::NewEvent eventNow(gallery::EventType type, std::string detail) {
  const auto at = now();
  return {at, localOffset(at), type, std::nullopt, std::move(detail)};
}

std::string clockText(gallery::WallTime at, minutes offset) { return text(utcTm(at + offset), ' '); }

std::string localText(gallery::WallTime at) { return text(localTm(at), ' '); }

std::string utcText(gallery::WallTime at) {
  const auto part = at.time_since_epoch() - std::chrono::floor<seconds>(at.time_since_epoch());
  return fmt::format("{}.{:03}Z", text(utcTm(at), 'T'), part.count());
}

std::optional<gallery::WallTime> parseMoment(std::string_view text, gallery::WallTime now) {
  if (text == "today" || text == "yesterday") {
    std::tm midnight = localTm(now);
    midnight.tm_hour = midnight.tm_min = midnight.tm_sec = 0;
    if (text == "yesterday") midnight.tm_mday -= 1;
    midnight.tm_isdst = -1;
    return gallery::WallTime(seconds(std::mktime(&midnight)));
  }
  if (text.size() > 1) {
    const auto amount = parseNumber(text.substr(0, text.size() - 1));
    const char unit = text.back();
    const double unit_s = unit == 'm' ? 60 : unit == 'h' ? 3600 : unit == 'd' ? 86400 : 0;
    if (amount && unit_s > 0 && *amount >= 0 && *amount * unit_s < 4e9) {
      return now - milliseconds(static_cast<std::int64_t>(*amount * unit_s * 1000));
    }
  }
  return parseDate(std::string(text));
}

}  // namespace dangol::enroll
