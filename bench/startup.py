#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""How long `clasp` takes to start, and to open a model: the best and the median of many runs, on one core.

usage: startup.py [--clasp CLASP] [--model MODEL] [--runs N] [--core N]
"""
import argparse
import os
import pathlib
import statistics
import subprocess
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]


def milliseconds(command):
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    return 1e3 * (time.perf_counter() - start)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--clasp", default=str(ROOT / "build/bin/clasp"))
    parser.add_argument("--model", default=str(ROOT / "build/model.safetensors"))
    parser.add_argument("--runs", type=int, default=50)
    parser.add_argument("--core", type=int, default=0)
    args = parser.parse_args()
    os.sched_setaffinity(0, {args.core})
    commands = {"/bin/true": ["/bin/true"], "clasp --help": [args.clasp, "--help"],
                "clasp model info": [args.clasp, "model", "info", args.model]}
    times = {name: [] for name in commands}
    for _ in range(args.runs):  # in turn, so that a busy spell of the machine hits all alike
        for name, command in commands.items():
            times[name].append(milliseconds(command))
    print(f"{args.runs} runs each          best, ms  median, ms")
    for name, all_times in times.items():
        print(f"{name:<20} {min(all_times):>9.1f} {statistics.median(all_times):>11.1f}")


if __name__ == "__main__":
    main()
