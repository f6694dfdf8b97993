"use strict";

// Small helpers. All text becomes text nodes: nothing in a report is parsed as
// HTML.

/** Appends children: nodes, texts, arrays of them, or nothing. */
function fill(node, ...children) {
  for (const child of children.flat(Infinity))
    if (child !== null && child !== undefined && child !== false)
      node.append(child);
  return node;
}

/** el("p.a.b", {title: "x", onclick: f}, children...) makes an element. */
function el(spec, attributes, ...children) {
  const [tag, ...classes] = spec.split(".");
  const node = document.createElement(tag);
  if (classes.length)
    node.className = classes.join(" ");
  for (const [name, value] of Object.entries(attributes || {}))
    if (name.startsWith("on"))
      node.addEventListener(name.slice(2), value);
    else if (value !== null && value !== undefined && value !== false)
      node.setAttribute(name, value === true ? "" : value);
  return fill(node, ...children);
}

/** The same for SVG. */
function svg(tag, attributes, ...children) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes || {}))
    if (name.startsWith("on"))
      node.addEventListener(name.slice(2), value);
    else if (value !== null && value !== undefined && value !== false)
      node.setAttribute(name, value);
  return fill(node, ...children);
}

function button(spec, attributes, ...children) {
  return el("button." + spec, {type: "button", ...attributes}, ...children);
}

/** "1 finding", "2 findings". */
function plural(count, noun) {
  return `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
}

/**
 * Text with its invisible characters made visible: those that reorder text
 * could make code look like other code.
 */
function visible(text) {
  return text.replace(
      /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g,
      c => "\u27e8" + c.charCodeAt(0).toString(16).padStart(4, "0") + "\u27e9");
}

/** A message: the code in quotes looks like code. */
function message(text) {
  return visible(text).split(/('[^'\n]+')/).map(
      part => part.length > 2 && part.startsWith("'") && part.endsWith("'") ?
          el("code", {}, part.slice(1, -1)) : part);
}
