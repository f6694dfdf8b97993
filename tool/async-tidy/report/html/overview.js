// The numbers at the top, problems of the run, and the trend.

function tile(value, name, kind) {
  return el("div.tile" + (kind ? "." + kind : ""), {},
            el("dd", {}, value.toLocaleString("en")), el("dt", {}, name));
}

function tiles() {
  const findings = report.findings;
  const bySeverity = countBy(findings, finding => finding.severity);
  const files = new Set(findings.map(finding => finding.path)).size;
  const list = [tile(findings.length,
                     findings.length === 1 ? "finding" : "findings")];
  for (const severity of severities)
    if (bySeverity.get(severity))
      list.push(tile(bySeverity.get(severity), severity, severity));
  const fixable = findings.filter(finding => finding.fixes).length;
  if (fixable)
    list.push(tile(fixable, "with a fix"));
  if (report.gone)
    list.push(tile(findings.filter(finding => finding.new).length,
                   "new since the last report"),
              tile(report.gone.length, "gone since then"));
  if (files)
    list.push(tile(files, files === 1 ? "file with findings" :
                                        "files with findings"));
  const run = report.run || {};
  if (run.files !== undefined)
    list.push(tile(run.files, run.files === 1 ? "file analysed" :
                                                "files analysed"));
  if (run.switchedOff)
    list.push(tile(run.switchedOff, "left out by .clang-tidy"));
  if (run.inBaseline)
    list.push(tile(run.inBaseline, "more in the baseline"));
  if (run.outsideDiff)
    list.push(tile(run.outsideDiff, "more on unchanged lines"));
  return el("dl.tiles", {}, list);
}

function problems() {
  const list = [
    ...report.notAnalysed.map(failure => el("li", {}, el(
        "code", {}, visible(failure.file)), " could not be analysed: ",
                                            visible(failure.reason))),
    ...report.errors.map(error => el("li", {}, error.at ?
        [el("code", {}, placeText(error.at)), ": "] : null,
                                     message(error.message))),
  ];
  if (!list.length)
    return null;
  return el("details.problem", {open: list.length <= 5},
            el("summary", {}, plural(list.length, "problem"),
               ": findings may be missing"), el("ul", {}, list));
}

/** Bars for all runs, the last on the right. */
function trendChart(runs) {
  const totals = runs.map(run => severities.reduce(
      (sum, severity) => sum + run[severity], 0));
  const most = Math.max(1, ...totals);
  const height = 90, step = Math.max(9, Math.min(40, 560 / runs.length));
  const chart = svg("svg", {
    class: "trend", role: "img", width: step * runs.length, height: height + 16,
    viewBox: `0 0 ${step * runs.length} ${height + 16}`,
    "aria-label": `Findings in ${plural(runs.length, "run")}, from ` +
        `${totals[0]} to ${totals.at(-1)}`,
  });
  runs.forEach((run, i) => {
    let y = height + 14;
    const name = visible(run.label || `run ${i + 1}`);
    const bar = svg("g", {}, svg("title", {}, `${name}: ${totals[i]}`));
    for (const severity of [...severities].reverse()) {
      const size = run[severity] / most * height;
      if (!size)
        continue;
      y -= size;
      bar.append(svg("rect", {class: severity, x: i * step + 1, y,
                              width: step - 2, height: size}));
    }
    if (i === 0 || i === runs.length - 1)
      bar.append(svg("text", {x: i * step + step / 2, y: y - 3,
                              "text-anchor": "middle"}, String(totals[i])));
    chart.append(bar);
  });
  return chart;
}

function trend() {
  const runs = report.history;
  if (runs.length < 2)
    return null;
  const rows = runs.map((run, i) => el("tr", {}, el(
      "th", {scope: "row"}, visible(run.label || `run ${i + 1}`)),
      severities.map(severity => el("td", {}, String(run[severity])))));
  const figures = el("details", {}, el("summary", {}, "Trend in figures"),
                     el("div.scroll", {tabindex: 0, role: "region",
                                       "aria-label": "Trend in figures"},
                        el("table", {}, el("tr", {},
                           ["run", ...severities].map(
                               name => el("th", {scope: "col"}, name))),
                           rows)));
  const gone = report.gone && report.gone.length ?
      el("details", {}, el("summary", {},
         `${plural(report.gone.length, "finding")} of the last report ` +
         (report.gone.length === 1 ? "is gone" : "are gone")),
         el("ul.gone", {}, report.gone.map(each => el("li", {}, el(
             "span.severity." + each.severity, {}, each.severity), " ",
             message(each.message), " ",
             el("code", {}, visible(`${each.file}:${each.line}`)), " ",
             el("span.check-name", {}, visible(each.check)))))) : null;
  return el("div.trends", {}, el("h2", {}, "Trend"),
            el("div.scroll", {tabindex: 0, role: "region",
                              "aria-label": "Trend"}, trendChart(runs)),
            figures, gone);
}

function makeOverview() {
  fill(document.getElementById("overview"), tiles(), problems(), trend());
  document.getElementById("label").textContent = visible(report.label || "");
  document.getElementById("footer").textContent = `Written by ${report.tool}.`;
  const count = plural(report.findings.length, "finding");
  document.title =
      `async-tidy: ${count}` + (report.label ? `, ${report.label}` : "");
}
