// SPDX-License-Identifier: MIT
// A LAMMPS that is opened at run time, through its documented C interface. Nothing of it, and no
// MPI, is linked.
#pragma once

#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace clasp {

/// LAMMPS stopped one rank alone: no command can follow.
class LammpsAborted : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// One LAMMPS, on all ranks of the program that mpiexec started. Every rank gives the same calls.
class LammpsLibrary {
 public:
  /// Opens the library. Throws Error: no such file, not LAMMPS, built without exceptions, started
  /// by the mpiexec of another MPI.
  explicit LammpsLibrary(const std::string& path);
  ~LammpsLibrary();

  const std::string& path() const { return path_; }
  int rank() const;
  int ranks() const;
  /// Gives back all that LAMMPS holds and starts it anew.
  void reset();
  /// Ends MPI; every rank must call it. Without it the other ranks are ended by mpiexec.
  void finish();

  /// Throws Error with LAMMPS' message if a command fails, after which reset() must follow.
  void command(const std::string& line);
  bool has_style(const char* category, const char* name) const;
  /// Adds atoms with IDs 1, 2, ... to an empty box. Throws Error unless all are there.
  void create_atoms(const std::vector<int>& types, const std::vector<double>& positions);
  /// Values of a fix's global vector.
  std::vector<double> fix_vector(const char* id, int size);

 private:
  struct Functions;
  void check() const;
  void open();
  std::string path_;
  std::unique_ptr<Functions> f_;
  void* handle_ = nullptr;
};

}  // namespace clasp
