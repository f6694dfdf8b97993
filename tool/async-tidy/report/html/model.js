// The data of the report, with what is derived from it.

const report = JSON.parse(document.getElementById("data").textContent);
const severities = ["high", "medium", "low", "remark"];

report.findings.forEach((finding, index) => {
  finding.index = index;
  finding.checkName = report.checks[finding.check].name;
  finding.path = finding.at ? report.files[finding.at.file].path : "";
});

/** The path of a place, with its line. */
function placeText(at) {
  const path = visible(report.files[at.file].path);
  return at.line ? `${path}:${at.line}` : path;
}

/** The text of a line; undefined if the report does not have it. */
function lineOf(file, number) {
  const entry = report.files[file];
  if (!entry.lines) {
    entry.lines = new Map();
    for (const [first, ...texts] of entry.code)
      texts.forEach((text, i) => entry.lines.set(first + i, text));
  }
  return entry.lines.get(number);
}

/** Everything that a search looks at, in lower case. */
function searchText(finding) {
  if (finding.searchText === undefined) {
    const parts = [finding.checkName, finding.message, finding.path];
    const addCode = (at, around) => {
      for (let i = at.line - around; i <= at.line + around; ++i)
        parts.push(lineOf(at.file, i) || "");
    };
    if (finding.at)
      addCode(finding.at, 5);
    for (const note of finding.notes || []) {
      parts.push(note.message);
      if (note.at) {
        parts.push(report.files[note.at.file].path);
        addCode(note.at, 0);
      }
    }
    for (const node of finding.ways || [])
      parts.push(node.name);
    for (const fix of finding.fixes || [])
      parts.push(fix.title, fix.diff);
    finding.searchText = parts.join("\n").toLowerCase();
  }
  return finding.searchText;
}

/** How many times each key occurs. */
function countBy(items, keyOf) {
  const counts = new Map();
  for (const item of items) {
    const key = keyOf(item);
    counts.set(key, (counts.get(key) || 0) + 1);
  }
  return counts;
}
