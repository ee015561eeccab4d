// SPDX-License-Identifier: MIT
// `clasp embed`: structures or texts in, a table of embeddings out.
#include <fmt/format.h>

#include <cstdio>
#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>

#include "cli/commands.h"
#include "cli/embedding_table.h"
#include "cli/progress.h"
#include "cli/workers/structure_embedder.h"
#include "core/error.h"
#include "core/json_text.h"
#include "core/write_file.h"
#include "corpus/files.h"
#include "text/text.h"

namespace clasp {
namespace {

struct EmbedOptions {
  std::string model, out, rejected, text, captions, root = ".";
  std::vector<std::string> paths;
  int max_sites = 500, threads = 0;
};

/// What could not be embedded, and why.
class Rejections {
 public:
  void add(const std::string& id, const std::string& reason) {
    if (count_ == 0) first_ = id + ": " + reason;
    rows_ += json_text({{"id", id}, {"reason", reason}}) + "\n";
    ++count_;
  }
  int count() const { return count_; }
  /// "ID: REASON"; empty if nothing was rejected.
  const std::string& first() const { return first_; }
  void write(const std::string& path) const {
    write_file_atomically(path, rows_.data(), rows_.size());
  }

 private:
  std::string rows_, first_;
  int count_ = 0;
};

/// What comes out of all that goes in.
struct EmbedResult {
  EmbeddingTable table;
  Rejections rejections;

  void add(const Embedded& structure) {
    if (structure.rows.empty())
      rejections.add(structure.entry.source, structure.reason);
    else
      table.add(structure.entry.source, structure.rows.front());
  }
};

std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw Error(path, "", "cannot open", "check the path");
  return {std::istreambuf_iterator<char>(in), {}};
}

/// Structures named by a caption file: fields cif (a name, or a list of them) and block, relative
/// to --root.
void embed_captioned(const EmbedOptions& o, StructureEmbedder& embedder, EmbedResult& result) {
  const std::string text = read_file(o.captions);
  Progress progress("structures");
  const auto take = [&](const Embedded& structure) {
    result.add(structure);
    progress.step();
  };
  std::size_t begin = 0;
  for (int line = 1; begin < text.size(); ++line) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const auto row =
        nlohmann::json::parse(text.begin() + static_cast<std::ptrdiff_t>(begin),
                              text.begin() + static_cast<std::ptrdiff_t>(end), nullptr, false);
    const bool blank = text.find_first_not_of(" \t\r", begin) >= end;
    begin = end + 1;
    if (blank) continue;
    if (!row.is_object() || !row.contains("cif"))
      throw Error(o.captions, fmt::format("line {}", line),
                  "not a JSON object with a field \"cif\"", "give one JSON object a line");
    const std::string block = row.contains("block") && row["block"].is_string()
                                  ? row["block"].get<std::string>()
                                  : std::string();
    std::vector<std::string> names;
    if (row["cif"].is_string())
      names.push_back(row["cif"]);
    else if (row["cif"].is_array())
      for (const auto& name : row["cif"])
        if (name.is_string()) names.push_back(name);
    if (names.empty())
      throw Error(o.captions, fmt::format("line {}", line),
                  "field \"cif\" is neither a name nor a list of names",
                  "give the CIF's path relative to --root");
    for (const std::string& name : names) {
      std::ifstream in(fmt::format("{}/{}", o.root, name), std::ios::binary);
      const std::string id = block.empty() ? name : fmt::format("{}#{}", name, block);
      if (in) {
        embedder.embed_cif({name, {std::istreambuf_iterator<char>(in), {}}, {}}, block, take);
      } else {
        embedder.finish();  // what came before is told before
        result.rejections.add(id, "no such file under " + o.root);
      }
    }
  }
  embedder.finish();
}

void embed_files(const EmbedOptions& o, StructureEmbedder& embedder, EmbedResult& result) {
  Progress progress("structures");
  for_each_cif(o.paths, [&](const FoundFile& file) {
    embedder.embed_cif(file, {}, [&](const Embedded& structure) {
      result.add(structure);
      progress.step();
    });
  });
  embedder.finish();
}

void embed_texts(const EmbedOptions& o, const ModelFile& model, EmbeddingTable& table,
                 Rejections& rejections) {
  const PromptEncoder encoder(model);
  const std::string text = read_file(o.text);
  std::vector<std::string> prompts, ids;
  std::size_t begin = 0;
  for (int line = 1; begin < text.size(); ++line) {
    std::size_t end = std::min(text.find('\n', begin), text.size());
    std::string prompt = text.substr(begin, end - begin);
    begin = end + 1;
    if (!prompt.empty() && prompt.back() == '\r') prompt.pop_back();
    if (prompt.find_first_not_of(" \t") == std::string::npos) {
      rejections.add(std::to_string(line), "empty line");
      continue;
    }
    prompts.push_back(prompt);
    ids.push_back(std::to_string(line));
  }
  if (prompts.empty()) return;
  std::vector<int> truncated;
  const Matrix rows = encoder.embed(prompts, &truncated);
  for (int r = 0; r < rows.rows; ++r) table.add(ids[r], {rows.row(r), rows.row(r) + rows.cols});
  for (const int n : truncated)
    fmt::print(stderr, "clasp: {}: line {}: longer than {} tokens, the rest was cut\n", o.text,
               ids[n], model.settings().text.max_tokens);
}

Error nothing_embedded(const EmbedOptions& o, const Rejections& rejections) {
  if (rejections.count() == 0)
    return {o.out, "", "not written: there was nothing to embed", "give CIF files or texts"};
  const int others = rejections.count() - 1;
  return {
      o.out, "",
      "not written, nothing could be embedded: " + rejections.first() +
          (others > 0 ? fmt::format(" (and {} more; --rejected FILE lists them)", others) : "")};
}

void run(const EmbedOptions& o) {
  if (o.text.empty() && o.paths.empty() && o.captions.empty())
    throw Error("clasp embed", "", "nothing to embed",
                "give CIF paths, --captions FILE.jsonl, or --text FILE");
  if (!o.text.empty() && !(o.paths.empty() && o.captions.empty()))
    throw Error("clasp embed", "", "structures and texts cannot go into one table", "run it twice");
  EmbeddingTable::check_format(o.out);
  const ModelFile model = ModelFile::open(o.model);
  EmbedResult result;
  if (!o.text.empty()) {
    embed_texts(o, model, result.table, result.rejections);
  } else {
    StructureEmbedder embedder({&model}, {o.max_sites, o.threads, {}});
    if (!o.captions.empty()) embed_captioned(o, embedder, result);
    if (!o.paths.empty()) embed_files(o, embedder, result);
  }
  if (!o.rejected.empty()) result.rejections.write(o.rejected);
  if (result.table.size() == 0) throw nothing_embedded(o, result.rejections);
  result.table.write(o.out, model.embedding_size());
  fmt::print(
      "{} embedded, {} rejected{}: {}\n", result.table.size(), result.rejections.count(),
      result.rejections.count() > 0 && o.rejected.empty() ? " (--rejected FILE lists them)" : "",
      o.out);
}

}  // namespace

void add_embed_command(CLI::App& parent) {
  auto o = std::make_shared<EmbedOptions>();
  CLI::App* app = parent.add_subcommand("embed", "Embed CIF structures or texts");
  app->add_option("MODEL", o->model, "Model file")->required();
  app->add_option("PATH", o->paths, "CIF files, folders or archives");
  app->add_option("--captions", o->captions,
                  "JSON lines whose fields cif and block name structures under --root");
  app->add_option("--root", o->root, "Folder that --captions refers to")->capture_default_str();
  app->add_option("--text", o->text, "Text file: a line is a text");
  app->add_option("--out", o->out, "Table to write: .safetensors, .npy or .csv")->required();
  app->add_option("--rejected", o->rejected,
                  "JSON lines of what could not be embedded, with the reason");
  app->add_option("--max-sites", o->max_sites, "Most sites of a conventional cell")
      ->capture_default_str()
      ->check(CLI::PositiveNumber);
  app->add_option("--threads", o->threads, "Structures embedded at a time (default: one per core)")
      ->check(CLI::NonNegativeNumber);
  app->set_config("--config", "", "Read options from a TOML file");
  app->footer(
      "Example: clasp embed build/model.safetensors structures/ --out structures.safetensors");
  app->callback([o] { run(*o); });
}

}  // namespace clasp
