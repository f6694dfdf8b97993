// The list of findings. Of thousands, only those near the screen are made.

const perPage = 50;
let entries = []; // Titles of groups, and findings.
let shownEntries = 0;
let listNode, moreButton, statusNode;

function showMore(atLeast) {
  const end = Math.min(entries.length,
                       Math.max(shownEntries + perPage, atLeast || 0));
  const part = document.createDocumentFragment();
  for (; shownEntries < end; ++shownEntries) {
    const entry = entries[shownEntries];
    part.append(entry.title === undefined ? findingView(entry) :
        el("h3", {}, el("span", {}, visible(entry.title)),
           el("span.count", {}, entry.count.toLocaleString("en"))));
  }
  listNode.append(part);
  moreButton.hidden = shownEntries === entries.length;
  moreButton.textContent =
      `Show ${(entries.length - shownEntries).toLocaleString("en")} more`;
}

/** Shows the selected findings. */
function showList() {
  const findings = selected();
  entries = [];
  for (const group of grouped(findings)) {
    if (group.title)
      entries.push({title: group.title, count: group.findings.length});
    entries.push(...group.findings);
  }
  listNode.replaceChildren();
  shownEntries = 0;
  showMore();
  const all = report.findings.length;
  statusNode.textContent = findings.length === all ? plural(all, "finding") :
      `${findings.length.toLocaleString("en")} of ${plural(all, "finding")}`;
  if (!findings.length)
    listNode.append(el("p.empty", {}, all ? "No finding matches." :
                                            "Nothing was found."));
}

/** Opens the finding with this fingerprint, and scrolls to it. */
function openFinding(id) {
  const index = entries.findIndex(entry => entry.fingerprint === id);
  if (index < 0)
    return;
  showMore(index + 1);
  for (const view of listNode.querySelectorAll("article"))
    if (view.dataset.id === id) {
      view.open();
      view.scrollIntoView({block: "start"});
      view.querySelector("button").focus({preventScroll: true});
    }
}

/** The arrow keys go from finding to finding. */
function moveFocus(event) {
  const step = {ArrowDown: 1, ArrowUp: -1}[event.key];
  if (!step || !event.target.matches("h4 > button"))
    return;
  event.preventDefault();
  const buttons = () => [...listNode.querySelectorAll("h4 > button")];
  const index = buttons().indexOf(event.target) + step;
  if (index === buttons().length)
    showMore();
  buttons()[Math.max(0, index)]?.focus();
}

function makeList(changed) {
  const root = document.getElementById("findings");
  const search = el("input", {
    type: "search", id: "search", placeholder: "Search messages, code, files",
    "aria-label": "Search", autocomplete: "off", spellcheck: "false",
  });
  let timer = 0;
  search.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      state.q = search.value.trim();
      changed();
    }, 120);
  });
  const grouping = el("select", {id: "grouping", onchange: () => {
    state.group = grouping.value;
    changed();
  }}, groupings.map(each => el("option", {value: each}, each)));
  statusNode = el("h2", {id: "status", "aria-live": "polite"});
  listNode = el("div.list", {onkeydown: moveFocus});
  moreButton = button("more", {onclick: () => showMore()});
  fill(root, el("div.bar", {}, search,
                el("label", {}, "Group by ", grouping)),
       statusNode, listNode, moreButton);
  new IntersectionObserver(seen => {
    if (seen.some(each => each.isIntersecting) && !moreButton.hidden)
      showMore();
  }, {rootMargin: "600px"}).observe(moreButton);
  return () => {
    if (search.value.trim() !== state.q)
      search.value = state.q;
    grouping.value = state.group;
    showList();
  };
}
