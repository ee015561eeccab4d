// SPDX-License-Identifier: MIT
// Thermodynamic output in a LAMMPS log file.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace clasp {

/// One column of the thermo tables of a log file, all runs one after another.
struct ThermoColumn {
  std::string name;
  std::vector<std::int64_t> step;
  std::vector<double> value;
};

/// Reads the named columns (thermo_style one, custom or multi's table form: a header line that
/// begins with Step). Throws Error: no such file, no thermo table, no such column.
std::vector<ThermoColumn> read_thermo_log(const std::string& path,
                                          const std::vector<std::string>& columns);

}  // namespace clasp
