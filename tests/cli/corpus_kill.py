#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""SIGKILL at random moments: `clasp corpus ingest | abstracts | keywords | export | merge`, killed ten times each and run again,
ends with the content of a run that nothing interrupted.

usage: corpus_kill.py CLASP_EXECUTABLE [SEED]
"""
import hashlib
import json
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

from kills import Kills

CRYSTALS = 450
server_script = Path(__file__).resolve().parent.parent / "support" / "corpus_server.py"

QUERIES = [
    'SELECT source,formula,space_group,phase,"group",split,lattice,sites FROM structures',
    "SELECT s.source,c.source,c.text,p.doi,p.title,p.journal,p.year FROM captions c JOIN structures s ON s.id=c.structure"
    " LEFT JOIN publications p ON p.id=c.publication",
    "SELECT s.source,l.name,l.value FROM labels l JOIN structures s ON s.id=l.structure",
    "SELECT doi,title,journal,year FROM publications",
    "SELECT source,reason FROM rejected",
    "SELECT s.source,o.source FROM duplicates d JOIN structures s ON s.id=d.structure JOIN structures o ON o.id=d.original",
    "SELECT doi,text,problem FROM abstracts",
    "SELECT p.doi,p.title,k.words,k.model,k.problem FROM keywords k JOIN publications p ON p.id=k.publication",
]


def content(path):
    """Of a corpus or a folder: everything but ids and order; a doubled row shows."""
    if path.is_dir():
        return {str(f.relative_to(path)): hashlib.sha256(f.read_bytes()).hexdigest() for f in path.rglob("*") if f.is_file()}
    with sqlite3.connect(path) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return [sorted(db.execute(query).fetchall(), key=repr) for query in QUERIES]


def write_cifs(work):
    for n in range(CRYSTALS):
        path = work / "cif" / f"{n // 100}" / f"{n:04}.cif"
        path.parent.mkdir(parents=True, exist_ok=True)
        twin = n - 1 if n % 10 == 9 else n
        sites = "".join(f"{e} {(0.13 * k + 0.07) % 1:.4f} {(0.29 * k) % 1:.4f} {(0.41 * k) % 1:.4f}\n"
                        for k, e in enumerate(("Na", "Cl", "O", "Fe", "Si")))
        path.write_text(
            f"data_b{n}\n_publ_section_title 'Paper {twin}'\n_journal_paper_doi 10.1000/{twin}\n_cell_length_a {5 + twin / 100}\n"
            "_cell_length_b 6\n_cell_length_c 7\n_cell_angle_alpha 90\n_cell_angle_beta 97\n_cell_angle_gamma 90\n"
            "loop_\n_atom_site_label\n_atom_site_fract_x\n_atom_site_fract_y\n_atom_site_fract_z\n" +
            ("" if n % 50 == 7 else sites))
    lines = [{"cif": f"{n:04}.cif", "title": f"Better title {n}", "doi": f"10.1000/{n}", "tc_kelvin": n} for n in range(0, CRYSTALS, 3)]
    (work / "lines.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))


def main(kills):
    work, seed = kills.work, kills.seed

    def run(command):
        kills.run(["corpus", *command])

    def fresh(path, original=None):
        for old in work.glob(path.name + "*"):
            shutil.rmtree(old) if old.is_dir() else old.unlink()
        if original:
            shutil.copy(original, path)

    def check(name, result, *arguments, original=None):
        kills.check(name, ["corpus", name, *arguments], lambda: fresh(result, original), lambda: content(result))

    cifs, corpus, out = work / "cif", work / "corpus.sqlite", work / "out"
    write_cifs(work)
    check("ingest", corpus, corpus, cifs, "--captions", work / "lines.jsonl")

    small, answered = work / "small.sqlite", work / "answered.sqlite"
    run(["ingest", small, cifs / "0", "--captions", work / "lines.jsonl"])
    server = subprocess.Popen([sys.executable, server_script, work / "requests.log", "--chaos", str(seed)],
                              stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    url = "http://127.0.0.1:" + server.stdout.readline().strip()
    patient = ["--rate", 0, "--parallel", 3, "--attempts", 30, "--pause", 0.001, "--timeout", 60]
    check("abstracts", answered, answered, "--endpoint", url, *patient, original=small)
    asked = work / "asked.sqlite"
    check("keywords", asked, asked, "--endpoint", url + "/v1", *patient, original=answered)
    server.stdin.close()
    server.wait()

    merged, shards = work / "merged.sqlite", [work / f"shard{i}.sqlite" for i in (1, 2, 3)]
    for i, shard in enumerate(shards):
        run(["ingest", shard, cifs, "--shard", f"{i + 1}/3", "--captions", work / "lines.jsonl"])
    check("merge", merged, merged, *shards, asked)
    kills.check("export", ["corpus", "export", merged, "--jsonl", out / "lines.jsonl", "--cif", out],
                lambda: (fresh(out), out.mkdir()), lambda: content(out))


with Kills() as kills:
    main(kills)
