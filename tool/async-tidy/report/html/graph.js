// The ways from functions to the operation behind a finding, as a graph: the
// callers are above what they call.

const shownCallers = 5;
const nodeHeight = 46;
const nodeGap = 20;

/** The nodes that call each node, of which only some callers may be shown. */
function callersOf(ways, showsAll) {
  const callers = ways.map(() => []);
  ways.forEach((node, i) => {
    if (i > 0)
      callers[node.to].push(i);
  });
  if (showsAll)
    return {callers, hidden: 0};
  // Follow the first ways, up to the number to show.
  const leaves = ways.map((_, i) => i).filter(i => !callers[i].length);
  const kept = new Set([0]);
  for (const leaf of leaves.slice(0, shownCallers))
    for (let i = leaf; i !== 0; i = ways[i].to)
      kept.add(i);
  return {callers: callers.map(list => list.filter(i => kept.has(i))),
          hidden: Math.max(0, leaves.length - shownCallers)};
}

/** The row of each node, and at how many forks it is behind. */
function layOut(callers) {
  const places = new Map();
  // A stack instead of recursion: a way may be long.
  const stack = [[0, 0, false]];
  while (stack.length) {
    const [node, depth, isDone] = stack.pop();
    if (isDone) {
      places.set(node, {row: places.size, depth});
      continue;
    }
    stack.push([node, depth, true]);
    const many = callers[node].length > 1;
    for (const caller of [...callers[node]].reverse())
      stack.push([caller, depth + many, false]);
  }
  return places;
}

function shortened(text, width, perCharacter) {
  const most = Math.max(4, Math.floor(width / perCharacter));
  return text.length > most ? text.slice(0, most - 1) + "\u2026" : text;
}

/** What a node is called: its function, or its code. */
function nodeName(node) {
  if (node.name)
    return visible(node.name.replace(/^'(.*)'$/, "$1"));
  const line = node.at && lineOf(node.at.file, node.at.line) || "";
  return visible(line.slice((node.at?.column || 1) - 1).trim());
}

/** Draws the graph, and calls select(node) when one with a place is chosen. */
function drawWays(ways, width, showsAll, select) {
  const {callers, hidden} = callersOf(ways, showsAll);
  const places = layOut(callers);
  const step = nodeHeight + nodeGap;
  const deepest = Math.max(...[...places.values()].map(each => each.depth));
  const indent = Math.min(26, (width - 180) / Math.max(1, deepest));
  for (const each of places.values())
    each.left = each.depth * indent;
  const top = node => places.get(node).row * step + 2;
  const root = svg("svg", {
    class: "ways", width, height: places.size * step - nodeGap + 4,
    viewBox: `0 0 ${width} ${places.size * step - nodeGap + 4}`,
    role: "group", "aria-label": "Calls that lead to the operation",
  });
  for (const [node, {left}] of places)
    for (const caller of callers[node]) {
      const from = places.get(caller);
      const x = left + indent / 2;
      const y = top(node);
      const path = from.left === left ?
          `M${x} ${top(caller) + nodeHeight}V${y - 5}` :
          `M${from.left} ${top(caller) + nodeHeight / 2}H${x}V${y - 5}`;
      root.append(svg("path", {class: "edge", d: path}),
                  svg("path", {class: "arrow",
                               d: `M${x - 5} ${y - 8}h10l-5 7z`}));
    }
  const choose = (node, shape) => {
    for (const each of root.querySelectorAll("[aria-pressed=true]"))
      each.setAttribute("aria-pressed", "false");
    shape.setAttribute("aria-pressed", "true");
    select(ways[node]);
  };
  const order = [...places].sort((a, b) => a[1].row - b[1].row);
  for (const [node, {left}] of order) {
    const way = ways[node];
    const inner = width - left - 22;
    const name = nodeName(way);
    const place = way.at ? placeText(way.at) : "the operation behind it";
    const pathStart = Math.max(0, place.length - Math.floor(inner / 6.9));
    const shape = svg("g", {
      class: "node" + (node === 0 ? " operation" : ""),
      ...(way.at && {
        role: "button", tabindex: 0, "aria-pressed": "false",
        "data-node": node, onclick: () => choose(node, shape),
        onkeydown: event => {
          if (event.key !== "Enter" && event.key !== " ")
            return;
          event.preventDefault();
          choose(node, shape);
        },
      }),
    }, svg("title", {}, `${name}, ${place}`),
    svg("rect", {x: left + 1, y: top(node), width: width - left - 2,
                 height: nodeHeight, rx: 6}),
    svg("text", {class: "name", x: left + 11, y: top(node) + 19},
        shortened(name, inner, 7.9)),
    svg("text", {class: "place", x: left + 11, y: top(node) + 36},
        pathStart ? "\u2026" + place.slice(pathStart + 1) : place));
    root.append(shape);
  }
  return {root, hidden};
}
