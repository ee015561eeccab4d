// SPDX-License-Identifier: MIT
#include "pages/embedded.h"

#include <stdexcept>
#include <string>

// The assembler copies the files: a compiler would take minutes for megabytes of array.
#define EMBED(symbol, name, path)                                                        \
  __asm__(".pushsection .rodata\nclasp_embedded_" #symbol ":\n.incbin \"" path           \
          "\"\nclasp_embedded_end_" #symbol ":\n.byte 0\n.popsection\n");                \
  extern "C" __attribute__((visibility("hidden"))) const char clasp_embedded_##symbol[]; \
  extern "C" __attribute__((visibility("hidden"))) const char clasp_embedded_end_##symbol[];
#include "embedded_files.inc"
#undef EMBED

namespace clasp {

std::string_view embedded_file(std::string_view name) {
#define EMBED(symbol, file, path)    \
  if (name == file)                  \
    return {clasp_embedded_##symbol, \
            static_cast<std::size_t>(clasp_embedded_end_##symbol - clasp_embedded_##symbol)};
#include "embedded_files.inc"
#undef EMBED
  throw std::logic_error("no embedded file " + std::string(name));
}

}  // namespace clasp
