// Code, with its marked ranges, and diffs.

const keywords = new Set(
    ("alignas alignof auto bool break case catch char class co_await co_return " +
     "co_yield concept const const_cast consteval constexpr constinit continue " +
     "decltype default delete do double dynamic_cast else enum explicit extern " +
     "false float for friend goto if inline int long mutable namespace new " +
     "noexcept nullptr operator private protected public register " +
     "reinterpret_cast requires return short signed sizeof static " +
     "static_assert static_cast struct switch template this thread_local throw " +
     "true try typedef typeid typename union unsigned using virtual void " +
     "volatile wchar_t while").split(" "));
const tokenPattern =
    /(\/\/.*|\/\*.*?(?:\*\/|$))|("(?:[^"\\]|\\.)*"?|'(?:[^'\\]|\\.)*'?)|(\b\d[\w.']*)|([A-Za-z_]\w*)|(^\s*#\s*\w+)/g;

/** The classes of the tokens of a line: [begin, end, class]. */
function tokensOf(text) {
  const tokens = [];
  for (const found of text.matchAll(tokenPattern)) {
    const kind = found[1] ? "comment" : found[2] ? "string" :
        found[3] ? "number" : found[5] ? "keyword" :
        keywords.has(found[4]) ? "keyword" : "";
    if (kind)
      tokens.push([found.index, found.index + found[0].length, kind]);
  }
  return tokens;
}

/** A line of code, of which some ranges are marked. */
function codeLine(text, marks) {
  const tokens = tokensOf(text);
  const ends = new Set([0, text.length]);
  for (const [begin, end] of [...tokens, ...marks])
    ends.add(begin).add(Math.min(end, text.length));
  const edges = [...ends].filter(at => at <= text.length).sort((a, b) => a - b);
  const covering = (ranges, at) =>
      ranges.find(([begin, end]) => begin <= at && at < end);
  let marked = null;
  const parts = [];
  edges.slice(0, -1).forEach((begin, i) => {
    const piece = visible(text.slice(begin, edges[i + 1]));
    const token = covering(tokens, begin);
    const node = token ? el("span.t-" + token[2], {}, piece) : piece;
    if (!covering(marks, begin)) {
      marked = null;
      parts.push(node);
      return;
    }
    if (!marked)
      parts.push(marked = el("mark", {}));
    marked.append(node);
  });
  return parts;
}

/** The marked columns of a line, counted from 0. */
function marksOn(number, text, place) {
  const found = [];
  for (const [line, column, lastLine, lastColumn] of place.marks || []) {
    if (number < line || number > lastLine)
      continue;
    const begin = number === line ? column - 1 : text.search(/\S|$/);
    const end = number === lastLine ? lastColumn - 1 : text.length;
    if (begin < end)
      found.push([begin, end]);
  }
  if (!(place.marks || []).length && number === place.at.line) {
    const begin = (place.at.column || 1) - 1;
    const word = /^([\w:]+|.)/u.exec(text.slice(begin));
    if (word)
      found.push([begin, begin + word[0].length]);
  }
  return found;
}

/** The code around a place, {at, marks}. */
function excerpt(place, around) {
  const {file, line} = place.at;
  const caption = el("figcaption", {}, el("code", {}, placeText(place.at)));
  if (lineOf(file, line) === undefined)
    return el("figure.code", {}, caption,
              el("p.empty", {}, "The code could not be read."));
  let first = line, last = line;
  for (const [begin, , end] of place.marks || []) {
    first = Math.min(first, begin);
    last = Math.max(last, end);
  }
  first -= around;
  last += around;
  const rows = [];
  for (let number = first, before = null; number <= last; ++number) {
    const text = lineOf(file, number);
    if (text === undefined)
      continue;
    if (before !== null && before + 1 < number)
      rows.push(el("span.gap", {}, "\u22ef\n"));
    before = number;
    rows.push(el("span.line" + (number === line ? ".here" : ""),
                 {"data-number": number},
                 codeLine(text, marksOn(number, text, place)), "\n"));
  }
  return el("figure.code", {}, caption,
            el("pre", {tabindex: 0, role: "region",
                       "aria-label": "Code at " + placeText(place.at)}, rows));
}

/** Scrolls code to the side, so that what is marked in it can be seen. */
function revealMarks(root) {
  for (const pre of root.querySelectorAll("pre")) {
    const mark = pre.querySelector(".here mark");
    if (mark && mark.offsetLeft + Math.min(mark.offsetWidth, 120) >
        pre.clientWidth)
      pre.scrollLeft = mark.offsetLeft - 60;
  }
}

/** A unified diff. */
function diffView(text, title) {
  const rows = text.replace(/\n$/, "").split("\n").map(line => {
    const kind = /^(---|\+\+\+) /.test(line) ? "file" :
        line.startsWith("@@") ? "hunk" :
        line.startsWith("+") ? "added" :
        line.startsWith("-") ? "removed" : "same";
    return el("span.line." + kind, {}, visible(line), "\n");
  });
  return el("figure.code.diff", {},
            el("pre", {tabindex: 0, role: "region",
                       "aria-label": "Changes: " + title}, rows));
}
