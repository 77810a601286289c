#pragma once

#include <fmt/format.h>

#include <charconv>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dangol/datasets/picture.hpp"

namespace dangol::datasets {

// A small text file read line by line, whose errors say where.
class ProtocolFile {
 public:
  explicit ProtocolFile(const std::filesystem::path& file) : name_(file.string()), in_(file) {
    std::error_code ignored;
    if (!in_ || !std::filesystem::is_regular_file(file, ignored)) {
      throw DatasetError(name_ + " cannot be read; check its name and that it is a file you may read");
    }
  }

  // The next line without its line end; nothing at the end of the file.
  std::optional<std::string> next() {
    std::string line;
    if (!std::getline(in_, line)) return std::nullopt;
    ++line_;
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (line_ == 1 && line.starts_with("\xEF\xBB\xBF")) line.erase(0, 3);
    return line;
  }

  // The same, for a line that has to be there.
  std::string require(const std::string& expected) {
    if (auto line = next()) return *line;
    ++line_;
    refuse("the file ends", expected);
  }

  // Throws DatasetError: "pairs.txt, line 3: 'x' where ... is expected".
  [[noreturn]] void refuse(const std::string& found, const std::string& expected) const {
    throw DatasetError(fmt::format("{}, line {}: {} where {} is expected; get the file again or correct it", name_,
                                   line_, found, expected));
  }
  [[noreturn]] void refuseLine(const std::string& line, const std::string& expected) const {
    refuse(fmt::format("'{}'", line.substr(0, 80)), expected);
  }

  // Only empty lines may follow.
  void requireEnd() {
    while (const auto line = next()) {
      if (!line->empty()) refuseLine(*line, "the end of the file");
    }
  }

 private:
  std::string name_;
  std::ifstream in_;
  int line_ = 0;
};

inline std::vector<std::string> splitAt(std::string_view line, char separator) {
  std::vector<std::string> fields;
  for (std::size_t from = 0;;) {
    const std::size_t to = line.find(separator, from);
    fields.emplace_back(line.substr(from, to == std::string_view::npos ? to : to - from));
    if (to == std::string_view::npos) return fields;
    from = to + 1;
  }
}

// A count of at least 1 in decimal digits; nothing for any other text.
inline std::optional<int> positiveNumber(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || value < 1) return std::nullopt;
  return value;
}

}  // namespace dangol::datasets
