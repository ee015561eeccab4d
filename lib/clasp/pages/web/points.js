// SPDX-License-Identifier: MIT
// Many points in one view, by WebGL: drawn piece by piece, so that moving never waits for all of them.
"use strict";

const POINT_SHADERS = {
  vertexShader: `
    attribute vec4 looks;    // value, state
    uniform vec3 view;       // magnification and shift of the unit square, in pixels
    uniform vec2 extent;     // of the view, in pixels
    uniform float diameter;
    varying float shade;
    varying float opacity;
    void main() {
      vec2 pixel = vec2(position.x, 1.0 - position.y) * view.x + view.yz;
      gl_Position = vec4(pixel / extent * vec2(2.0, -2.0) + vec2(-1.0, 1.0), 0.0, 1.0);
      gl_PointSize = diameter;
      shade = looks.x;
      opacity = looks.y;
      if (opacity == 0.0) gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
    }`,
  fragmentShader: `
    uniform sampler2D palette;
    varying float shade;
    varying float opacity;
    void main() {
      vec2 off = gl_PointCoord - 0.5;
      if (dot(off, off) > 0.25) discard;
      gl_FragColor = vec4(texture2D(palette, vec2(shade * 255.0 / 256.0 + 0.5 / 256.0, 0.5)).rgb, opacity);
    }`,
};

const NOWHERE = 65535;
const CELLS = 256;  // a side of the grid that finds points near a place

/** Points by the cell of a grid that they lie in: for each cell a run of `order`. */
class PointGrid {
  constructor(places) {
    const n = places.length / 2;
    this.places = places;
    this.start = new Uint32Array(CELLS * CELLS + 1);
    this.order = new Uint32Array(n);
    const cell = (i) => (places[2 * i + 1] >> 8) * CELLS + (places[2 * i] >> 8);
    const there = (i) => places[2 * i] !== NOWHERE;
    for (let i = 0; i < n; ++i) if (there(i)) ++this.start[cell(i) + 1];
    for (let c = 0; c < CELLS * CELLS; ++c) this.start[c + 1] += this.start[c];
    const next = this.start.slice();
    for (let i = 0; i < n; ++i) if (there(i)) this.order[next[cell(i)]++] = i;
  }

  /** Calls visit(point, dx, dy) for the points of the square of half-width `reach` around a place. */
  visitNear(x, y, reach, visit) {
    const low = (v) => Math.max(0, (v - reach) >> 8), high = (v) => Math.min(CELLS - 1, (v + reach) >> 8);
    for (let row = low(y); row <= high(y); ++row)
      for (let c = row * CELLS + low(x); c <= row * CELLS + high(x); ++c)
        for (let o = this.start[c]; o < this.start[c + 1]; ++o) {
          const i = this.order[o];
          visit(i, this.places[2 * i] - x, this.places[2 * i + 1] - y);
        }
  }

  /** The nearest point within `reach` that `wanted` allows, or -1. */
  nearest(x, y, reach, wanted) {
    let best = -1, least = reach * reach;
    this.visitNear(x, y, reach, (i, dx, dy) => {
      const squared = dx * dx + dy * dy;
      if (squared > least || !wanted(i, dx, dy)) return;
      least = squared;
      best = i;
    });
    return best;
  }
}

/** Draws points into a canvas. Attributes are shared between views: colours change in all of them. */
class PointCloud {
  constructor(container, places, shared) {
    this.count = places.length / 2;
    this.renderer = new THREE.WebGLRenderer({ preserveDrawingBuffer: true, alpha: true, antialias: false });
    this.renderer.autoClear = false;
    this.renderer.setClearColor(0x000000, 0);
    container.append(this.renderer.domElement);
    this.renderer.domElement.setAttribute("aria-hidden", "true");
    const geometry = new THREE.BufferGeometry();
    geometry.setAttribute("position", new THREE.BufferAttribute(places, 2, true));
    geometry.setAttribute("looks", shared.looks);
    this.uniforms = {
      view: { value: new THREE.Vector3(1, 0, 0) },
      extent: { value: new THREE.Vector2(1, 1) },
      diameter: { value: 3 },
      palette: { value: shared.palette },
    };
    const material = new THREE.ShaderMaterial({ ...POINT_SHADERS, uniforms: this.uniforms, transparent: true, depthTest: false });
    const points = new THREE.Points(geometry, material);
    points.frustumCulled = false;
    this.geometry = geometry;
    this.scene = new THREE.Scene();
    this.scene.add(points);
    this.camera = new THREE.Camera();
    this.piece = 50000;  // points a frame; follows what the machine can do
    this.drawn = 0;
    this.frames = 0;
  }

  resize(width, height) {
    this.renderer.setPixelRatio(Math.min(2, devicePixelRatio));
    this.renderer.setSize(width, height, false);
    this.uniforms.extent.value.set(width, height);
    this.pixel = Math.min(2, devicePixelRatio);
  }

  /** Draws all points in a view, the first piece in the next frame. `done` is called after the last one. */
  draw(view, diameter, done) {
    this.uniforms.view.value.set(view.scale, view.x, view.y);
    this.uniforms.diameter.value = diameter * this.pixel;
    this.drawn = 0;
    this.done = done;
    if (!this.pending) this.pending = requestAnimationFrame(() => this.drawPiece());
  }

  drawPiece() {
    const begin = performance.now(), gl = this.renderer.getContext();
    if (this.drawn === 0) this.renderer.clear();
    const piece = Math.min(this.piece, this.count - this.drawn);
    this.geometry.setDrawRange(this.drawn, piece);
    this.renderer.render(this.scene, this.camera);
    gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));  // waits until it is drawn
    this.drawn += piece;
    ++this.frames;
    const took = performance.now() - begin;
    if (took > 14) this.piece = Math.max(5000, this.piece * 0.8);
    else if (took < 9 && piece >= this.piece) this.piece *= 1.25;
    this.piece = Math.round(this.piece);
    this.pending = this.drawn < this.count ? requestAnimationFrame(() => this.drawPiece()) : 0;
    if (!this.pending && this.done) this.done();
  }

  /** RGBA bytes of the picture. */
  read() {
    const gl = this.renderer.getContext(), pixels = new Uint8Array(4 * gl.drawingBufferWidth * gl.drawingBufferHeight);
    gl.readPixels(0, 0, gl.drawingBufferWidth, gl.drawingBufferHeight, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
    return pixels;
  }
}
