// SPDX-License-Identifier: GPL-2.0-or-later
// Prompts on all ranks: rank 0 reads their files and encodes them.
#ifndef LMP_CLASP_PROMPTS_H
#define LMP_CLASP_PROMPTS_H

#include <string>
#include <vector>

#include "clasp_prompt_scorer.h"
#include "clasp_rank_zero.h"
#include "text/prompts_file.h"

namespace LAMMPS_NS {

/// Prompts of a file, on all ranks.
inline std::vector<std::string> read_prompt_file(MPI_Comm world, Error* error,
                                                 const std::string& where,
                                                 const std::string& path) {
  std::string lines;
  on_rank_zero(world, error, where, [&] {
    for (const std::string& prompt : clasp::read_prompts(path)) lines += prompt + "\n";
  });
  broadcast(lines, world);
  std::vector<std::string> prompts;
  for (std::size_t begin = 0, end; begin < lines.size(); begin = end + 1) {
    end = lines.find('\n', begin);
    prompts.push_back(lines.substr(begin, end - begin));
  }
  return prompts;
}

/// Says, on rank 0, which prompts were longer than the model reads.
inline void warn_of_cut_prompts(Error* error, const std::string& where,
                                const clasp::PromptScorer& scorer) {
  std::string cut;
  for (const int i : scorer.truncated()) cut += (cut.empty() ? "" : ", ") + std::to_string(i + 1);
  if (!cut.empty())
    error->warning(FLERR, where + ": prompt " + cut + " cut at " +
                              std::to_string(scorer.max_tokens()) + " tokens; shorten it");
}

/// Copies prompts and what they are compared with from rank 0 to all.
inline void broadcast(clasp::PromptTable& table, MPI_Comm world) {
  MPI_Bcast(&table.size, 1, MPI_INT, 0, world);
  broadcast(table.embeddings, world);
  broadcast(table.references, world);
}

}  // namespace LAMMPS_NS

#endif
