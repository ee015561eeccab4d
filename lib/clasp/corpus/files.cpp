// SPDX-License-Identifier: MIT
#include "corpus/files.h"

#include <algorithm>
#include <cctype>
#include <filesystem>

#include "core/error.h"
#include "core/lower_case.h"
#include "corpus/archive_reader.h"

namespace clasp {
namespace {

namespace fs = std::filesystem;

void add_folder(const std::string& path, const std::function<bool(const std::string&)>& wanted,
                std::vector<std::string>* files) {
  std::vector<std::string> entries;
  for (const auto& entry : fs::directory_iterator(path)) entries.push_back(entry.path().string());
  std::sort(entries.begin(), entries.end());
  for (const std::string& entry : entries) {
    std::error_code dangling;
    if (fs::is_directory(entry, dangling))
      add_folder(entry, wanted, files);
    else if (wanted(entry))
      files->push_back(entry);
  }
}

/// A CIF file, or all those in an archive.
void visit_file(const std::string& path, const std::function<void(FoundFile&&)>& visit,
                const std::function<bool(const std::string&)>& wanted) {
  FoundFile file;
  if (is_archive(path)) {
    for (ArchiveReader reader(path, false); next_cif(reader, path, &file, true, wanted);)
      visit(std::move(file));
    return;
  }
  if (wanted && !wanted(path)) return;
  file.path = path;
  try {
    ArchiveReader reader(path, true);
    std::string name;
    if (reader.next(&name)) file.text = reader.contents();
  } catch (const Error& e) {
    file.problem = e.reason();
  }
  visit(std::move(file));
}

}  // namespace

std::pair<std::string, std::string> split_source(const std::string& source) {
  const std::string lower = lower_case(source);
  const auto plain = lower.rfind(".cif#"), packed = lower.rfind(".cif.gz#");
  const auto npos = std::string::npos;
  auto hash = source.rfind('#');
  if (packed != npos && (plain == npos || packed > plain))
    hash = packed + 7;
  else if (plain != npos)
    hash = plain + 4;
  if (hash == npos) return {source, {}};
  return {source.substr(0, hash), source.substr(hash + 1)};
}

bool has_ending(const std::string& path, std::initializer_list<const char*> endings) {
  const std::string p = lower_case(path);
  return std::any_of(endings.begin(), endings.end(), [&](const std::string& end) {
    return p.size() >= end.size() && p.compare(p.size() - end.size(), end.size(), end) == 0;
  });
}

bool is_cif(const std::string& path) {
  return has_ending(path, {".cif", ".cif.gz"});
}

std::vector<std::string> list_files(const std::vector<std::string>& paths,
                                    const std::function<bool(const std::string&)>& wanted) {
  std::vector<std::string> files;
  for (const std::string& given : paths) {
    std::string path = given;
    while (path.size() > 1 && path.back() == '/') path.pop_back();
    std::error_code problem;
    const auto status = fs::status(path, problem);
    if (!fs::exists(status)) throw Error(path, "", "no such file or folder", "check the path");
    try {
      if (fs::is_directory(status))
        add_folder(path, wanted, &files);
      else
        files.push_back(path);
    } catch (const fs::filesystem_error& e) {
      throw Error(path, "", e.what(), "check that it can be read");
    }
  }
  return files;
}

void for_each_cif(const std::vector<std::string>& paths,
                  const std::function<void(FoundFile&&)>& visit,
                  const std::function<bool(const std::string& path)>& wanted) {
  const auto known = [](const std::string& p) { return is_cif(p) || is_archive(p); };
  for (const std::string& given : paths)  // what comes before a missing path is visited
    for (const std::string& path : list_files({given}, known)) visit_file(path, visit, wanted);
}

}  // namespace clasp
