#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""SIGKILL at random moments: `clasp corpus ingest | abstracts | keywords | export | merge`, killed ten times each and run again,
ends with the content of a run that nothing interrupted.

usage: corpus_kill.py CLASP_EXECUTABLE [SEED]
"""
import hashlib
import json
import pathlib
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

KILLS = 10
CRYSTALS = 450
clasp = sys.argv[1]
seed = int(sys.argv[2]) if len(sys.argv) > 2 else random.SystemRandom().randrange(10**6)
rng = random.Random(seed)
server_script = pathlib.Path(__file__).resolve().parent.parent / "support" / "corpus_server.py"
work = pathlib.Path(tempfile.mkdtemp())


def run(command):
    done = subprocess.run([clasp, "corpus", *map(str, command)], capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"FAILED (seed {seed}): {' '.join(map(str, command))}\n{done.stdout}{done.stderr}")
    return done.stdout


def killed(command, delay):
    """Whether the kill came before the end."""
    process = subprocess.Popen([clasp, "corpus", *map(str, command)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    try:
        status = process.wait(delay)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        status = process.wait()
    if status not in (0, -signal.SIGKILL):
        sys.exit(f"FAILED (seed {seed}): {' '.join(map(str, command))}\n{process.stderr.read().decode()}")
    return status == -signal.SIGKILL


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


def check(name, command, prepare, result):
    """`prepare` sets up a fresh start; `result` is what the command makes."""
    prepare()
    start = time.monotonic()
    run(command)
    duration = time.monotonic() - start
    expected = content(result)
    kills = rounds = 0
    while kills < KILLS:
        rounds += 1
        prepare()
        while kills < KILLS and killed(command, rng.uniform(0, duration)):
            kills += 1
        run(command)
        if content(result) != expected:
            sys.exit(f"FAILED (seed {seed}): {name}, killed {kills} times in {rounds} rounds, ends with another content")
    print(f"{name}: {kills} kills in {rounds} rounds, {duration:.2f} s uninterrupted", flush=True)


def write_cifs(folder):
    for n in range(CRYSTALS):
        path = folder / f"{n // 100}" / f"{n:04}.cif"
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


def fresh(path, original=None):
    def prepare():
        for old in work.glob(path.name + "*"):
            shutil.rmtree(old) if old.is_dir() else old.unlink()
        if original:
            shutil.copy(original, path)
    return prepare


def main():
    print(f"seed {seed}")
    cifs, corpus, out = work / "cif", work / "corpus.sqlite", work / "out"
    write_cifs(cifs)
    check("ingest", ["ingest", corpus, cifs, "--captions", work / "lines.jsonl"], fresh(corpus), corpus)

    small, answered = work / "small.sqlite", work / "answered.sqlite"
    run(["ingest", small, cifs / "0", "--captions", work / "lines.jsonl"])
    server = subprocess.Popen([sys.executable, server_script, work / "requests.log", "--chaos", str(seed)],
                              stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    url = "http://127.0.0.1:" + server.stdout.readline().strip()
    patient = ["--rate", 0, "--parallel", 3, "--attempts", 30, "--pause", 0.001, "--timeout", 60]
    check("abstracts", ["abstracts", answered, "--endpoint", url, *patient], fresh(answered, small), answered)
    asked = work / "asked.sqlite"
    check("keywords", ["keywords", asked, "--endpoint", url + "/v1", *patient], fresh(asked, answered), asked)
    server.stdin.close()
    server.wait()

    merged, shards = work / "merged.sqlite", [work / f"shard{i}.sqlite" for i in (1, 2, 3)]
    for i, shard in enumerate(shards):
        run(["ingest", shard, cifs, "--shard", f"{i + 1}/3", "--captions", work / "lines.jsonl"])
    check("merge", ["merge", merged, *shards, asked], fresh(merged), merged)
    check("export", ["export", merged, "--jsonl", out / "lines.jsonl", "--cif", out], lambda: (fresh(out)(), out.mkdir()), out)


try:
    main()
finally:
    shutil.rmtree(work)
