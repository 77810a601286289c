#include "face_set.hpp"

#include <algorithm>

namespace dangol::bench {

void FaceSet::add(const std::string& set, const std::vector<PictureFile>& pictures, std::vector<FaceResult> results) {
  std::map<std::string, std::size_t> known;
  for (std::size_t i = 0; i < pictures.size(); ++i) {
    const auto [entry, isNew] = known.emplace(pictures[i].person, people.size());
    if (isNew) people.push_back({pictures[i].person, sets.size(), {}});
    people[entry->second].faces.push_back(faces.size());
    faces.push_back({entry->second, pictures[i].path.filename().string(), std::move(results[i])});
  }
  sets.push_back(set);
}

std::size_t FaceSet::failures() const {
  return static_cast<std::size_t>(std::ranges::count_if(faces, [](const Face& face) { return !face.acquired(); }));
}

std::string setName(const std::filesystem::path& input) {
  const auto path = (input.filename().empty() ? input.parent_path() : input).lexically_normal();
  const std::string last = path.stem().string();
  const std::string before = path.parent_path().filename().string();
  return before.empty() || before == "." ? last : before + "/" + last;
}

}  // namespace dangol::bench
