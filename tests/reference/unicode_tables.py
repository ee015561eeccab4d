#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes lib/clasp/text/unicode_tables.h: the character classes of the Hugging Face tokenizers library.

Its tables are of an older Unicode version than any C or C++ library's, so they are measured, character by
character, instead of looked up. Run with --check, it only tells whether the header is still right.

usage: unicode_tables.py [--check]      needs: pip install tokenizers
"""
import pathlib
import sys

from tokenizers import normalizers, pre_tokenizers

HEADER = pathlib.Path(__file__).resolve().parents[2] / "lib/clasp/text/unicode_tables.h"
SETTINGS = dict(clean_text=False, handle_chinese_chars=False, strip_accents=False, lowercase=False)


def normaliser(setting):
    return normalizers.BertNormalizer(**{**SETTINGS, setting: True}).normalize_str


def classes():
    """Name, comment and code points of each class."""
    clean, strip = normaliser("clean_text"), normaliser("strip_accents")
    split = pre_tokenizers.BertPreTokenizer().pre_tokenize_str
    dropped, marks, punctuation = [], [], []
    for code in (c for c in range(0x110000) if not 0xD800 <= c < 0xE000):
        char = chr(code)
        if clean(f"a{char}b") == "ab":
            dropped.append(code)
        if strip(f"a{char}") == "a":
            marks.append(code)
        if [t for t, _ in split(f"a{char}b")] == ["a", char, "b"]:
            punctuation.append(code)
    return [
        ("kDropped", "control, format and private-use characters, U+FFFD: removed from a text", dropped),
        ("kNonspacingMarks", "what accent stripping removes after decomposition", marks),
        ("kPunctuation", "each one is a word of its own", punctuation),
    ]


def ranges(codes):
    found = []
    for code in codes:
        if found and found[-1][1] == code - 1:
            found[-1][1] = code
        else:
            found.append([code, code])
    return found


def render():
    out = [
        "// SPDX-License-Identifier: MIT",
        "// Character classes of the Hugging Face tokenizers library, as sorted ranges. Written by",
        "// tests/reference/unicode_tables.py; do not edit.",
        "#pragma once",
        "",
        "namespace clasp::unicode {",
        "",
        "struct Range {",
        "  char32_t first, last;",
        "};",
        "",
        "// clang-format off",
    ]
    for name, comment, codes in classes():
        out += [f"/// {comment[0].upper()}{comment[1:]}.", f"constexpr Range {name}[] = {{"]
        cells = [f"{{0x{a:X}, 0x{b:X}}}," for a, b in ranges(codes)]
        line = "   "
        for cell in cells:
            if len(line) + 1 + len(cell) > 100:
                out.append(line)
                line = "   "
            line += " " + cell
        out += [line, "};"]
    return "\n".join(out + ["// clang-format on", "", "}  // namespace clasp::unicode", ""])


if __name__ == "__main__":
    text = render()
    if "--check" in sys.argv:
        same = HEADER.read_text() == text
        print(f"{HEADER.name}: {'as measured' if same else 'differs from what tokenizers does'}")
        sys.exit(not same)
    HEADER.write_text(text)
