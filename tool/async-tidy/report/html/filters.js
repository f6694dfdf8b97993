// The filters beside the list, each with the number of findings that it would
// leave.

const shownItems = 12;

/** A button for one value of a filter. */
function choice(name, count, most, isChosen, choose, isCode) {
  const bar = svg("svg", {class: "bar", width: "100%", height: 3,
                          "aria-hidden": "true", preserveAspectRatio: "none",
                          viewBox: "0 0 100 3"},
                  svg("rect", {width: most ? 100 * count / most : 0,
                               height: 3}));
  return el("li", {}, button("choice", {
    "aria-pressed": String(isChosen), onclick: choose,
  }, isCode ? el("code", {}, visible(name)) : visible(name),
  el("span.count", {}, count.toLocaleString("en")), bar));
}

function toggle(set, value) {
  if (!set.delete(value))
    set.add(value);
}

/** The folders and files below the chosen folder, with their numbers. */
function below(findings, folder) {
  return countBy(findings, finding => {
    const rest = finding.path.slice(folder.length);
    const slash = rest.indexOf("/", 1);
    return folder + (slash < 0 ? rest : rest.slice(0, slash + 1));
  });
}

/** The folders above a path, and the path itself. */
function pathParts(path) {
  const parts = [];
  for (let at = path.indexOf("/", 1); at >= 0; at = path.indexOf("/", at + 1))
    parts.push(path.slice(0, at + 1));
  return path && parts.at(-1) !== path ? [...parts, path] : parts;
}

function makeFilters(changed) {
  const root = document.getElementById("filters");
  const lists = el("div", {});
  const box = el("details", {open: matchMedia("(min-width: 900px)").matches},
                 el("summary", {}, "Filters"), lists);
  root.append(box);
  const expanded = new Set();

  const facet = (title, key, items) => {
    const most = Math.max(0, ...items.map(item => item.count));
    const isLong = items.length > shownItems && !expanded.has(key);
    return el("section", {}, el("h2", {}, title),
              el("ul", {}, (isLong ? items.slice(0, shownItems) : items).map(
                  item => choice(item.name, item.count, most, item.isChosen,
                                 () => {
                                   item.choose();
                                   changed();
                                 }, item.isCode))),
              isLong ? button("more", {onclick: () => {
                expanded.add(key);
                show();
              }}, `Show all ${items.length}`) : null);
  };

  const several = (key, order, keyOf) => {
    const counts = countBy(selected(key), keyOf);
    return order.map(name => ({
      name, count: counts.get(name) || 0, isChosen: state[key].has(name),
      choose: () => toggle(state[key], name),
    })).filter(item => item.count || item.isChosen);
  };

  const folders = () => {
    const parts = pathParts(state.folder);
    const isFile = state.folder && !state.folder.endsWith("/");
    const folder = isFile ? folderOf(state.folder) : state.folder;
    const findings = selected("folder").filter(
        finding => finding.path.startsWith(folder));
    const items = [...below(findings, folder)]
        .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
        .map(([path, count]) => ({
          name: path.slice(folder.length), count, isCode: true,
          isChosen: path === state.folder,
          choose: () => {
            state.folder = path === state.folder ? folder : path;
          },
        }));
    const go = path => button("crumb", {onclick: () => {
      state.folder = path;
      changed();
    }}, path ? visible(path.slice(folderOf(path.slice(0, -1)).length)) :
               "all folders");
    const view = facet("Folders", "folder:" + folder, items);
    if (parts.length)
      view.firstChild.after(el("p.crumbs", {}, go(""), parts.filter(
          part => part.endsWith("/")).map(part => [" ", go(part)])));
    return view;
  };

  const flags = () => {
    const findings = selected("only");
    const items = [];
    const add = (key, name, test) => {
      const count = findings.filter(test).length;
      if (count || state.only.has(key))
        items.push({name, count, isChosen: state.only.has(key),
                    choose: () => toggle(state.only, key)});
    };
    add("fix", "with a fix", finding => finding.fixes);
    add("new", "not in the last report", finding => finding.new);
    return items.length ? facet("Only findings", "only", items) : null;
  };

  const show = () => {
    const names = report.checks.map(check => check.name);
    const focus = [...lists.querySelectorAll("button")]
        .indexOf(document.activeElement);
    const counts = countBy(report.findings, finding => finding.checkName);
    names.sort((a, b) => counts.get(b) - counts.get(a) || (a < b ? -1 : 1));
    lists.replaceChildren();
    fill(lists,
         isFiltered() ? button("clear", {onclick: () => {
           clearFilters();
           changed();
         }}, "Clear all filters") : null,
         facet("Severity", "severity",
               several("severity", severities, finding => finding.severity)),
         flags(),
         facet("Checks", "check",
               several("check", names, finding => finding.checkName)),
         folders());
    // The button that was used is made again.
    lists.querySelectorAll("button")[focus]?.focus();
  };
  return show;
}
