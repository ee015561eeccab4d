// SPDX-License-Identifier: GPL-2.0-or-later
// Debian 12's liblammps-dev leaves out the copy of {fmt} that its headers were written for; the
// newer one of the distribution lacks a name they mention. Nothing here uses those templates, the
// compiler only wants to have seen the name. Included before everything else.
#ifndef LMP_CLASP_LIBLAMMPS_FMT_H
#define LMP_CLASP_LIBLAMMPS_FMT_H

#if __has_include(<fmt/format.h>)
#include <fmt/format.h>
#if FMT_VERSION >= 90000
namespace fmt {
template <typename... Args, typename Text>
void make_args_checked(const Text&, const Args&...);
}
#endif
#endif

#endif
