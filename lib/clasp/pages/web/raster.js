// SPDX-License-Identifier: MIT
// The same as PointCloud without WebGL: where a browser has none, or computes it on the CPU, where writing pixels takes a
// twentieth of the time.
"use strict";

class PointRaster {
  constructor(container, places, shared) {
    this.places = places;
    this.count = places.length / 2;
    this.shared = shared;
    this.canvas = make("canvas", { ariaHidden: "true" });
    this.paint = this.canvas.getContext("2d", { willReadFrequently: true });
    container.append(this.canvas);
    this.drawn = 0;
    this.frames = 0;
  }

  resize(width, height) {
    this.pixel = Math.min(2, devicePixelRatio);
    this.canvas.width = Math.max(1, Math.round(width * this.pixel));
    this.canvas.height = Math.max(1, Math.round(height * this.pixel));
    this.image = this.paint.createImageData(this.canvas.width, this.canvas.height);
    this.pixels = new Uint32Array(this.image.data.buffer);
  }

  /** As PointCloud.draw(). */
  draw(view, diameter, done) {
    this.view = view;
    this.diameter = Math.max(1, Math.round(diameter * this.pixel));
    this.drawn = 0;
    this.done = done;
    if (!this.pending) this.pending = requestAnimationFrame(() => this.drawPiece());
  }

  /** Half the width of a disc's rows. */
  discRows() {
    const d = this.diameter, rows = new Int32Array(d);
    for (let row = 0; row < d; ++row) {
      const y = row + 0.5 - d / 2;
      rows[row] = d < 4 ? d : Math.max(1, Math.round(2 * Math.sqrt(Math.max(0, d * d / 4 - y * y))));
    }
    return rows;
  }

  drawPiece() {
    const until = performance.now() + 10, { places, pixels, shared } = this;
    const { width, height } = this.canvas, d = this.diameter, rows = this.discRows();
    const palette = new Uint32Array(shared.palette.image.data.buffer);
    const scale = this.view.scale * this.pixel / 65535;
    const left = this.view.x * this.pixel - d / 2, top = (this.view.y + this.view.scale) * this.pixel - d / 2;
    if (this.drawn === 0) pixels.fill(0);
    let i = this.drawn;
    while (i < this.count && performance.now() < until)
      for (const end = Math.min(this.count, i + 20000); i < end; ++i) {
        const x = (places[2 * i] * scale + left) | 0, y = (top - places[2 * i + 1] * scale) | 0, state = shared.state[i];
        if (x < 0 || y < 0 || x + d > width || y + d > height || places[2 * i] === NOWHERE) continue;
        const colour = state === 255 ? palette[shared.value[i]] : (palette[shared.value[i]] & 0xffffff | state << 24) >>> 0;
        for (let row = 0; row < d; ++row) {
          const begin = (y + row) * width + x + ((d - rows[row]) >> 1);
          for (let p = begin; p < begin + rows[row]; ++p)
            if (state === 255 || pixels[p] === 0) pixels[p] = colour;  // what is dim does not cover what is not
        }
      }
    this.show();
    this.drawn = i;
    ++this.frames;
    this.pending = i < this.count ? requestAnimationFrame(() => this.drawPiece()) : 0;
    if (!this.pending && this.done) this.done();
  }

  /** Puts the points into sight, and what is above them. */
  show() {
    if (!this.image) return;
    this.paint.putImageData(this.image, 0, 0);
    this.above();
  }

  /** RGBA bytes of the picture. */
  read() { return this.image.data; }
}

/** True where WebGL is there and runs on a graphics processor. */
function hasGraphicsProcessor() {
  const gl = document.createElement("canvas").getContext("webgl");
  if (!gl) return false;
  const about = gl.getExtension("WEBGL_debug_renderer_info");
  const name = gl.getParameter(about ? about.UNMASKED_RENDERER_WEBGL : gl.RENDERER);
  gl.getExtension("WEBGL_lose_context")?.loseContext();
  return !/swiftshader|llvmpipe|softpipe|software|basic render/i.test(name);
}
