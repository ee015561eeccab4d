# SPDX-License-Identifier: MIT
"""SIGKILL at random moments: a command that is killed ten times and run again ends as one that nothing interrupted."""
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

KILLS = 10


class Kills:
    """Of CLASP_EXECUTABLE [SEED], the arguments of the script; a scratch folder `work` goes with it."""

    def __init__(self):
        self.clasp = sys.argv[1]
        self.seed = int(sys.argv[2]) if len(sys.argv) > 2 else random.SystemRandom().randrange(10**6)
        self.rng = random.Random(self.seed)
        self.work = Path(tempfile.mkdtemp())
        print(f"seed {self.seed}")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.work)

    def fail(self, what):
        sys.exit(f"FAILED (seed {self.seed}): {what}")

    def run(self, command):
        done = subprocess.run([self.clasp, *map(str, command)], capture_output=True, text=True)
        if done.returncode:
            self.fail(f"{' '.join(map(str, command))}\n{done.stdout}{done.stderr}")
        return done.stdout

    def killed(self, command, delay):
        """Whether the kill came before the end."""
        process = subprocess.Popen([self.clasp, *map(str, command)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        try:
            status = process.wait(delay)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            status = process.wait()
        if status not in (0, -signal.SIGKILL):
            self.fail(f"{' '.join(map(str, command))}\n{process.stderr.read().decode()}")
        return status == -signal.SIGKILL

    def check(self, name, command, prepare, content, after_kill=lambda expected: None):
        """`prepare()` sets up a fresh start, `content()` reads what the command made; `after_kill(content)` checks what it left."""
        prepare()
        start = time.monotonic()
        self.run(command)
        duration = time.monotonic() - start
        expected = content()
        kills = rounds = 0
        while kills < KILLS:
            rounds += 1
            prepare()
            while kills < KILLS and self.killed(command, self.rng.uniform(0, duration)):
                kills += 1
                after_kill(expected)
            self.run(command)
            if content() != expected:
                self.fail(f"{name}, killed {kills} times in {rounds} rounds, ends with another content")
        print(f"{name}: {kills} kills in {rounds} rounds, {duration:.2f} s uninterrupted", flush=True)
