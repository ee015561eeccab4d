# SPDX-License-Identifier: MIT
"""Work that several processes share, each part done once."""
import os


def make_once(out, make):
    """Calls `make` unless its result, the path `out`, exists or another process is at it."""
    if out.exists():
        return
    claim = out.with_suffix(".claimed")
    try:
        os.close(os.open(claim, os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        return
    try:
        make()
    finally:
        claim.unlink()
