// Builds elements. Content is always inserted as text, never as markup.

const SVG = "http://www.w3.org/2000/svg";

export const find = (selector, within = document) => within.querySelector(selector);

/** An element with properties (`class`, `onclick`, `ariaLabel` …) and children (nodes or text). */
export function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  const { class: classes = "", data = {}, ...others } = properties;
  element.className = classes;
  Object.assign(element.dataset, data);
  Object.assign(element, others);
  element.append(...children.filter((child) => child !== null));
  return element;
}

/** An icon of the page's sprite. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `#icon-${name}`);
  svg.append(use);
  return svg;
}

export function iconButton(name, label, onclick) {
  return make("button", { class: "icon", type: "button", ariaLabel: label, onclick }, icon(name));
}
