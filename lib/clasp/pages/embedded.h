// SPDX-License-Identifier: MIT
// Files that were put into the program when it was built.
#pragma once

#include <string_view>

namespace clasp {

/// Contents of an embedded file by its name ("map.js", "three.min.js"). Throws std::logic_error if
/// there is none: the names are the program's own.
std::string_view embedded_file(std::string_view name);

}  // namespace clasp
