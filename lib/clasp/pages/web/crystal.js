// SPDX-License-Identifier: MIT
// One crystal in three dimensions: atoms, bonds, the cell; it spins until it is taken hold of.
"use strict";

const BOND = 1.15;         // of the sum of covalent radii, at most
const LARGEST_BONDED = 1.7;  // covalent radius; larger atoms are ions between the bonds of others
const MOST_FOR_BONDS = 900;

/** Reads a packed structure: cell vectors and sites as the page carries them. */
function unpackStructure(bytes) {
  const data = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [a, b, c, alpha, beta, gamma] = d3.range(6).map((i) => data.getFloat32(4 * i, true));
  const [ca, cb, cg] = [alpha, beta, gamma].map((angle) => Math.cos(angle * Math.PI / 180));
  const sg = Math.sin(gamma * Math.PI / 180), cx = cb, cy = (ca - cb * cg) / sg;
  const cell = [[a, 0, 0], [b * cg, b * sg, 0], [c * cx, c * cy, c * Math.sqrt(Math.max(0, 1 - cx * cx - cy * cy))]];
  const sites = [];
  for (let at = 24; at + 5 <= data.byteLength; at += 5) {
    const packed = data.getUint32(at + 1, true);
    sites.push({ z: data.getUint8(at), place: [packed & 1023, packed >> 10 & 1023, packed >> 20 & 1023].map((v) => v / 1024) });
  }
  return { parameters: [a, b, c, alpha, beta, gamma], cell, sites };
}

const inCell = (cell, f) => d3.range(3).map((k) => f[0] * cell[0][k] + f[1] * cell[1][k] + f[2] * cell[2][k]);

/** Atoms of the cell, those on its faces on the opposite faces too. */
function atomsToDraw(structure) {
  const atoms = [];
  for (const { z, place } of structure.sites) {
    const shifts = place.map((v) => (v < 0.012 ? [0, 1] : v > 0.988 ? [0, -1] : [0]));
    for (const x of shifts[0]) for (const y of shifts[1]) for (const w of shifts[2])
      atoms.push({ z, at: inCell(structure.cell, [place[0] + x, place[1] + y, place[2] + w]) });
  }
  return atoms;
}

function bondsBetween(atoms) {
  const bonds = [];
  if (atoms.length > MOST_FOR_BONDS) return bonds;
  const radius = (atom) => ELEMENTS[atom.z - 1].radius, bonded = atoms.filter((atom) => radius(atom) < LARGEST_BONDED);
  for (let i = 0; i < bonded.length; ++i)
    for (let j = 0; j < i; ++j) {
      const reach = BOND * (radius(bonded[i]) + radius(bonded[j]));
      const squared = d3.sum(bonded[i].at, (v, k) => (v - bonded[j].at[k]) ** 2);
      if (squared > 0.2 && squared < reach * reach) bonds.push([bonded[i], bonded[j]]);
    }
  return bonds;
}

class CrystalView {
  constructor(container) {
    this.container = container;
    this.renderer = new THREE.WebGLRenderer({ alpha: true, antialias: true });
    container.append(this.renderer.domElement);
    this.camera = new THREE.PerspectiveCamera(30, 1, 0.1, 1000);
    this.scene = new THREE.Scene();
    this.scene.add(new THREE.AmbientLight(0xffffff, 0.55));
    const sun = new THREE.DirectionalLight(0xffffff, 0.6);
    sun.position.set(1, 2, 3);
    this.scene.add(sun);
    this.body = new THREE.Group();
    this.scene.add(this.body);
    this.spinning = !matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.listen();
  }

  listen() {
    const turn = (x, y) => {
      this.turn = new THREE.Quaternion().setFromEuler(new THREE.Euler(y, x, 0)).multiply(this.turn);
      this.draw();
    };
    let last = null;
    this.container.addEventListener("pointerdown", (event) => {
      last = event;
      this.container.setPointerCapture(event.pointerId);
      this.setSpin(false);
    });
    this.container.addEventListener("pointermove", (event) => {
      if (!last) return;
      turn((event.clientX - last.clientX) * 0.01, (event.clientY - last.clientY) * 0.01);
      last = event;
    });
    for (const end of ["pointerup", "pointercancel"]) this.container.addEventListener(end, () => { last = null; });
    this.container.addEventListener("wheel", (event) => {
      event.preventDefault();
      this.magnify(Math.exp(event.deltaY * 0.001));
    }, { passive: false });
    const keys = { ArrowLeft: [-0.2, 0], ArrowRight: [0.2, 0], ArrowUp: [0, -0.2], ArrowDown: [0, 0.2] };
    this.container.addEventListener("keydown", (event) => {
      if (event.key in keys) turn(...keys[event.key]);
      else if (event.key === "+") this.magnify(0.85);
      else if (event.key === "-") this.magnify(1.18);
      else return;
      event.preventDefault();
    });
  }

  magnify(factor) {
    this.camera.position.z = Math.min(500, Math.max(3, this.camera.position.z * factor));
    this.draw();
  }

  setSpin(on) {
    this.spinning = on;
    this.onSpin?.(on);
    if (on) this.spin();
  }

  spin() {
    if (this.timer) return;
    const step = () => {
      this.timer = 0;
      if (!this.spinning || !this.structure || document.hidden) return;
      this.turn = new THREE.Quaternion().setFromAxisAngle(new THREE.Vector3(0, 1, 0), 0.012).multiply(this.turn);
      this.draw();
      this.timer = requestAnimationFrame(step);
    };
    this.timer = requestAnimationFrame(step);
  }

  /** Shows a structure of unpackStructure(). */
  show(structure) {
    this.structure = structure;
    this.body.traverse((part) => { part.geometry?.dispose(); part.material?.dispose(); });
    this.body.remove(...this.body.children);
    const atoms = atomsToDraw(structure);
    this.addAtoms(atoms);
    this.addBonds(bondsBetween(atoms));
    this.addCell(structure.cell);
    const middle = inCell(structure.cell, [0.5, 0.5, 0.5]);
    for (const part of this.body.children) part.position.set(...middle.map((v) => -v));
    const radius = d3.max(atoms, ({ at }) => Math.hypot(...at.map((v, k) => v - middle[k]))) + 1.2;
    this.camera.position.z = Math.max(8, radius / Math.sin(15 * Math.PI / 180));
    this.camera.far = 20 * this.camera.position.z;
    this.turn = new THREE.Quaternion().setFromEuler(new THREE.Euler(0.3, -0.4, 0));
    this.atoms = atoms.length;
    this.resize();
    this.spin();
  }

  addAtoms(atoms) {
    const detail = atoms.length > 400 ? 8 : 18;
    for (const [z, those] of d3.nest().key((atom) => atom.z).entries(atoms).map((e) => [+e.key, e.values])) {
      const element = ELEMENTS[z - 1];
      const mesh = new THREE.InstancedMesh(new THREE.SphereBufferGeometry(0.4 * element.radius + 0.1, detail, detail),
        new THREE.MeshLambertMaterial({ color: element.colour }), those.length);
      those.forEach(({ at }, i) => mesh.setMatrixAt(i, new THREE.Matrix4().setPosition(...at)));
      mesh.frustumCulled = false;
      this.body.add(mesh);
    }
  }

  addBonds(bonds) {
    if (bonds.length === 0) return;
    const mesh = new THREE.InstancedMesh(new THREE.CylinderBufferGeometry(0.09, 0.09, 1, 6, 1, true),
      new THREE.MeshLambertMaterial({ color: 0x999999 }), bonds.length);
    const up = new THREE.Vector3(0, 1, 0);
    bonds.forEach(([a, b], i) => {
      const from = new THREE.Vector3(...a.at), way = new THREE.Vector3(...b.at).sub(from), length = way.length();
      const turn = new THREE.Quaternion().setFromUnitVectors(up, way.clone().normalize());
      mesh.setMatrixAt(i, new THREE.Matrix4().compose(from.addScaledVector(way, 0.5), turn, new THREE.Vector3(1, length, 1)));
    });
    mesh.frustumCulled = false;
    this.body.add(mesh);
  }

  addCell(cell) {
    const corners = [], unit = [0, 1];
    for (const axis of unit.concat(2)) for (const u of unit) for (const v of unit)
      for (const w of unit) {
        const f = [u, v];
        f.splice(axis, 0, w);
        corners.push(new THREE.Vector3(...inCell(cell, f)));
      }
    this.body.add(new THREE.LineSegments(new THREE.BufferGeometry().setFromPoints(corners),
      new THREE.LineBasicMaterial({ color: 0x808890 })));
  }

  resize() {
    const { clientWidth: width, clientHeight: height } = this.container;
    this.renderer.setPixelRatio(Math.min(2, devicePixelRatio));
    this.renderer.setSize(width, height);
    this.camera.aspect = width / height;
    this.camera.updateProjectionMatrix();
    this.draw();
  }

  draw() {
    this.body.quaternion.copy(this.turn);
    this.renderer.render(this.scene, this.camera);
  }
}
