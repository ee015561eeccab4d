#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Compares `clasp model import` and `clasp embed` with the code of the CLaSP authors (github.com/Toyota/clasp).

Builds the authors' model with random weights and BatchNorm statistics in several sizes, saves it as their trainer
does, embeds structures and texts with their code, then with the imported model, and prints the largest deviation
of any cosine from 1. PyTorch Geometric and Lightning, of which only names are used, are replaced by stubs.

Where unlike atoms at equal distance compete for an atom's last places, rounding decides in the authors' code, and
there is no one value to compare with. Such structures are found by displacing atoms by 1e-5 Angstrom, which then
changes the embedding by leaps; they are counted and left out.

usage: authors_parity.py AUTHORS_CHECKOUT CLASP_EXECUTABLE BERT_FOLDER [--cif FILE_OR_FOLDER ...]
needs: pip install torch transformers tokenizers safetensors pymatgen
"""
import argparse
import contextlib
import io
import json
import pathlib
import subprocess
import sys
import tempfile
import types
import warnings

import torch
from pymatgen.core import Lattice, Structure
from pymatgen.symmetry.analyzer import SpacegroupAnalyzer
from safetensors.torch import load_file, safe_open
from torch import nn

from random_texts import WORDS, bert_tokenizer, random_texts

BASE = dict(encoder_name="cgcnn", embedding_dim=768, embedding_normalize="l2", textmlp_n_layers=3,
            textmlp_hidden_dim=768, textmlp_dropout_prob=0.0, n_conv_cgcnn=5, crystalencoder_n_mlp_layers=2,
            crystalencoder_dropout_prob=0.0, loss_fn="cosface_loss", margin=0.5, loss_scale=3.0,
            freeze_text_encoders=True, max_token_length=64)
VARIANTS = {
    "the paper's sizes": {},
    "dropout between layers": dict(textmlp_dropout_prob=0.1, crystalencoder_dropout_prob=0.2),
    "other sizes, SigLIP": dict(embedding_dim=96, textmlp_hidden_dim=160, textmlp_n_layers=4, n_conv_cgcnn=3,
                                crystalencoder_n_mlp_layers=1, loss_fn="siglip_loss", atom_fea_len=40),
    "a linear text head": dict(textmlp_n_layers=1, crystalencoder_n_mlp_layers=3, textmlp_dropout_prob=0.1),
}


def stub(name, **members):
    module = types.ModuleType(name)
    module.__dict__.update(members)
    sys.modules[name] = module
    parent, _, child = name.rpartition(".")
    if parent:
        setattr(sys.modules[parent], child, module)


def install_stubs():
    def mean_pool(x, batch):
        return torch.stack([x[batch == b].mean(0) for b in range(int(batch.max()) + 1)])

    class Data(types.SimpleNamespace):
        pass

    nothing = type("Nothing", (), {})
    stub("torch_geometric")
    stub("torch_geometric.nn", global_mean_pool=mean_pool, global_max_pool=None)
    stub("torch_geometric.data", Data=Data, InMemoryDataset=nothing, Dataset=nothing, download_url=None,
         extract_zip=None)
    for name in ("pytorch_lightning", "pytorch_lightning.core", "lightning", "lightning.pytorch"):
        stub(name)
    stub("pytorch_lightning.core.module", LightningModule=nn.Module)
    stub("lightning.pytorch.utilities", grad_norm=None)


def randomise(model):
    with torch.no_grad():
        for module in model.modules():
            if isinstance(module, nn.BatchNorm1d):
                module.running_mean.uniform_(-0.5, 0.5)
                module.running_var.uniform_(0.5, 2.0)
                module.weight.uniform_(0.5, 1.5)
                module.bias.uniform_(-0.3, 0.3)


def built_in_structures():
    """Ordered, disordered, one-atom, and sparse crystals."""
    cubic = Lattice.cubic
    yield "rock_salt", Structure.from_spacegroup(225, cubic(5.64), ["Na", "Cl"], [[0, 0, 0], [0.5, 0.5, 0.5]])
    yield "diamond", Structure.from_spacegroup(227, cubic(5.431), ["Si"], [[0, 0, 0]])
    yield "polonium", Structure(cubic(3.359), ["Po"], [[0, 0, 0]])
    yield "perovskite", Structure(cubic(3.905), ["Sr", "Ti", "O", "O", "O"],
                                  [[0, 0, 0], [.5, .5, .5], [.5, .5, 0], [.5, 0, .5], [0, .5, .5]])
    yield "rutile", Structure.from_spacegroup(136, Lattice.tetragonal(4.594, 2.959), ["Ti", "O"],
                                              [[0, 0, 0], [0.3053, 0.3053, 0]])
    yield "quartz", Structure.from_spacegroup(154, Lattice.hexagonal(4.913, 5.405), ["Si", "O"],
                                              [[0.4697, 0, 0], [0.4135, 0.2669, 0.1191]])
    yield "alloy", Structure.from_spacegroup(225, cubic(3.8), [{"Cu": 0.6, "Au": 0.4}], [[0, 0, 0]])
    yield "vacancies", Structure.from_spacegroup(225, cubic(4.3), [{"Fe": 0.9}, "O"], [[0, 0, 0], [.5, .5, .5]])
    yield "sparse", Structure(Lattice.orthorhombic(7.1, 7.6, 9.0), ["Xe", "Kr"], [[0, 0, 0], [0.31, 0.42, 0.13]])
    yield "lonely", Structure(cubic(20.0), ["Ar"], [[0, 0, 0]])
    yield "low_symmetry", Structure(Lattice.from_parameters(4.1, 5.3, 6.7, 81, 97, 104), ["Ca", "Si", "O", "O", "H"],
                                    [[.1, .2, .3], [.6, .1, .7], [.4, .8, .2], [.9, .5, .6], [.25, .45, .85]])


def cif_files(paths, folder):
    for name, structure in built_in_structures():
        structure.to(str(folder / f"{name}.cif"))
        yield folder / f"{name}.cif"
    for path in map(pathlib.Path, paths):
        yield from sorted(path.rglob("*.cif")) if path.is_dir() else [path]


def authors_crystals(files, exporter):
    """The authors' graphs of the files that their code reads: as they are, and with displaced atoms."""
    from dataloaders.common import read_structure_from_cif
    from dataloaders.dataset_cgcnn import make_data

    def graph(structure):
        material = {"final_structure": structure, "file_id": "", "title": "", "tokenized_title": None}
        data = make_data(material, exporter, primitive=True)
        data.batch = torch.zeros(len(data.x), dtype=torch.long)
        return data

    graphs = {}
    for file in files:
        try:
            with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
                warnings.simplefilter("ignore")
                structure = SpacegroupAnalyzer(read_structure_from_cif(str(file))).get_conventional_standard_structure()
                displaced = [structure.copy().perturb(1e-5, seed=i) for i in range(4)]
                graphs[str(file)] = [graph(s) for s in (structure, *displaced)]
        except Exception as problem:  # whatever their code does not read is no matter of parity
            print(f"  left out {file.name}: {type(problem).__name__}")
    return graphs


def authors_embeddings(model, cfg, graphs, texts, tokenizer):
    from models.utils import normalize_embedding

    with torch.no_grad():
        crystals = {path: [normalize_embedding(model.model(g), cfg.embedding_normalize)[0] for g in several]
                    for path, several in graphs.items()}
        rows = []
        for text in texts:
            ids = torch.tensor([tokenizer.encode(text).ids])
            data = types.SimpleNamespace(tokenized_title={"input_ids": ids, "attention_mask": torch.ones_like(ids)})
            rows.append(normalize_embedding(model.model_text(data), cfg.embedding_normalize)[0])
    return crystals, torch.stack(rows)


def clasp_embeddings(command, out):
    subprocess.run([*command, "--out", out], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    with safe_open(out, "pt") as file:
        ids = json.loads(file.metadata()["ids"])
    return dict(zip(ids, load_file(out)["embeddings"]))


def deviation(a, b):
    return float(1 - nn.functional.cosine_similarity(a.double(), b.double(), dim=0))


def compare(name, changes, args, graphs, texts, folder):
    from models.contrastive import ClaspModel

    cfg = types.SimpleNamespace(**{**BASE, **changes}, hf_textencoder_model_id=args.bert)
    torch.manual_seed(len(name))
    with contextlib.redirect_stdout(io.StringIO()):
        model = ClaspModel(cfg)
    randomise(model)
    checkpoint = folder / "authors.ckpt"
    optimiser = torch.optim.AdamW(model.model.parameters())
    torch.save({"epoch": 1, "state_dict": model.state_dict(), "optimizer_states": [optimiser.state_dict()],
                "pytorch-lightning_version": "2.4.0"}, checkpoint)
    imported = str(folder / "imported.safetensors")
    subprocess.run([args.clasp, "model", "import", checkpoint, "--text-encoder", args.bert, "--out", imported],
                   check=True, stdout=subprocess.DEVNULL)

    tokenizer = bert_tokenizer(args.bert + "/vocab.txt", True, None, True)
    tokenizer.enable_truncation(64)
    crystals, rows = authors_embeddings(model.eval(), cfg, graphs, texts, tokenizer)
    (folder / "texts.txt").write_text("".join(t + "\n" for t in texts), encoding="utf-8")
    ours = clasp_embeddings([args.clasp, "embed", imported, *graphs], str(folder / "c.safetensors"))
    our_texts = clasp_embeddings([args.clasp, "embed", imported, "--text", folder / "texts.txt"],
                                 str(folder / "t.safetensors"))
    undefined = {p for p, (first, *others) in crystals.items() if max(deviation(first, o) for o in others) > 1e-7}
    found = sorted(((deviation(crystals[p][0], ours[p]), p) for p in crystals if p in ours and p not in undefined),
                   reverse=True)
    text = max(deviation(rows[i], our_texts[str(i + 1)]) for i in range(len(texts)))
    print(f"{name}: {len(found)} structures, largest 1 - cosine {found[0][0]:.1e} ({pathlib.Path(found[0][1]).name}); "
          f"{len(texts)} texts, largest {text:.1e}; {len(undefined)} structures depend on rounding")
    return max(text, found[0][0]), [p for p in crystals if p not in ours]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("authors")
    parser.add_argument("clasp")
    parser.add_argument("bert")
    parser.add_argument("--cif", nargs="*", default=[])
    args = parser.parse_args()
    sys.path.insert(0, args.authors)
    install_stubs()
    from dataloaders.dataset_cgcnn import ExportCrystalGraph

    texts = WORDS[:40] + [t for t in random_texts(400, seed=31) if t.strip() and t.isprintable()][:60]
    worst = 0.0
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        graphs = authors_crystals(list(cif_files(args.cif, folder)), ExportCrystalGraph())
        for name, changes in VARIANTS.items():
            deviated, missing = compare(name, changes, args, graphs, texts, folder)
            worst = max(worst, deviated)
        for path in missing:
            print(f"  clasp embed left out {path}")
    print(f"largest 1 - cosine of all: {worst:.1e}")
    sys.exit(worst > 1e-5)


if __name__ == "__main__":
    main()
