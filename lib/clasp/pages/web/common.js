// SPDX-License-Identifier: MIT
// What the pages share: elements, data, light and dark.
"use strict";

const byId = (id) => document.getElementById(id);

/** An element with properties and children; text is always set as text, never parsed. */
function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name in element) element[name] = value;
    else element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

/** JSON that the page carries. */
const readJson = (id) => JSON.parse(byId(id).textContent);

/** Bytes of base64. */
function fromBase64(text) {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(text);
  const raw = atob(text), bytes = new Uint8Array(raw.length);
  for (let i = 0; i < raw.length; ++i) bytes[i] = raw.charCodeAt(i);
  return bytes;
}

/** Binary data that the page carries, inflated: a promise of an ArrayBuffer. */
function readBinary(id) {
  const stream = new Blob([fromBase64(byId(id).textContent)]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Response(stream).arrayBuffer();
}

/** Light or dark: the system's choice until the button is pressed. Calls `changed` on every change. */
function followTheme(button, changed) {
  const system = matchMedia("(prefers-color-scheme: dark)");
  const apply = (dark) => {
    document.documentElement.dataset.theme = dark ? "dark" : "light";
    button.textContent = dark ? "Light" : "Dark";
    changed();
  };
  button.addEventListener("click", () => apply(document.documentElement.dataset.theme !== "dark"));
  system.addEventListener("change", () => apply(system.matches));
  apply(system.matches);
}

/** Colours of common.css by name, as they are now. */
function themeColours(...names) {
  const style = getComputedStyle(document.documentElement);
  return Object.fromEntries(names.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
}
