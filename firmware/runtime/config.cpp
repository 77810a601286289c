#include "dangol/runtime/config.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <optional>
#include <system_error>
#include <utility>
#include <vector>

#include "config_settings.hpp"
#include "nearest_name.hpp"

namespace dangol::runtime {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLargestFile_bytes = 1'000'000;
// Each of them may nest one level deeper, and toml++ needs stack for every level: a megabyte of dots would end the
// program. No configuration comes near.
constexpr std::ptrdiff_t kMostDotsAndBrackets = 10'000;
constexpr std::size_t kLongestQuotation_bytes = 60;

bool isControl(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x20 || byte == 0x7F;
}

bool hasControl(std::string_view text) { return std::ranges::any_of(text, isControl); }

// For messages: one line, not too long, cut between two characters.
std::string shortened(std::string_view text) {
  std::string result = tomlString(text.substr(0, kLongestQuotation_bytes));
  if (text.size() <= kLongestQuotation_bytes) return result;
  std::size_t end = kLongestQuotation_bytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return tomlString(text.substr(0, end)) + "…";
}

// A key as it is written in the file.
std::string asKey(std::string_view key) {
  const auto bare = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  };
  const bool isBare = !key.empty() && key.size() <= kLongestQuotation_bytes && std::ranges::all_of(key, bare);
  return isBare ? std::string(key) : shortened(key);
}

std::string found(const toml::node& node) {
  switch (node.type()) {
    case toml::node_type::none:
      return "nothing";
    case toml::node_type::table:
      return "a table";
    case toml::node_type::array:
      return "a list";
    case toml::node_type::string:
      return shortened(node.as_string()->get());
    case toml::node_type::integer:
      return fmt::to_string(node.as_integer()->get());
    case toml::node_type::floating_point:
      return fmt::format("{:#}", node.as_floating_point()->get());
    case toml::node_type::boolean:
      return node.as_boolean()->get() ? "true" : "false";
    case toml::node_type::date:
    case toml::node_type::date_time:
      return "a date";
    case toml::node_type::time:
      return "a time";
  }
  return "nothing";
}

// "rtsp://…", "v4l2:/dev/video0": more than one letter, so that nothing is mistaken for a drive.
bool hasScheme(std::string_view source) {
  const std::size_t colon = source.find(':');
  if (colon == std::string_view::npos || colon < 2) return false;
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  const auto partOfScheme = [&](char c) {
    return letter(c) || (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
  };
  return letter(source.front()) && std::ranges::all_of(source.substr(0, colon), partOfScheme);
}

// Puts one value into the configuration. Each call returns what the value must be when it is not.
struct Assign {
  Config& config;
  const toml::node& node;
  const fs::path& base;

  using MustBe = std::optional<std::string>;

  template <class T, class Read>
  MustBe within(const RangeOf<T>& kind, const std::optional<Read>& value, Read smallest, Read largest) const {
    // Written so that NaN is refused.
    if (!value || !(*value >= smallest && *value <= largest)) return allowed(kind);
    kind.field(config) = static_cast<T>(*value);
    return std::nullopt;
  }
  MustBe operator()(const WholeNumber& kind) const {
    return within<int, std::int64_t>(kind, node.value_exact<std::int64_t>(), kind.smallest, kind.largest);
  }
  MustBe operator()(const Number& kind) const {
    std::optional<double> value = node.value_exact<double>();
    if (const auto whole = node.value_exact<std::int64_t>()) value = static_cast<double>(*whole);
    return within(kind, value, kind.smallest, kind.largest);
  }
  template <class Rep, class Period>
  MustBe operator()(const RangeOf<std::chrono::duration<Rep, Period>>& kind) const {
    return within<std::chrono::duration<Rep, Period>, std::int64_t>(kind, node.value_exact<std::int64_t>(),
                                                                    kind.smallest.count(), kind.largest.count());
  }
  MustBe operator()(const Flag& kind) const {
    const auto value = node.value_exact<bool>();
    if (!value) return allowed(kind);
    kind.field(config) = *value;
    return std::nullopt;
  }
  MustBe operator()(const Choice& kind) const {
    const auto value = node.value_exact<std::string>();
    if (!value || std::ranges::find(kind.allowed, *value) == kind.allowed.end()) return allowed(kind);
    kind.field(config) = *value;
    return std::nullopt;
  }
  MustBe operator()(const Text& kind) const {
    const auto value = node.value_exact<std::string>();
    if (!value || !isText(*value)) return allowed(kind);
    kind.field(config) = *value;
    return std::nullopt;
  }
  MustBe operator()(const Texts& kind) const {
    const toml::array* list = node.as_array();
    if (list == nullptr || list->size() > kMostTexts) return allowed(kind);
    std::vector<std::string> texts;
    for (const toml::node& each : *list) {
      const auto value = each.value_exact<std::string>();
      const bool repeated = value && std::ranges::find(texts, *value) != texts.end();
      if (!value || value->empty() || repeated || !isText(*value)) return allowed(kind);
      texts.push_back(*value);
    }
    kind.field(config) = std::move(texts);
    return std::nullopt;
  }
  static bool isText(std::string_view text) { return text.size() <= kLongestText_bytes && !hasControl(text); }
  MustBe operator()(const Source& kind) const {
    const auto value = node.value_exact<std::string>();
    if (!value || value->empty()) return allowed(kind);
    if (hasScheme(*value) && !hasControl(*value)) {
      kind.field(config) = *value;
      return std::nullopt;
    }
    fs::path path;
    auto mustBe = expand(*value, path);
    if (!mustBe) kind.field(config) = path.string();
    return mustBe;
  }
  MustBe operator()(const Location& kind) const {
    const auto value = node.value_exact<std::string>();
    if (!value) return allowed(kind);
    return expand(*value, kind.field(config));
  }

  MustBe expand(const std::string& text, fs::path& path) const {
    if (hasControl(text)) return "a path without control characters";
    if (text == "~" || text.starts_with("~/")) {
      const char* home = std::getenv("HOME");
      if (home == nullptr || *home == '\0') return "an absolute path: HOME is not set, so there is no ~";
      path = text == "~" ? fs::path(home) : fs::path(home) / text.substr(2);
      return std::nullopt;
    }
    if (text.starts_with('~')) return "a path from / or ~/, or ./~… when the name begins with ~";
    path = text.empty() ? fs::path() : base / text;
    return std::nullopt;
  }
};

// Checks a parsed file against the settings and keeps the first fault in it.
class Reader {
 public:
  explicit Reader(const fs::path& base) : base_(base) {}

  void read(const toml::table& root) {
    for (const auto& [key, node] : root) {
      const auto inTable = [&](const Setting& setting) { return setting.table == key.str(); };
      if (!std::ranges::any_of(settings(), inTable)) {
        report(key.source().begin, unknownTable(key.str(), node.is_table()));
      } else if (!node.is_table()) {
        report(node.source().begin,
               fmt::format("{0} is {1}; it must be a table of settings, [{0}]", key.str(), found(node)));
      } else {
        readTable(key.str(), *node.as_table());
      }
    }
  }

  struct Fault {
    toml::source_position position;
    std::string text;
  };
  [[nodiscard]] const std::optional<Fault>& firstFault() const { return firstFault_; }
  [[nodiscard]] const Config& config() const { return config_; }

 private:
  void readTable(std::string_view table, const toml::table& values) {
    for (const auto& [key, node] : values) {
      const auto setting = std::ranges::find_if(
          settings(), [&](const Setting& each) { return each.table == table && each.key == key.str(); });
      if (setting == settings().end()) {
        report(key.source().begin, unknownKey(table, key.str()));
      } else if (const auto mustBe = std::visit(Assign{config_, node, base_}, setting->kind)) {
        report(node.source().begin,
               fmt::format("{}.{} is {}; it must be {}", table, setting->key, found(node), *mustBe));
      }
    }
  }

  static std::string unknownTable(std::string_view table, bool isTable) {
    if (!isTable) {
      for (const Setting& setting : settings()) {
        if (setting.key == table) return fmt::format("{0} belongs under [{1}]", table, setting.table);
      }
    }
    std::vector<std::string_view> tables;
    for (const Setting& setting : settings()) {
      if (tables.empty() || tables.back() != setting.table) tables.push_back(setting.table);
    }
    const std::string what = isTable ? fmt::format("[{}]", asKey(table)) : asKey(table);
    if (const auto meant = nearestName(table, tables)) {
      return fmt::format("{} is unknown; did you mean [{}]?", what, *meant);
    }
    return fmt::format("{} is unknown; the tables are {}", what, fmt::join(tables, ", "));
  }

  static std::string unknownKey(std::string_view table, std::string_view key) {
    const std::string what = fmt::format("{}.{}", table, asKey(key));
    std::vector<std::string_view> keys;
    for (const Setting& setting : settings()) {
      if (setting.table == table) keys.push_back(setting.key);
      if (setting.key == key) return fmt::format("{} is unknown; {} belongs under [{}]", what, key, setting.table);
    }
    if (const auto meant = nearestName(key, keys)) {
      return fmt::format("{} is unknown; did you mean {}?", what, *meant);
    }
    return fmt::format("{} is unknown; [{}] has {}", what, table, fmt::join(keys, ", "));
  }

  void report(toml::source_position position, std::string text) {
    if (!firstFault_ || position < firstFault_->position) firstFault_ = Fault{position, std::move(text)};
  }

  const fs::path& base_;
  Config config_;
  std::optional<Fault> firstFault_;
};

// Settings that are fine one by one, and make no sense together.
std::optional<std::string> contradictionIn(const Config& config) {
  const auto& attendance = config.attendance;
  if (!attendance.question.empty() && attendance.question_answers.empty()) {
    return "attendance.question has no answers; attendance.question_answers must hold at least one";
  }
  for (const std::string& alert : attendance.question_alerts) {
    if (std::ranges::find(attendance.question_answers, alert) == attendance.question_answers.end()) {
      return fmt::format("attendance.question_alerts has {}, which is none of attendance.question_answers",
                         shortened(alert));
    }
  }
  return std::nullopt;
}

toml::table parseToml(std::string_view text, const std::string& name) {
  try {
    return toml::parse(text);
  } catch (const toml::parse_error& error) {
    std::string description(error.description());
    std::ranges::replace_if(description, isControl, ' ');
    throw ConfigError(fmt::format("{}:{}:{}: not valid TOML: {}", name, error.source().begin.line,
                                  error.source().begin.column, description));
  }
}

std::string readFile(const fs::path& file) {
  std::error_code error;
  const fs::file_status status = fs::status(file, error);
  if (status.type() == fs::file_type::not_found) {
    throw ConfigError(fmt::format("{}: there is no such file", file.string()));
  }
  if (status.type() == fs::file_type::directory) {
    throw ConfigError(fmt::format("{}: is a folder, not a file", file.string()));
  }
  // Opening a pipe would wait for somebody to write into it.
  if (!error && status.type() != fs::file_type::regular) {
    throw ConfigError(fmt::format("{}: is not a regular file", file.string()));
  }
  const auto unreadable = [&file](int code) {
    return ConfigError(fmt::format("{}: cannot be read: {}", file.string(), std::generic_category().message(code)));
  };
  if (error) throw unreadable(error.value());
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> stream(std::fopen(file.c_str(), "rbe"), &std::fclose);
  if (!stream) throw unreadable(errno);
  std::string text(kLargestFile_bytes + 1, '\0');
  text.resize(std::fread(text.data(), 1, text.size(), stream.get()));
  if (std::ferror(stream.get()) != 0) throw unreadable(errno);
  return text;
}

}  // namespace

Config loadConfig(const fs::path& file) {
  const std::string text = readFile(file);
  std::error_code error;
  const fs::path absolute = fs::absolute(file, error);
  if (error) throw ConfigError(fmt::format("{}: its folder is unknown: {}", file.string(), error.message()));
  return parseConfig(text, file.string(), absolute.parent_path());
}

Config parseConfig(std::string_view toml, const std::string& name, const fs::path& base) {
  if (toml.size() > kLargestFile_bytes) {
    throw ConfigError(
        fmt::format("{}: is larger than {} bytes, the most a configuration may have", name, kLargestFile_bytes));
  }
  const auto nests = [](char c) { return c == '.' || c == '[' || c == '{'; };
  if (std::ranges::count_if(toml, nests) > kMostDotsAndBrackets) {
    throw ConfigError(fmt::format("{}: has more than {} dots and brackets, the most a configuration may have", name,
                                  kMostDotsAndBrackets));
  }
  Reader reader(base);
  reader.read(parseToml(toml, name));
  if (const auto& fault = reader.firstFault()) {
    throw ConfigError(fmt::format("{}:{}: {}", name, fault->position.line, fault->text));
  }
  if (const auto fault = contradictionIn(reader.config())) throw ConfigError(fmt::format("{}: {}", name, *fault));
  return reader.config();
}

std::string toToml(const Config& config) {
  std::string text =
      "# Settings of dangol-kiosk. A setting that is left out has its default.\n"
      "# Relative paths start at this file's folder; ~/ is the home folder.\n";
  std::string_view table;
  for (const Setting& setting : settings()) {
    if (setting.table != table) {
      table = setting.table;
      text += fmt::format("\n[{}]\n", table);
    }
    text += fmt::format("# {}\n# Allowed: {}. Default: {}.\n{} = {}\n", setting.help, allowed(setting.kind),
                        valueOf(setting.kind, Config{}), setting.key, valueOf(setting.kind, config));
  }
  return text;
}

}  // namespace dangol::runtime
