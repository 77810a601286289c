#pragma once

#include <span>
#include <string>
#include <string_view>

#include "dangol/gallery/gallery.hpp"

namespace dangol::enroll {

// The one person an owner means by a name or by an id or its beginning. A whole id wins over a name, a name over the
// beginning of an id; a name that differs only in the case of A to Z counts when none is equal.
// Throws CommandError: NotFound, with the nearest names; Usage when several people fit, with their ids.
[[nodiscard]] gallery::Person findPerson(const gallery::Gallery& gallery, std::string_view nameOrId);

// How many characters of an id tell all of them apart, at least 8.
[[nodiscard]] std::size_t shortIdLength(std::span<const gallery::Person> people);

}  // namespace dangol::enroll
