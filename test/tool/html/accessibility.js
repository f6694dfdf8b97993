// What a page has to offer to everyone. The functions run in the page.
"use strict";

/** Texts whose contrast with what is behind them is less than 4.5. */
function contrastProblems() {
  const canvas = document.createElement("canvas").getContext("2d",
      {willReadFrequently: true});
  const known = new Map();
  const rgba = color => {
    if (!known.has(color))
      known.set(color, drawn(color));
    return known.get(color);
  };
  const drawn = color => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const luminance = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map(c => (c /= 255) <= 0.04045 ? c / 12.92 :
        ((c + 0.055) / 1.055) ** 2.4);
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const behind = node => {
    for (; node; node = node.parentElement) {
      const color = rgba(getComputedStyle(node).backgroundColor);
      if (color[3] === 255)
        return color;
    }
    return [255, 255, 255, 255];
  };
  const problems = new Set();
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const node = texts.currentNode.parentElement;
    if (!texts.currentNode.data.trim() || node.closest("svg, script, noscript") ||
        !node.checkVisibility())
      continue;
    const [a, b] = [rgba(getComputedStyle(node).color), behind(node)]
        .map(luminance).sort((x, y) => y - x);
    const contrast = (a + 0.05) / (b + 0.05);
    if (contrast < 4.5)
      problems.add(`${node.tagName}.${node.className}: ${contrast.toFixed(2)}`);
  }
  return [...problems];
}

/** Missing names, gaps between headings, and the like. */
function structureProblems() {
  const problems = [];
  if (document.documentElement.lang !== "en")
    problems.push("no language");
  let before = 0;
  for (const node of document.querySelectorAll("h1, h2, h3, h4, h5, h6")) {
    const level = Number(node.tagName[1]);
    if (level > before + 1)
      problems.push(`h${level} after h${before}: ${node.textContent}`);
    before = level;
  }
  const named = node => node.textContent.trim() ||
      node.getAttribute("aria-label") || node.closest("label");
  for (const node of document.querySelectorAll(
           "button, input, select, a, [role], svg:not([aria-hidden])"))
    if (!named(node))
      problems.push("no name: " + node.outerHTML.slice(0, 80));
  const ids = [...document.querySelectorAll("[id]")].map(node => node.id);
  if (new Set(ids).size < ids.length)
    problems.push("an id occurs twice");
  // What scrolls can be reached with the keyboard.
  for (const node of document.querySelectorAll("pre, .scroll"))
    if (node.tabIndex !== 0)
      problems.push("no focus: " + node.className);
  return problems;
}

module.exports = {contrastProblems, structureProblems};
