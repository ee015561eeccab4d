// SPDX-License-Identifier: MIT
// The map of materials: search, the chosen structure, a run across the map.
"use strict";

const MOST_RESULTS = 50;

class MaterialsMap {
  constructor() {
    this.head = readJson("head");
    this.views = [];
    this.chosen = this.hovered = -1;
    this.frame = 0;
    this.blocks = new Map();
    this.values = new Map();
    this.colours = new MapColours(this);
    const n = this.head.points;
    this.webgl = location.hash === "#webgl" || (location.hash !== "#raster" && hasGraphicsProcessor());
    this.palette = new THREE.DataTexture(new Uint8Array(4 * 256), 256, 1, THREE.RGBAFormat);
    this.palette.magFilter = this.palette.minFilter = THREE.NearestFilter;
    this.shared = {
      value: new Uint8Array(n),
      state: new Uint8Array(n).fill(255),
      looks: new THREE.BufferAttribute(new Uint8Array(4 * n), 4, true),
      palette: this.palette,
    };
  }

  async start() {
    byId("about").textContent = `${this.head.points.toLocaleString("en")} structures, model ${this.head.model}`;
    const second = this.head.second !== null;
    const [places, cluster] = await Promise.all([readBinary("places"), readBinary("cluster")]);
    this.cluster = new Uint8Array(cluster);
    this.views.push(new MapView(this, new Uint16Array(places), second ? this.head.model : ""));
    if (second) this.views.push(new MapView(this, new Uint16Array(await readBinary("second")), this.head.second));
    this.fillControls();
    followTheme(byId("theme"), () => {
      this.ink = themeColours("ground", "text", "soft", "mark");
      this.colours.recolour();
    });
    new ResizeObserver(() => this.views.forEach((view) => view.resize())).observe(byId("maps"));
    this.startRun();
    const [formulas, publications, publication] =
      await Promise.all(["formulas", "publications", "publication"].map(readBinary));
    this.publication = new Uint32Array(publication);
    this.formulas = new Lines(new TextDecoder().decode(formulas));
    this.publications = new Lines(new TextDecoder().decode(publications));
    this.ready = true;
    this.search();
  }

  /** Called when a view has drawn all points. */
  drawnOnce() { this.drawnAt ??= performance.now(); }

  /** Value and state of the points for WebGL: four bytes each, since it copies narrower ones at every picture. */
  updateLooks() {
    const { value, state, looks } = this.shared;
    for (let i = 0; i < value.length; ++i) {
      looks.array[4 * i] = value[i];
      looks.array[4 * i + 1] = state[i];
    }
    looks.needsUpdate = true;
  }

  draw() { this.views.forEach((view) => view.draw()); }
  drawOverlays() { this.views.forEach((view) => view.drawOverlay()); }

  // ---- controls

  fillControls() {
    const select = byId("colour"), option = (value, textContent) => make("option", { value, textContent });
    const group = (label, ...options) => { const g = make("optgroup", { label }); g.append(...options); return g; };
    select.append(option("cluster", "Clusters"),
      group("Likeness to a text", ...this.head.prompts.map((p, i) => option(`prompt${i}`, p.text))),
      group("Property", ...this.head.properties.map((p, i) => option(`property${i}`, p.name))), option("element", "Elements"));
    byId("prompt-names").append(...this.head.prompts.map((p) => option(p.text, "")));
    select.addEventListener("change", () => this.colours.recolour());
    byId("element").addEventListener("input", () => this.colours.recolour());
    byId("labels").addEventListener("change", () => this.drawOverlays());
    byId("search").addEventListener("input", () => this.search());
    const counts = this.head.clusters.map(() => 0);
    for (const c of this.cluster) ++counts[c];
    this.head.clusters.forEach((name, c) => {
      const button = make("button", { type: "button", textContent: `${name || "(no titles)"} (${counts[c]})` });
      button.addEventListener("click", () => this.showCluster(c));
      byId("clusters").append(make("li", {}, button));
    });
    byId("spin").addEventListener("click", () => this.crystal.setSpin(!this.crystal.spinning));
  }

  showCluster(c) {
    const state = this.shared.state;
    for (let i = 0; i < state.length; ++i) state[i] = this.cluster[i] === c ? 255 : DIM;
    this.updateLooks();
    byId("found").textContent = `Cluster ${c + 1}: ${this.head.clusters[c]}. Clear the search to see all.`;
    this.draw();
  }

  // ---- values of the points, read when they are first wanted

  async promptValues(p) {
    const id = `prompt${p}`;
    if (!this.values.has(id)) this.values.set(id, new Uint8Array(await readBinary(id)));
    return this.values.get(id);
  }

  async propertyValues(p) {
    const id = `property${p}`;
    if (!this.values.has(id)) this.values.set(id, new Uint16Array(await readBinary(id)));
    return this.values.get(id);
  }

  // ---- search

  /** Points whose formula or publication holds all words. */
  matches(words) {
    const found = new Uint8Array(this.head.points).fill(1);
    for (const word of words) {
      const formula = this.formulas.holding(word), publication = this.publications.holding(word);
      for (let i = 0; i < found.length; ++i) found[i] &= formula[i] | publication[this.publication[i]];
    }
    return found;
  }

  search() {
    if (!this.ready) return;
    const begin = performance.now(), text = byId("search").value.trim().toLowerCase();
    const found = this.matches(text.split(/\s+/).filter(Boolean)), state = this.shared.state;
    const first = [];
    let count = 0;
    for (let i = 0; i < found.length; ++i) {
      state[i] = found[i] ? 255 : DIM;
      count += found[i];
      if (found[i] && first.length < MOST_RESULTS) first.push(i);
    }
    this.updateLooks();
    this.searchTook = performance.now() - begin;
    this.draw();
    const lit = this.head.prompts.findIndex((prompt) => prompt.text.toLowerCase() === text);
    byId("found").textContent = lit >= 0 ? `coloured by likeness to “${text}”` : text ? `${count.toLocaleString("en")} structures` : "";
    byId("results").replaceChildren();
    if (!text) return;
    if (lit >= 0) this.colourBy(`prompt${lit}`);
    this.head.prompts.forEach((prompt, p) => {
      if (p !== lit && prompt.text.toLowerCase().includes(text))
        this.addResult(`Colour by “${prompt.text}”`, () => this.colourBy(`prompt${p}`));
    });
    for (const i of first)
      this.addResult(`${this.formulas.line(i)} ${this.title(i)}`, () => this.choose(i, true));
  }

  addResult(textContent, action) {
    const button = make("button", { type: "button", textContent });
    button.addEventListener("click", action);
    byId("results").append(make("li", {}, button));
  }

  /** A prompt by its whole name lights up the map: then all points count, not only those with the word. */
  colourBy(value) {
    byId("colour").value = value;
    this.shared.state.fill(255);
    this.updateLooks();
    this.colours.recolour();
  }

  // ---- one structure

  fields(i) { return this.publications.line(this.publication[i]).split("\t"); }
  title(i) { return this.fields(i)[0]; }

  hover(i, event) {
    const hint = byId("hint");
    hint.hidden = i < 0 || !this.ready;
    if (!hint.hidden) {
      hint.replaceChildren(make("strong", { textContent: this.formulas.line(i) }), ` ${this.title(i)}`);
      hint.style.left = `${Math.min(event.clientX + 14, innerWidth - hint.offsetWidth - 8)}px`;
      hint.style.top = `${Math.min(event.clientY + 14, innerHeight - hint.offsetHeight - 8)}px`;
    }
    if (i === this.hovered) return;
    this.hovered = i;
    this.drawOverlays();
  }

  async choose(i, centre = false) {
    if (!this.ready) return;
    this.chosen = i;
    if (centre && i >= 0) this.views.forEach((view) => view.centreOn(i));
    this.drawOverlays();
    byId("crystal").hidden = true;
    if (i < 0) return byId("facts").replaceChildren();
    const facts = await this.facts(i), bytes = await this.structureBytes(i);
    if (this.chosen !== i) return;  // another one meanwhile
    byId("facts").replaceChildren(...facts);
    this.showCrystal(i, bytes);
  }

  async facts(i) {
    const [title, doi, journal, year] = this.fields(i), list = make("dl");
    const add = (name, ...value) => list.append(make("dt", { textContent: name }), make("dd", {}, ...value));
    if (journal || year) add("journal", [journal, year].filter(Boolean).join(" "));
    if (doi) add("DOI", make("a", { href: `https://doi.org/${encodeURI(doi)}`, textContent: doi, rel: "noreferrer", target: "_blank" }));
    add("cluster", this.head.clusters[this.cluster[i]] || String(this.cluster[i] + 1));
    for (let p = 0; p < this.head.properties.length; ++p) {
      const { name, unit, low, high } = this.head.properties[p], v = (await this.propertyValues(p))[i];
      if (v !== NOWHERE && name !== "year") add(name, `${this.rounded(low + (high - low) * v / 65534)} ${unit}`);
    }
    const like = [];
    for (let p = 0; p < this.head.prompts.length; ++p) {
      const { text, low, high, percentile } = this.head.prompts[p], v = (await this.promptValues(p))[i];
      like.push({ text, cosine: low + (high - low) * v / 255, percentile: percentile[v] });
    }
    like.sort((a, b) => (b.percentile ?? b.cosine) - (a.percentile ?? a.cosine));
    for (const { text, cosine, percentile } of like.slice(0, 4))
      add(percentile === undefined ? cosine.toFixed(2) : `${percentile.toFixed(1)} %`, text);
    this.sources ??= new Lines(new TextDecoder().decode(await readBinary("sources")));
    add("source", this.sources.line(i));
    return [make("h2", { textContent: this.formulas.line(i) }), make("p", { textContent: title }), list];
  }

  rounded(v) { return Math.abs(v - Math.round(v)) < 0.02 ? Math.round(v) : +v.toPrecision(4); }

  async structureBytes(i) {
    const block = Math.floor(i / this.head.structuresPerBlock);
    if (!this.blocks.has(block)) this.blocks.set(block, await readBinary(`structures${block}`));
    const data = new DataView(this.blocks.get(block));
    let at = 0;
    for (let skip = i % this.head.structuresPerBlock; skip > 0; --skip) at += 4 + data.getUint32(at, true);
    return new Uint8Array(data.buffer, at + 4, data.getUint32(at, true));
  }

  showCrystal(i, bytes) {
    byId("crystal").hidden = bytes.length === 0;
    if (bytes.length === 0) return byId("facts").append(make("p", { className: "soft", textContent: "Too large for a view in this page." }));
    if (!this.crystal) {
      this.crystal = new CrystalView(byId("crystal-view"));
      const show = (on) => byId("spin").setAttribute("aria-pressed", on);
      this.crystal.onSpin = show;
      show(this.crystal.spinning);
    }
    const structure = unpackStructure(bytes), [a, b, c, ...angles] = structure.parameters;
    this.crystal.show(structure);
    const about = `${structure.sites.length} atoms; ${[a, b, c].map((v) => v.toFixed(2)).join(" × ")} Å, ${angles.map((v) => v.toFixed(0)).join("/")}°`;
    byId("crystal-about").textContent = about;
    byId("crystal-view").setAttribute("aria-label", `${this.formulas.line(i)}: ${about}`);
  }

  // ---- a run across the map

  startRun() {
    const frames = this.head.trajectory;
    if (frames.length === 0) return;
    byId("run").hidden = false;
    byId("frame").max = frames.length - 1;
    byId("frame").addEventListener("input", () => this.showFrame(+byId("frame").value));
    byId("play").addEventListener("click", () => this.play(!this.playing));
    this.showFrame(0);
  }

  showFrame(f) {
    this.frame = f;
    const { step, time, tag } = this.head.trajectory[f];
    const timed = this.head.trajectory.some((frame) => frame.time !== frame.step);
    const text = `step ${step}` + (timed ? `, time ${+time.toPrecision(6)}` : "") + (tag ? `: ${tag}` : "");
    byId("frame").value = f;
    byId("frame").setAttribute("aria-valuetext", text);
    byId("frame-about").textContent = text;
    this.views[0].drawOverlay();
  }

  play(on) {
    clearInterval(this.playing);
    byId("play").textContent = on ? "Pause" : "Play";
    const frames = this.head.trajectory.length;
    this.playing = on && setInterval(() => this.showFrame((this.frame + 1) % frames), Math.max(40, 8000 / frames));
  }
}

/** For scripts and tests. */
const materialsMap = new MaterialsMap();
materialsMap.start();
