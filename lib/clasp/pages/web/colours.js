// SPDX-License-Identifier: MIT
// What the colours of the points mean: clusters, likeness to a text, a property, elements.
"use strict";

const MISSING = 255;  // value of a point whose property is unknown

class MapColours {
  constructor(map) { this.map = map; }

  async recolour() {
    const by = byId("colour").value;
    byId("element-row").hidden = by !== "element";
    const scale = by === "cluster" ? this.colourClusters() : by === "element" ? this.colourElements()
      : by.startsWith("prompt") ? await this.colourPrompt(+by.slice(6)) : await this.colourProperty(+by.slice(8));
    if (by !== byId("colour").value || !scale) return;  // changed meanwhile
    this.map.updateLooks();
    this.paintPalette(scale.colour);
    this.drawLegend(scale);
    this.map.draw();
  }

  /** Colours of the 256 values. */
  paintPalette(colour) {
    const pixels = this.map.palette.image.data;
    for (let v = 0; v < 256; ++v) {
      const { r, g, b } = d3.rgb(colour(v));
      pixels.set([r, g, b, 255], 4 * v);
    }
    this.map.palette.needsUpdate = true;
  }

  dark() { return document.documentElement.dataset.theme === "dark"; }
  // the strongest contrast with the ground is at the high end
  ramp(t) { return d3.interpolateViridis(this.dark() ? t : 1 - t); }
  grey() { return this.dark() ? "#3d4650" : "#d5d9de"; }

  colourClusters() {
    this.map.shared.value.set(this.map.cluster);
    const n = this.map.head.clusters.length;
    return { colour: (v) => d3.hcl((v * 137.5) % 360, 55, [50, 65, 38][v % 3] + (this.dark() ? 15 : 0)), text: [`${n} clusters`] };
  }

  /** A ramp over the values, from the first percent to the last: strays do not flatten the rest. */
  rampOver(values, low, high, about) {
    const count = new Uint32Array(256);
    let known = 0;
    for (const v of values) if (v !== MISSING) { ++count[v]; ++known; }
    const at = (share) => { let left = share * known, v = 0; while (v < 254 && (left -= count[v]) > 0) ++v; return v; };
    const from = at(0.01), to = Math.max(from + 1, at(0.995));
    const value = (v) => low + (high - low) * v / 254;
    return {
      colour: (v) => (v === MISSING ? this.grey() : this.ramp(Math.max(0, Math.min(1, (v - from) / (to - from))))),
      ramp: true,
      text: [about(value(from), from), about(value(to), to)],
    };
  }

  async colourPrompt(p) {
    const { low, high, percentile } = this.map.head.prompts[p], values = await this.map.promptValues(p);
    const shown = this.map.shared.value;
    for (let i = 0; i < shown.length; ++i) shown[i] = Math.min(254, values[i]);
    return this.rampOver(shown, low, high, (cosine, v) =>
      `cosine ${cosine.toFixed(2)}` + (percentile.length ? ` (${percentile[v].toFixed(percentile[v] > 99 ? 2 : 0)} %)` : ""));
  }

  async colourProperty(p) {
    const { unit, low, high } = this.map.head.properties[p], values = await this.map.propertyValues(p);
    // the 255 steps go to the middle 98 %: a few giants would leave all others one colour
    const known = Float64Array.from(values.filter((v) => v !== NOWHERE)).sort();
    const from = d3.quantile(known, 0.01) || 0, to = Math.max(from + 1, d3.quantile(known, 0.99) || 1);
    const shown = this.map.shared.value, value = (v) => low + (high - low) * v / 65534;
    for (let i = 0; i < shown.length; ++i)
      shown[i] = values[i] === NOWHERE ? MISSING : Math.max(0, Math.min(254, Math.round((values[i] - from) / (to - from) * 254)));
    return {
      colour: (v) => (v === MISSING ? this.grey() : this.ramp(v / 254)),
      ramp: true,
      text: [value(from), value(to)].map((v) => `${+v.toPrecision(3)} ${unit}`),
      missing: known.length < values.length,
    };
  }

  colourElements() {
    if (!this.map.ready) return null;
    const wanted = elementsOf(byId("element").value), shown = this.map.shared.value;
    let count = 0;
    for (let i = 0; i < shown.length; ++i) {
      const there = wanted.length > 0 && wanted.every((e) => elementsOf(this.map.formulas.line(i)).includes(e));
      shown[i] = there ? 1 : 0;
      count += there;
    }
    return { colour: (v) => (v ? this.ramp(0.75) : this.grey()), text: [`${count} structures with ${wanted.join(", ") || "..."}`] };
  }

  drawLegend(scale) {
    const legend = byId("legend");
    legend.replaceChildren();
    if (scale.ramp) {
      const canvas = make("canvas", { width: 254, height: 1 }), paint = canvas.getContext("2d");
      for (let x = 0; x < 254; ++x) {
        paint.fillStyle = this.ramp(x / 253);
        paint.fillRect(x, 0, 1, 1);
      }
      legend.append(canvas);
    }
    legend.append(make("div", {}, ...scale.text.map((textContent) => make("span", { textContent }))));
    if (scale.missing) legend.append(make("div", { className: "soft", textContent: "grey: unknown" }));
  }
}
