// SPDX-License-Identifier: MIT
// One view of the map: points, and above them names, marks and the run; pointer and keys.
"use strict";

const REACH = 9;  // pixels within which the pointer finds a point
const DIM = 26;   // state (opacity) of points that a search leaves out

/** One embedding of the structures: points, and above them names, marks and the run. */
class MapView {
  constructor(map, places, title) {
    this.map = map;
    this.places = places;
    this.grid = new PointGrid(places);
    this.element = make("div", { className: "view", tabIndex: 0 });
    this.element.setAttribute("role", "application");
    this.element.setAttribute("aria-label", `Map of ${map.head.points} structures${title ? ", " + title : ""}. Keys: see Keys.`);
    if (title) this.element.append(make("h2", { textContent: title }));
    byId("maps").append(this.element);
    const Cloud = map.webgl ? PointCloud : PointRaster;
    this.cloud = new Cloud(this.element, places, map.shared);
    if (map.webgl) {
      this.overlay = make("canvas");
      this.element.append(this.overlay);
      this.paint = this.overlay.getContext("2d");
    } else {  // one canvas: without a graphics processor laying two over each other takes longer than the points
      this.paint = this.cloud.paint;
      this.cloud.above = () => this.paintOverlay();
    }
    this.transform = d3.zoomIdentity;
    this.zoom = d3.zoom().scaleExtent([0.7, 200]).on("zoom", () => {
      this.transform = d3.event.transform;
      this.draw();
    });
    this.listen();
  }

  /** Pixels of a place, of 0..65535 each way. */
  toPixel(x, y) {
    return this.transform.apply([this.left + x / 65535 * this.side, this.top + (1 - y / 65535) * this.side]);
  }

  toPlace(px, py) {
    const [x, y] = this.transform.invert([px, py]);
    return [(x - this.left) / this.side * 65535, (1 - (y - this.top) / this.side) * 65535];
  }

  reach(pixels) { return pixels / (this.side * this.transform.k) * 65535; }

  pick(px, py, pixels = REACH) {
    const state = this.map.shared.state;
    return this.grid.nearest(...this.toPlace(px, py), this.reach(pixels), (i) => state[i] > DIM);
  }

  listen() {
    const element = this.element, here = (event) => [event.offsetX, event.offsetY];
    d3.select(element).call(this.zoom).on("dblclick.zoom", null);
    element.addEventListener("pointermove", (event) => {
      if (event.buttons === 0) this.map.hover(this.pick(...here(event)), event);
    });
    element.addEventListener("pointerleave", () => this.map.hover(-1));
    element.addEventListener("click", (event) => this.map.choose(this.pick(...here(event))));
    element.addEventListener("keydown", (event) => this.key(event));
    for (const name of ["focus", "blur"]) element.addEventListener(name, () => this.drawOverlay());
  }

  key(event) {
    const ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    const select = d3.select(this.element), { width, height } = this;
    if (event.key in ways && event.shiftKey) this.step(...ways[event.key]);
    else if (event.key in ways)
      select.call(this.zoom.translateBy, ...ways[event.key].map((v) => -60 * v / this.transform.k));
    else if (event.key === "+" || event.key === "=") select.call(this.zoom.scaleBy, 1.4);
    else if (event.key === "-") select.call(this.zoom.scaleBy, 1 / 1.4);
    else if (event.key === "0") select.call(this.zoom.transform, d3.zoomIdentity);
    else if (event.key === "Enter") this.map.choose(this.pick(width / 2, height / 2, Math.hypot(width, height)));
    else if (event.key === "Escape") this.map.choose(-1);
    else return;
    event.preventDefault();
  }

  /** Chooses the next structure in a direction from the chosen one: within 45 degrees of it. */
  step(wayX, wayY) {
    const from = this.map.chosen < 0 ? this.pick(this.width / 2, this.height / 2, this.width) : this.map.chosen;
    if (from < 0) return;
    const state = this.map.shared.state, [x, y] = [this.places[2 * from], this.places[2 * from + 1]];
    const ahead = (i, dx, dy) => {
      const along = dx * wayX - dy * wayY, across = Math.abs(dx * wayY + dy * wayX);
      return i !== from && state[i] > DIM && along > 0 && across <= along;
    };
    for (let reach = 512; reach < 131072; reach *= 2) {
      const next = this.grid.nearest(x, y, reach, ahead);
      if (next >= 0) return this.map.choose(next, true);
    }
  }

  resize() {
    this.width = this.element.clientWidth;
    this.height = this.element.clientHeight;
    const margin = 24;
    this.side = Math.max(10, Math.min(this.width, this.height) - 2 * margin);
    this.left = (this.width - this.side) / 2;
    this.top = (this.height - this.side) / 2;
    this.zoom.extent([[0, 0], [this.width, this.height]]);
    this.cloud.resize(this.width, this.height);
    if (this.overlay) {
      this.overlay.width = this.width * this.cloud.pixel;
      this.overlay.height = this.height * this.cloud.pixel;
    }
    this.draw();
  }

  /** Points grow when they are few in sight. */
  diameter() {
    const room = this.side * Math.sqrt(this.transform.k / Math.max(1, this.map.head.points));
    return Math.max(2, Math.min(12, room * 0.7));
  }

  draw() {
    if (!this.width) return;
    const k = this.transform.k;
    this.cloud.draw({ scale: this.side * k, x: this.left * k + this.transform.x, y: this.top * k + this.transform.y },
      this.diameter(), () => this.map.drawnOnce());
    if (this.overlay) this.drawOverlay();  // otherwise it is drawn with the points
  }

  /** Draws anew what is above the points. */
  drawOverlay() {
    if (!this.overlay) return this.cloud.show();
    this.paint.clearRect(0, 0, this.overlay.width, this.overlay.height);
    this.paintOverlay();
  }

  paintOverlay() {
    const { paint } = this, { pixel } = this.cloud;
    paint.setTransform(pixel, 0, 0, pixel, 0, 0);
    if (this === this.map.views[0]) this.drawRun(paint);
    if (byId("labels").checked) this.drawLabels(paint);
    this.ring(paint, this.map.hovered, this.map.ink.text, 2);
    this.ring(paint, this.map.chosen, this.map.ink.mark, 3);
    if (document.activeElement === this.element && this.element.matches(":focus-visible")) this.drawCross(paint);
  }

  ring(paint, point, colour, width) {
    if (point < 0 || this.places[2 * point] === NOWHERE) return;
    paint.strokeStyle = colour;
    paint.lineWidth = width;
    paint.beginPath();
    paint.arc(...this.toPixel(this.places[2 * point], this.places[2 * point + 1]), 8, 0, 2 * Math.PI);
    paint.stroke();
  }

  drawCross(paint) {
    paint.strokeStyle = this.map.ink.soft;
    paint.lineWidth = 1;
    paint.strokeRect(this.width / 2 - 5, this.height / 2, 10, 0);
    paint.strokeRect(this.width / 2, this.height / 2 - 5, 0, 10);
  }

  /** Where a cluster's name stands: at the median of its places. */
  labelPlaces() {
    if (!this.middles) {
      const xs = this.map.head.clusters.map(() => []), ys = xs.map(() => []);
      for (let i = 0; i < this.map.head.points; ++i)
        if (this.places[2 * i] !== NOWHERE) {
          xs[this.map.cluster[i]].push(this.places[2 * i]);
          ys[this.map.cluster[i]].push(this.places[2 * i + 1]);
        }
      this.middles = xs.map((x, c) => [d3.median(x), d3.median(ys[c])]);
    }
    return this.middles;
  }

  drawLabels(paint) {
    paint.font = "12px system-ui, sans-serif";
    paint.textAlign = "center";
    paint.lineJoin = "round";
    const taken = [];
    this.labelPlaces().forEach(([x, y], c) => {
      const text = this.map.head.clusters[c];
      if (x === undefined || !text) return;
      const [middle, py] = this.toPixel(x, y), half = paint.measureText(text).width / 2;
      if (middle < 0 || middle > this.width || py < 0 || py > this.height) return;
      const px = Math.max(half + 4, Math.min(this.width - half - 4, middle));
      if (taken.some((t) => Math.abs(t.py - py) < 14 && Math.abs(t.px - px) < t.half + half)) return;
      taken.push({ px, py, half });
      paint.strokeStyle = this.map.ink.ground;
      paint.lineWidth = 4;
      paint.strokeText(text, px, py);
      paint.fillStyle = this.map.ink.text;
      paint.fillText(text, px, py);
    });
  }

  drawRun(paint) {
    const frames = this.map.head.trajectory;
    if (frames.length === 0) return;
    const at = (f) => this.toPixel(frames[f].x, frames[f].y);
    paint.lineJoin = "round";
    for (const [width, colour] of [[5, () => this.map.ink.ground], [2.5, (f) => d3.interpolatePlasma(f / frames.length)]])
      for (let f = 1; f < frames.length; ++f) {
        paint.lineWidth = width;
        paint.strokeStyle = colour(f);
        paint.beginPath();
        paint.moveTo(...at(f - 1));
        paint.lineTo(...at(f));
        paint.stroke();
      }
    paint.fillStyle = this.map.ink.mark;
    paint.strokeStyle = this.map.ink.ground;
    paint.lineWidth = 2;
    paint.beginPath();
    paint.arc(...at(this.map.frame), 7, 0, 2 * Math.PI);
    paint.fill();
    paint.stroke();
  }

  /** Moves so that a point is in the middle. */
  centreOn(point) {
    if (this.places[2 * point] === NOWHERE) return;
    const x = this.left + this.places[2 * point] / 65535 * this.side;
    const y = this.top + (1 - this.places[2 * point + 1] / 65535) * this.side;
    d3.select(this.element).call(this.zoom.translateTo, x, y);
  }
}
