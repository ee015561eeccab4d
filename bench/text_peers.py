#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What texts cost here, in PyTorch and in ONNX Runtime: the same weights, the same core, one run, in turn.

From texts of at most 64 tokens to mean-pooled outputs, tokenizing included: single prompts, and many captions at once, sorted by
length. PyTorch runs the BertModel of transformers, ONNX Runtime its export with all of onnxscript's fusions; both get the batch
size that is fastest for them. Times are the processor's, the best of several. All outputs must agree to a cosine of 0.99999.

    python3 -m venv VENV && VENV/bin/pip install torch transformers onnx onnxscript onnxruntime
    taskset -c 0 VENV/bin/python bench/text_peers.py --texts captions.txt --folder FOLDER
"""
import argparse
import importlib.metadata
import os
import pathlib
import subprocess
import tempfile
import time

os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1", TOKENIZERS_PARALLELISM="false", HF_HUB_OFFLINE="1")

import numpy as np  # noqa: E402: reads the environment
import onnx_ir  # noqa: E402
import onnxruntime  # noqa: E402
import torch  # noqa: E402
from onnxscript.rewriter.ort_fusions import optimize_for_ort  # noqa: E402
from transformers import AutoTokenizer, BertModel  # noqa: E402

HERE = pathlib.Path(__file__).resolve().parent
MAX_TOKENS = 64
BATCHES = [8, 16, 32, 64, 128]
INPUTS = ["input_ids", "attention_mask", "token_type_ids"]


class Peer:
    """A model of Python: `last_hidden(inputs)` takes and gives arrays."""

    batch = BATCHES[0]

    def __init__(self, folder):
        self.tokenizer = AutoTokenizer.from_pretrained(folder)

    def encode(self, texts):
        ids = self.tokenizer(texts, truncation=True, max_length=MAX_TOKENS)["input_ids"]
        order = sorted(range(len(ids)), key=lambda i: len(ids[i]))
        out = None
        for first in range(0, len(order), self.batch):
            some = order[first : first + self.batch]
            tokens = np.zeros((len(some), len(ids[some[-1]])), np.int64)
            mask = np.zeros_like(tokens)
            for row, i in enumerate(some):
                tokens[row, : len(ids[i])] = ids[i]
                mask[row, : len(ids[i])] = 1
            hidden = self.last_hidden((tokens, mask, np.zeros_like(tokens)))
            out = np.empty((len(texts), hidden.shape[2]), np.float32) if out is None else out
            out[some] = np.einsum("btk,bt->bk", hidden, mask.astype(np.float32)) / mask.sum(1, keepdims=True)
        return out

    def choose_batch(self, texts):
        """The fastest for texts of as similar lengths as when all are sorted: every twentieth of the largest batches."""
        by_length, most = sorted(texts, key=len), BATCHES[-1]
        sample = [text for first in range(0, len(texts), 20 * most) for text in by_length[first : first + most]]

        def cost(batch):
            self.batch = batch
            return seconds(self.encode, sample)

        self.encode(sample[:100])
        self.batch = min(BATCHES, key=cost)


class PyTorch(Peer):
    name, package = "PyTorch", "torch"

    def __init__(self, folder):
        super().__init__(folder)
        torch.set_num_threads(1)
        self.model = BertModel.from_pretrained(folder).eval()

    @torch.inference_mode()
    def last_hidden(self, inputs):
        return self.model(*map(torch.from_numpy, inputs)).last_hidden_state.numpy()


class OnnxRuntime(Peer):
    name, package = "ONNX Runtime", "onnxruntime"

    def __init__(self, folder):
        super().__init__(folder)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        with tempfile.TemporaryDirectory() as work:
            self.session = onnxruntime.InferenceSession(export(folder, work), options, providers=["CPUExecutionProvider"])

    def last_hidden(self, inputs):
        return self.session.run(["last_hidden_state"], dict(zip(INPUTS, inputs)))[0]


class LastHidden(torch.nn.Module):
    """A BertModel with positional inputs and one output, as an export wants it."""

    def __init__(self, bert):
        super().__init__()
        self.bert = bert

    def forward(self, *inputs):
        return self.bert(**dict(zip(INPUTS, inputs))).last_hidden_state


def export(folder, work):
    """The BertModel of a folder as ONNX, attention, GELU and layer norms fused; the path of the file."""
    model = LastHidden(BertModel.from_pretrained(folder, attn_implementation="eager")).eval()
    example = tuple(torch.ones(2, 8, dtype=torch.int64) for _ in INPUTS)
    dynamic = {0: torch.export.Dim.DYNAMIC, 1: torch.export.Dim.DYNAMIC}
    program = torch.onnx.export(model, example, input_names=INPUTS, output_names=["last_hidden_state"], dynamo=True,
                                dynamic_shapes=(tuple(dynamic for _ in INPUTS),), verbose=False)
    fused, counts = optimize_for_ort(program.model)
    print("fused:", {name: count for name, count in counts.items() if count})
    path = f"{work}/fused.onnx"
    onnx_ir.save(fused, path)
    return path


class Clasp:
    name = "clasp"

    def __init__(self, build, folder, texts):
        self.file = tempfile.NamedTemporaryFile("w", suffix=".txt")
        self.file.write("".join(text + "\n" for text in texts))
        self.file.flush()
        self.out = self.file.name + ".floats"
        worker = f"{build}/bin/clasp_text_worker"
        self.process = subprocess.Popen([worker, folder, self.file.name], text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.answer("ready")

    def answer(self, expected=None):
        line = self.process.stdout.readline().strip()
        if not line or (expected and line != expected):
            raise SystemExit("clasp_text_worker gave no answer")
        return line

    def ask(self, command):
        print(command, file=self.process.stdin, flush=True)
        return float(self.answer())

    def each(self):
        return self.ask("each")

    def all(self):
        return self.ask(f"all {self.out}")

    def embeddings(self, rows):
        return np.fromfile(self.out, np.float32).reshape(rows, -1)


def seconds(work, *arguments):
    start = time.process_time()
    work(*arguments)
    return time.process_time() - start


def lowest_cosine(a, b):
    a, b = a.astype(np.float64), b.astype(np.float64)
    return ((a * b).sum(1) / np.sqrt((a * a).sum(1) * (b * b).sum(1))).min()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", required=True, help="file with a caption a line")
    parser.add_argument("--folder", required=True, help="text encoder: config.json, vocab.txt, model.safetensors, tokenizer")
    parser.add_argument("--build", default=HERE.parent / "build", help="build folder (CLASP_BENCH=ON)")
    parser.add_argument("--count", type=int, default=10000, help="captions (10000)")
    parser.add_argument("--rounds", type=int, default=1, help="how often everybody encodes the captions; the best counts (1)")
    args = parser.parse_args()

    texts = pathlib.Path(args.texts).read_text(encoding="utf-8").splitlines()[: args.count]
    prompts = [line for line in (HERE / "judge_prompts.txt").read_text(encoding="utf-8").splitlines() if line[:1] != "#"][::10]
    print(f"{len(prompts)} prompts, {len(texts)} captions, core {sorted(os.sched_getaffinity(0))}")
    peers = [PyTorch(args.folder), OnnxRuntime(args.folder)]
    for peer in peers:
        peer.choose_batch(texts)
    ours = [Clasp(args.build, args.folder, some) for some in (prompts, texts)]

    one = {who: float("inf") for who in ["clasp"] + [p.name for p in peers]}
    for _ in range(10):
        one["clasp"] = min(one["clasp"], ours[0].each())
        for peer in peers:
            one[peer.name] = min(one[peer.name], seconds(lambda: [peer.encode([p]) for p in prompts]))
    many = {who: float("inf") for who in one}
    outputs = {}
    for _ in range(args.rounds):
        many["clasp"] = min(many["clasp"], ours[1].all())
        for peer in peers:
            many[peer.name] = min(many[peer.name], seconds(lambda: outputs.update({peer.name: peer.encode(texts)})))

    outputs["clasp"] = ours[1].embeddings(len(texts))
    versions = {p.name: f" {importlib.metadata.version(p.package)}, batches of {p.batch}" for p in peers}
    print(f"\n| | a prompt, ms | {len(texts):,} captions, s | lowest cosine with ours |\n| --- | --- | --- | --- |")
    lowest = {who: lowest_cosine(outputs[who], outputs["clasp"]) for who in one}
    for who in one:
        print(f"| {who}{versions.get(who, '')} | {1e3 * one[who] / len(prompts):.2f} | {many[who]:.1f} | 1 - {1 - lowest[who]:.1e} |")
    if min(lowest.values()) < 0.99999:
        raise SystemExit("the outputs do not agree")


if __name__ == "__main__":
    main()
