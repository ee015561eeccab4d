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

/** Binary data that the page carries, inflated: a promise of an ArrayBuffer. */
async function readBinary(id) {
  const text = atob(byId(id).textContent);
  const bytes = Uint8Array.from(text, (c) => c.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
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

/** The value of a colour of common.css. */
const themeColour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
