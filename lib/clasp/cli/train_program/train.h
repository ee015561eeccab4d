// SPDX-License-Identifier: MIT
#pragma once

#include <CLI/CLI.hpp>

namespace clasp {

/// train pretrain | finetune | sweep; callbacks throw Error.
void add_train_command(CLI::App& parent);

}  // namespace clasp
