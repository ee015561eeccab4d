// SPDX-License-Identifier: MIT
#include "corpus/cif_symmetry.h"

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <gemmi/symmetry.hpp>
#include <stdexcept>

#include "corpus/cif_sites.h"

namespace clasp {
namespace {

std::string compact(const std::string& text, bool lower) {
  std::string out;
  for (const unsigned char c : text)
    if (!std::isspace(c) && c != '_') out += static_cast<char>(lower ? std::tolower(c) : c);
  return out;
}

/// Three rows that keep volumes, as "x,y" or "?" do not.
bool is_operation(const SymmetryOperation& op) {
  constexpr double kRounding = 1e-3;
  return std::abs(std::abs(determinant(op.rotation)) - 1.0) < kRounding;
}

/// A row of an operation: terms such as "x", "-y", "1/2", "+0.25", "2x" in any order. A later term
/// of the same kind replaces an earlier one.
class RowParser {
 public:
  RowParser(const std::string& text, Vec3& rotation, double& translation)
      : text_(text), rotation_(rotation), translation_(translation) {}

  void parse() {
    while (at_ < text_.size()) parse_term();
  }

 private:
  void parse_term() {
    const bool negative = peek() == '-';
    if (negative || peek() == '+') ++at_;
    bool has_number = false;
    double value = 1.0;
    if (is_digit(peek())) {
      value = number();
      has_number = true;
      if (peek() == '/') {
        ++at_;
        if (is_digit(peek())) value /= number();
      }
    }
    const char axis = peek();
    if (axis >= 'x' && axis <= 'z') {
      rotation_[axis - 'x'] = negative ? -value : value;
      ++at_;
    } else if (has_number) {
      translation_ = negative ? -value : value;
    } else {
      ++at_;  // a foreign character
    }
  }

  char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  static bool is_digit(char c) { return (c >= '0' && c <= '9') || c == '.'; }
  double number() {
    const std::size_t start = at_;
    while (is_digit(peek())) ++at_;
    const std::string digits = text_.substr(start, at_ - start);
    char* end = nullptr;
    const double value = std::strtod(digits.c_str(), &end);
    if (end != digits.c_str() + digits.size()) throw std::invalid_argument(text_);
    return value;
  }

  const std::string& text_;
  Vec3& rotation_;
  double& translation_;
  std::size_t at_ = 0;
};

std::vector<SymmetryOperation> listed_operations(const CifBlock& block) {
  for (const char* tag :
       {"_symmetry_equiv_pos_as_xyz", "_symmetry_equiv_pos_as_xyz_",
        "_space_group_symop_operation_xyz", "_space_group_symop_operation_xyz_"}) {
    const auto* texts = block.find(tag);
    if (!texts) continue;
    std::vector<SymmetryOperation> operations;
    try {
      for (const std::string& text : *texts) operations.push_back(parse_operation(text));
    } catch (const std::invalid_argument&) {
      continue;  // the next tag may be better
    }
    if (std::all_of(operations.begin(), operations.end(), is_operation)) return operations;
  }
  return {};
}

std::vector<SymmetryOperation> from_gemmi(const gemmi::GroupOps& group) {
  std::vector<SymmetryOperation> operations;
  for (const gemmi::Op& op : group.all_ops_sorted()) {
    SymmetryOperation out;
    for (int i = 0; i < 3; ++i) {
      for (int k = 0; k < 3; ++k) out.rotation[i][k] = double(op.rot[i][k]) / gemmi::Op::DEN;
      out.translation[i] = double(op.tran[i]) / gemmi::Op::DEN;
    }
    operations.push_back(out);
  }
  return operations;
}

/// An angle of the cell, 0 where it cannot be read: then rhombohedral groups are taken in their
/// hexagonal setting.
double cell_angle(const CifBlock& block, const char* tag) {
  double angle = 0.0;
  if (const auto* values = block.find(tag)) parse_cif_number(values->front(), &angle);
  return angle;
}

const gemmi::SpaceGroup* named_group(const CifBlock& block) {
  const double alpha = cell_angle(block, "_cell_angle_alpha");
  const double gamma = cell_angle(block, "_cell_angle_gamma");
  for (const char* tag : {"_symmetry_space_group_name_h-m", "_symmetry_space_group_name_h_m",
                          "_symmetry_space_group_name_h-m_", "_symmetry_space_group_name_h_m_",
                          "_space_group_name_hall", "_space_group_name_hall_",
                          "_space_group_name_h-m_alt", "_space_group_name_h-m_alt_",
                          "_symmetry_space_group_name_hall", "_symmetry_space_group_name_hall_"}) {
    const auto* names = block.find(tag);
    if (!names) continue;
    for (const std::string& name : {compact(names->front(), false), names->front()})
      if (const auto* group = gemmi::find_spacegroup_by_name(name, alpha, gamma)) return group;
  }
  return nullptr;
}

const gemmi::SpaceGroup* numbered_group(const CifBlock& block) {
  for (const char* tag : {"_space_group_it_number", "_space_group_it_number_",
                          "_symmetry_int_tables_number", "_symmetry_int_tables_number_"})
    if (const auto* numbers = block.find(tag))
      if (const auto* group = gemmi::find_spacegroup_by_number(std::atoi(numbers->front().c_str())))
        return group;
  return nullptr;
}

}  // namespace

SymmetryOperation parse_operation(const std::string& xyz) {
  const std::string text = compact(xyz, true);
  SymmetryOperation op;
  std::size_t start = 0;
  for (int row = 0; row < 3 && start <= text.size(); ++row) {
    const std::size_t end = std::min(text.find(',', start), text.size());
    const std::string part = text.substr(start, end - start);
    RowParser(part, op.rotation[row], op.translation[row]).parse();
    start = end + 1;
  }
  return op;
}

std::vector<SymmetryOperation> symmetry_operations(const CifBlock& block) {
  auto operations = listed_operations(block);
  if (!operations.empty()) return operations;
  const gemmi::SpaceGroup* group = named_group(block);
  if (!group) group = numbered_group(block);
  if (group) return from_gemmi(group->operations());
  return {parse_operation("x,y,z")};
}

}  // namespace clasp
