// The details of a finding.

const shownPlaces = 3;

function section(title, ...children) {
  return el("section", {}, el("h5", {}, title), ...children);
}

/** A note; its code is shown on demand. */
function noteView(note) {
  const item = el("li", {}, el("p", {}, message(note.message)));
  if (note.at) {
    const toggle = button("go", {"aria-expanded": "false", onclick: () => {
      const isOpen = toggle.getAttribute("aria-expanded") === "true";
      toggle.setAttribute("aria-expanded", String(!isOpen));
      if (isOpen)
        item.querySelector("figure").remove();
      else
        item.append(excerpt(note, 3));
      revealMarks(item);
    }}, placeText(note.at));
    item.firstChild.append(" ", toggle);
  }
  return item;
}

function notesView(finding) {
  const notes = finding.notes || [];
  const isPlace = note => note.kind === "place";
  const places = notes.filter(isPlace);
  const list = el("ul.notes", {});
  const rest = new Set(places.slice(shownPlaces));
  fill(list, notes.filter(note => !rest.has(note)).map(noteView));
  if (!rest.size)
    return list.children.length ? section("Notes", list) : null;
  const more = button("more", {onclick: () => {
    const next = [...rest].slice(0, 50);
    fill(list, next.map(noteView));
    next.forEach(note => rest.delete(note));
    label();
  }});
  const label = () => {
    more.textContent = `and from ${plural(rest.size, "more place")}`;
    more.hidden = !rest.size;
  };
  label();
  return section("Notes", list, more);
}

function waysView(finding, width) {
  const code = el("div.way-code", {"aria-live": "polite"});
  const holder = el("div.way-graph", {});
  const show = node => {
    code.replaceChildren(excerpt(node, 3));
    revealMarks(code);
  };
  // Beside the code, if there is room for both.
  const graphWidth = width > 640 ? Math.min(380, Math.floor(width * 0.46)) :
      Math.min(width, 460);
  const draw = showsAll => {
    const {root, hidden} =
        drawWays(finding.ways, graphWidth, showsAll, show);
    holder.replaceChildren(root);
    if (hidden)
      holder.prepend(button("more", {onclick: () => draw(true)},
                            `Show ${plural(hidden, "more caller")}`));
    // The call nearest to the operation that has a place.
    const first = finding.ways.findIndex(node => node.at);
    const shape = root.querySelector(`[data-node="${first}"]`);
    if (shape)
      shape.setAttribute("aria-pressed", "true");
    if (first >= 0)
      show(finding.ways[first]);
  };
  draw(false);
  return section("Calls that lead to it",
                 el("div.ways-and-code", {}, holder, code));
}

function fixesView(finding) {
  return section(
      finding.fixes.length === 1 ? "Fix" : "Fixes to choose from",
      finding.fixes.map(fix => [el("p.fix", {}, message(fix.title)),
                                fix.diff ? diffView(fix.diff, fix.title) :
                                           null]));
}

function checkView(finding) {
  const check = report.checks[finding.check];
  if (!check.text)
    return null;
  const body = el("div.page", {});
  return el("details.check", {ontoggle: () => {
    if (!body.firstChild)
      fill(body, markdown(check.text));
  }}, el("summary", {}, "About ", el("code", {}, check.name)),
  check.page ? el("p", {}, el("a", {href: check.page, rel: "noreferrer"},
                              "The page of this check")) : null,
  body);
}

/** Everything about a finding except its message. */
function detailsView(finding, width) {
  const link = el("a", {href: addressOf({id: finding.fingerprint})},
                  "Link to this finding");
  return [
    finding.at ? excerpt(finding, 5) : null,
    finding.ways ? waysView(finding, width) : null,
    finding.fixes ? fixesView(finding) : null,
    notesView(finding),
    checkView(finding),
    el("p.links", {}, link),
  ];
}

function badges(finding) {
  const list = [];
  const add = (text, title) => list.push(el("span.badge", {title}, text));
  if (finding.new)
    list.push(el("span.badge.new", {title: "Not in the last report"}, "new"));
  if (finding.error)
    add("error", "This check is configured to report errors");
  if (finding.fixes)
    add(finding.fixes.length === 1 ? "fix" :
        plural(finding.fixes.length, "choice"), "It offers to change the code");
  if (finding.functions)
    add(plural(finding.functions, "function"), "They share its cause");
  if (finding.convention)
    add("convention", "So many functions do it that it is probably intended");
  return list;
}

/** A finding in the list. Its details are made when it is opened. */
function findingView(finding) {
  const details = el("div.details", {hidden: true,
                                     id: "details-" + finding.index});
  const toggle = button("summary", {
    "aria-expanded": "false", "aria-controls": details.id,
    onclick: () => {
      const opens = details.hidden;
      setOpen(opens);
      state.id = opens ? finding.fingerprint :
          state.id === finding.fingerprint ? "" : state.id;
      writeAddress();
    },
  }, el("span.severity." + finding.severity, {}, finding.severity),
  el("span.message", {}, message(finding.message)),
  el("span.meta", {}, el("code", {}, finding.at ? placeText(finding.at) : ""),
     " ", el("span.check-name", {}, finding.checkName), badges(finding)));
  const setOpen = opens => {
    toggle.setAttribute("aria-expanded", String(opens));
    details.hidden = !opens;
    if (!opens || details.firstChild)
      return;
    fill(details, detailsView(finding, details.clientWidth - 24));
    revealMarks(details);
  };
  const view = el("article.finding", {"data-id": finding.fingerprint},
                  el("h4", {}, toggle), details);
  return Object.assign(view, {open: () => setOpen(true)});
}
