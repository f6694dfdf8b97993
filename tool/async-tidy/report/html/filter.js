// Which findings are shown. The part of the address after # holds the same, so
// that a link leads to a selection or to a finding.

const groupings = ["check", "folder", "severity", "nothing"];
const state = {
  q: "",
  severity: new Set(),
  check: new Set(),
  folder: "", // Or a file; with a slash at the end if it is a folder.
  only: new Set(), // "fix", "new"
  group: "check",
  id: "",
};

function readAddress() {
  const text = location.hash.slice(1);
  if (text && !text.includes("="))
    return false; // A link within the page.
  const given = new URLSearchParams(text);
  const set = key => new Set((given.get(key) || "").split(",").filter(Boolean));
  state.q = given.get("q") || "";
  state.severity = set("severity");
  state.check = set("check");
  state.folder = given.get("folder") || "";
  state.only = set("only");
  state.group = groupings.includes(given.get("group")) ? given.get("group") :
                                                         "check";
  state.id = given.get("id") || "";
  return true;
}

/** The address of the current selection, or of one finding. */
function addressOf(values) {
  const given = new URLSearchParams();
  for (const [key, value] of Object.entries(values)) {
    const text = value instanceof Set ? [...value].join(",") : value;
    if (text && !(key === "group" && text === "check"))
      given.set(key, text);
  }
  return "#" + given;
}

function writeAddress() {
  try {
    history.replaceState(null, "", addressOf(state));
  } catch {
    // Some browsers limit how often it may change.
  }
}

const conditions = {
  q: finding => state.q.toLowerCase().split(/\s+/).every(
      word => searchText(finding).includes(word)),
  severity: finding =>
      !state.severity.size || state.severity.has(finding.severity),
  check: finding => !state.check.size || state.check.has(finding.checkName),
  folder: finding => state.folder.endsWith("/") ?
      finding.path.startsWith(state.folder) :
      !state.folder || finding.path === state.folder,
  only: finding => (!state.only.has("fix") || Boolean(finding.fixes)) &&
      (!state.only.has("new") || Boolean(finding.new)),
};

/** The findings that fulfil all conditions, perhaps but one. */
function selected(except) {
  const tests = Object.keys(conditions).filter(
      name => name !== except && (name !== "q" || state.q));
  return report.findings.filter(
      finding => tests.every(name => conditions[name](finding)));
}

function isFiltered() {
  return Boolean(state.q || state.severity.size || state.check.size ||
                 state.folder || state.only.size);
}

function clearFilters() {
  Object.assign(state, {q: "", folder: "", severity: new Set(),
                        check: new Set(), only: new Set()});
}

/** The folder of a path, with a slash at its end. */
function folderOf(path) {
  return path.slice(0, path.lastIndexOf("/") + 1);
}

/** The selected findings in groups, each with a title. */
function grouped(findings) {
  if (state.group === "nothing")
    return [{title: "", findings}];
  const keyOf = {
    check: finding => finding.checkName,
    folder: finding => folderOf(finding.path) || "./",
    severity: finding => finding.severity,
  }[state.group];
  const groups = new Map();
  for (const finding of findings) {
    const key = keyOf(finding);
    if (!groups.has(key))
      groups.set(key, {title: key, findings: []});
    groups.get(key).findings.push(finding);
  }
  const rank = group => Math.min(
      ...group.findings.map(each => severities.indexOf(each.severity)));
  const order = [...groups.values()];
  if (state.group === "folder")
    return order.sort((a, b) => (a.title < b.title ? -1 : 1));
  return order.sort((a, b) => rank(a) - rank(b) ||
                    b.findings.length - a.findings.length ||
                    (a.title < b.title ? -1 : 1));
}
