#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""How cost grows with the work, measured on one core and drawn: ingest per structure and search over the size of a corpus, the encoder
per atom over the size of a crystal.

usage: growth.py [--build BUILD] [--core N] [--values FILE.json] [--draw] SVG
--values: where the measured values are kept (BUILD/growth.json); --draw: draws those again, without measuring
"""
import argparse
import json
import math
import os
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[1]
CORPORA = [300, 1000, 3000, 10000]  # structures
INDEXES = [1000, 10000, 100000, 400000]  # embeddings
WIDTH, HEIGHT, LEFT, TOP, BOTTOM = 330, 300, 52, 46, 46  # a panel and its margins, pixels
COLOURS = ["#2a6fdb", "#c2561a"]


def measure_ingest(build):
    """Seconds of CPU a structure, by number of structures."""
    points = []
    with tempfile.TemporaryDirectory() as folder:
        for count in CORPORA:
            archive, corpus = f"{folder}/{count}.tar", f"{folder}/{count}.sqlite"
            subprocess.run([sys.executable, ROOT / "bench/synthetic_corpus.py", str(count), archive], check=True)
            before = os.times()
            subprocess.run([build / "bin/clasp", "corpus", "ingest", corpus, archive, "--threads", "1"],
                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
            after = os.times()
            seconds = after.children_user + after.children_system - before.children_user - before.children_system
            points.append((count, 1e3 * seconds / count))
            print(f"ingest of {count} structures: {points[-1][1]:.2f} ms each", flush=True)
    return {"synthetic crystals of 1 to 480 sites": points}


def benchmark(build, pattern, **environment):
    """Google Benchmark's results."""
    with tempfile.NamedTemporaryFile(suffix=".json") as out:
        subprocess.run([build / "bin/clasp_bench", f"--benchmark_filter={pattern}", f"--benchmark_out={out.name}"],
                       env=dict(os.environ, CLASP_MODEL=str(ROOT / "potentials/clasp-minilm.safetensors"), OMP_NUM_THREADS="1",
                                OPENBLAS_NUM_THREADS="1", **environment), stdout=subprocess.DEVNULL, check=True)
        return json.load(open(out.name))["benchmarks"]


def measure_search(build):
    points = []
    for rows in INDEXES:
        result = benchmark(build, "BM_Search/filtered:0", CLASP_SEARCH_ROWS=str(rows))[0]
        points.append((rows, result["cpu_time"]))
        print(f"search among {rows}: {result['cpu_time']:.3f} {result['time_unit']}, recall {result['recall']}", flush=True)
    return {"exact, 768 values, the best 100": points}


def measure_encoder(build):
    series = {"ideal": [], "displaced by 0.1 Å": []}
    for result in benchmark(build, "BM_Growth"):
        atoms, sigma = map(int, re.search(r"atoms:(\d+)/sigma:(\d+)", result["name"]).groups())
        series[list(series)[sigma > 0]].append((atoms, 1e6 * result["time/atom"]))
        print(f"{atoms} atoms, sigma {sigma}: {1e6 * result['time/atom']:.2f} us/atom", flush=True)
    return series


def power(value):
    exponent = round(math.log10(value))
    return f"10<tspan dy='-5' font-size='8'>{exponent}</tspan>"


def steps(highest, logarithmic):
    """Values at which an axis has lines; the last is its end."""
    if logarithmic:
        return [10.0**e for e in range(-1, math.ceil(math.log10(highest)) + 1)]
    step = next(s for s in (0.5, 1, 2, 5, 10, 20) if highest / s <= 6)
    return [step * i for i in range(math.ceil(highest / step) + 1)]


def panel(title, unit, across, series, logarithmic):
    """One chart: x is logarithmic, y begins at zero or is logarithmic too."""
    points = [p for values in series.values() for p in values]
    decades = [10.0**e for e in range(math.floor(math.log10(min(x for x, _ in points))), math.ceil(math.log10(max(x for x, _ in points))) + 1)]
    lines = steps(max(y for _, y in points), logarithmic)
    right, bottom = WIDTH - 14, HEIGHT - BOTTOM

    def x_of(x):
        return LEFT + (right - LEFT) * math.log(x / decades[0]) / math.log(decades[-1] / decades[0])

    def y_of(y):
        part = math.log(max(y, lines[0]) / lines[0]) / math.log(lines[-1] / lines[0]) if logarithmic else y / lines[-1]
        return bottom - (bottom - TOP) * part

    out = [f"<text x='{LEFT}' y='18' font-size='13' font-weight='bold'>{title}</text>",
           f"<text x='{LEFT}' y='36' fill='#555'>{unit}</text>",
           f"<text x='{(LEFT + right) / 2}' y='{HEIGHT - 10}' text-anchor='middle' fill='#555'>{across}</text>"]
    for y in lines:
        label = power(y) if logarithmic else f"{y:g}"
        out += [f"<line x1='{LEFT}' x2='{right}' y1='{y_of(y):.1f}' y2='{y_of(y):.1f}' stroke='#ddd'/>",
                f"<text x='{LEFT - 7}' y='{y_of(y) + 4:.1f}' text-anchor='end'>{label}</text>"]
    for x in decades:
        out += [f"<line x1='{x_of(x):.1f}' x2='{x_of(x):.1f}' y1='{bottom}' y2='{bottom + 4}' stroke='#888'/>",
                f"<text x='{x_of(x):.1f}' y='{bottom + 18}' text-anchor='middle'>{power(x)}</text>"]
    for n, (name, values) in enumerate(series.items()):
        colour = COLOURS[n]
        path = " ".join(f"{x_of(x):.1f},{y_of(y):.1f}" for x, y in values)
        out.append(f"<polyline points='{path}' fill='none' stroke='{colour}' stroke-width='2'/>")
        out += [f"<circle cx='{x_of(x):.1f}' cy='{y_of(y):.1f}' r='3.5' fill='{colour}'><title>{x:g}: {y:.3g}</title></circle>"
                for x, y in values]
        out.append(f"<text x='{right}' y='{bottom - 10 - 15 * (len(series) - 1 - n)}' text-anchor='end' fill='{colour}'>{name}</text>")
    return out


def draw(values):
    panels = [panel("Ingest", "ms a structure", "structures", values["ingest"], False),
              panel("Search", "ms", "embeddings", values["search"], True),
              panel("Encoder", "us an atom", "atoms", values["encoder"], False)]
    body = "\n".join(f"<g transform='translate({WIDTH * n},0)'>\n" + "\n".join(p) + "\n</g>" for n, p in enumerate(panels))
    return (f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {3 * WIDTH} {HEIGHT}' font-family='sans-serif' font-size='11' "
            f"fill='#222'>\n<rect width='{3 * WIDTH}' height='{HEIGHT}' fill='#fff'/>\n{body}\n</svg>\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("svg", metavar="SVG")
    parser.add_argument("--build", type=pathlib.Path, default=ROOT / "build")
    parser.add_argument("--core", type=int, default=0)
    parser.add_argument("--values", type=pathlib.Path)
    parser.add_argument("--draw", action="store_true")
    args = parser.parse_args()
    kept = args.values or args.build / "growth.json"
    if not args.draw:
        os.sched_setaffinity(0, {args.core})
        values = {"ingest": measure_ingest(args.build), "search": measure_search(args.build), "encoder": measure_encoder(args.build)}
        kept.write_text(json.dumps(values))
    pathlib.Path(args.svg).write_text(draw(json.loads(kept.read_text())))


if __name__ == "__main__":
    main()
