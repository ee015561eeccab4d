// SPDX-License-Identifier: MIT
// `clasp model`: inspect, check, convert and complete model files.
#include "cli/commands.h"
#include "cli/model_check.h"
#include "cli/model_verbs.h"

#include <cstdio>

namespace clasp {

void add_model_verify(CLI::App& model) {
  auto path = std::make_shared<std::string>();
  CLI::App* app = model.add_subcommand("verify", "Check a model file by using it");
  app->add_option("MODEL", *path, "Model file")->required();
  app->footer("Example: clasp model verify potentials/clasp-minilm.safetensors");
  app->callback([path] {
    for (const std::string& line : check_model(ModelFile::open(*path)))
      std::printf("ok  %s\n", line.c_str());
  });
}

void add_model_command(CLI::App& parent) {
  CLI::App* model = parent.add_subcommand("model", "Inspect, check, convert and complete models");
  model->require_subcommand(1);
  add_model_info(*model);
  add_model_verify(*model);
  add_model_import(*model);
  add_model_pack(*model);
}

}  // namespace clasp
