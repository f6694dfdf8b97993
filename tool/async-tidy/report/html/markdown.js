// The page of a check. Pages use only a little Markdown: headings, paragraphs,
// lists, tables, fenced code, `code`, **bold** and links.

function inline(text) {
  return text.split(/(`[^`]+`|\*\*[^*]+\*\*|\[[^\]]+\]\([^)\s]+\))/).map(part => {
    if (part.startsWith("`") && part.length > 2)
      return el("code", {}, part.slice(1, -1));
    if (part.startsWith("**") && part.length > 4)
      return el("strong", {}, inline(part.slice(2, -2)));
    const link = /^\[([^\]]+)\]\(([^)\s]+)\)$/.exec(part);
    if (!link)
      return part;
    return /^https?:/.test(link[2]) ?
        el("a", {href: link[2], rel: "noreferrer"}, inline(link[1])) :
        inline(link[1]);
  });
}

function table(rows) {
  const cells = row => row.replace(/^\||\|\s*$/g, "")
      .split(/(?<!\\)\|/).map(cell => cell.trim().replaceAll("\\|", "|"));
  const [head, , ...body] = rows;
  return el("div.scroll", {tabindex: 0, role: "region", "aria-label": "Table"},
            el("table", {},
               el("tr", {}, cells(head).map(
                   cell => el("th", {scope: "col"}, inline(cell)))),
               body.map(row => el("tr", {}, cells(row).map(
                   cell => el("td", {}, inline(cell)))))));
}

/** The nodes of a page, without its title. */
function markdown(text) {
  const nodes = [];
  const lines = text.split("\n");
  let at = 0;
  const take = test => {
    const taken = [];
    while (at < lines.length && test(lines[at]))
      taken.push(lines[at++]);
    return taken;
  };
  while (at < lines.length) {
    const line = lines[at];
    const heading = /^(#+)\s+(.*)/.exec(line);
    if (!line.trim()) {
      ++at;
    } else if (heading) {
      ++at;
      if (heading[1].length > 1)
        nodes.push(el("h5", {}, inline(heading[2])));
    } else if (line.startsWith("```")) {
      ++at;
      const code = take(each => !each.startsWith("```"));
      ++at;
      nodes.push(el("pre.sample", {tabindex: 0, role: "region",
                                   "aria-label": "Example"},
                    code.map(each => [codeLine(each, []), "\n"])));
    } else if (line.startsWith("|")) {
      nodes.push(table(take(each => each.startsWith("|"))));
    } else if (/^[-*] /.test(line)) {
      const items = [];
      for (const each of take(each => /^([-*]|\s) ?\S/.test(each)))
        if (/^[-*] /.test(each))
          items.push(each.slice(2));
        else
          items.push(items.pop() + " " + each.trim());
      nodes.push(el("ul", {}, items.map(item => el("li", {}, inline(item)))));
    } else {
      const words = take(each => each.trim() && !/^(```|\||[-*] |#)/.test(each));
      if (!words.length)
        ++at;
      nodes.push(el("p", {}, inline(words.join(" "))));
    }
  }
  return nodes;
}
