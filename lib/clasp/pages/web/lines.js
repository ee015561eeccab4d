// SPDX-License-Identifier: MIT
"use strict";

/** Lines of text in which words are found fast: one long string, and where its lines begin. */
class Lines {
  constructor(text) {
    this.text = text;
    this.lower = Lines.folded(text);
    this.starts = Lines.startsOf(this.text);
    // a few capitals grow when they become small: then the lines begin elsewhere
    this.lowerStarts = this.lower.length === text.length ? this.starts : Lines.startsOf(this.lower);
  }

  /** In small letters, and with a hyphen for every dash and minus sign: journals set one for another. */
  static folded(text) { return text.toLowerCase().replace(/[\u2010-\u2015\u2212]/g, "-"); }

  static startsOf(text) {
    const starts = [0];
    for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
    return Uint32Array.from(starts);
  }

  line(i) { return this.text.slice(this.starts[i], this.starts[i + 1] - 1); }

  /** For each line 1 if it holds the word, whatever its capitals and dashes. */
  holding(word) {
    word = Lines.folded(word);
    const found = new Uint8Array(this.starts.length - 1), starts = this.lowerStarts;
    let line = 0;
    for (let at = this.lower.indexOf(word); at >= 0; at = this.lower.indexOf(word, starts[line + 1])) {
      let high = line + 1;  // the line that `at` lies in is mostly near the one before
      for (let step = 1; high < starts.length - 1 && starts[high] <= at; step *= 2) high = Math.min(starts.length - 1, high + step);
      while (line + 1 < high) {
        const middle = (line + high) >> 1;
        if (starts[middle] <= at) line = middle;
        else high = middle;
      }
      found[line] = 1;
    }
    return found;
  }
}
