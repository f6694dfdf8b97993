// Usage: drive.js REPORT HUGE BROKEN
// Uses a report in Chromium like a person, and checks what happens. The three
// files are those of HtmlInBrowserTest.cpp; errors in BROKEN must be noticed.
"use strict";
const assert = require("assert");
const {pathToFileURL} = require("url");
const {Browser} = require("./browser.js");
const {contrastProblems, structureProblems} = require("./accessibility.js");

const text = (page, selector) => page.run(
    s => document.querySelector(s)?.textContent.replace(/\s+/g, " ").trim(),
    selector);
const texts = (page, selector) => page.run(
    s => [...document.querySelectorAll(s)].map(
        node => node.textContent.replace(/\s+/g, " ").trim()), selector);
const focus = (page, selector) =>
    page.run(s => document.querySelector(s).focus(), selector);
/** Clicks on the node whose text begins with this. */
const click = (page, selector, begin = "") => page.run((s, start) => {
  const node = [...document.querySelectorAll(s)].find(
      each => each.textContent.trim().startsWith(start));
  if (!node)
    throw new Error(`there is no ${s} with ${start}`);
  node.dispatchEvent(new MouseEvent("click", {bubbles: true}));
}, selector, begin);
/** Waits until an expression is true. */
const until = (page, expression) => page.run(`new Promise((resolve, reject) => {
  const start = Date.now();
  (function test() {
    if (${expression})
      resolve();
    else if (Date.now() - start > 20000)
      reject(new Error(${JSON.stringify("never: " + expression)}));
    else
      setTimeout(test, 10);
  })();
})`);

function hasLoadedOnly(page, file) {
  assert.deepStrictEqual(page.errors, []);
  const own = pathToFileURL(file).href;
  for (const url of page.requests)
    assert.ok(url.split("#")[0] === own || url.startsWith("data:"), url);
  assert.ok(page.requests.length > 0);
}

async function filtersAndSearches(page) {
  assert.strictEqual(await text(page, "#status"), "7 findings");
  assert.match(await text(page, ".tiles"), /^7findings/);
  await click(page, "#filters button", "low");
  assert.strictEqual(await text(page, "#status"), "2 of 7 findings");
  await click(page, "#filters button", "Clear");
  await click(page, "#filters button", "async-unobserved-task");
  assert.strictEqual(await text(page, "#status"), "2 of 7 findings");
  assert.deepStrictEqual(await texts(page, ".list h3 span:first-child"),
                         ["async-unobserved-task"]);
  await click(page, "#filters button", "Clear");
  await click(page, "#filters button", "include/");
  assert.strictEqual(await text(page, "#status"), "1 of 7 findings");
  await click(page, "#filters button", "all folders");
  await click(page, "#filters button", "not in the last report");
  assert.strictEqual(await text(page, "#status"), "6 of 7 findings");
  await click(page, "#filters button", "Clear");

  await focus(page, "#search");
  await page.type("BLOCKS sensor");
  await until(page, "document.querySelector('#status').textContent === " +
              "'2 of 7 findings'");
  assert.strictEqual(await page.run("location.hash"), "#q=BLOCKS+sensor");
  await page.run("document.querySelector('#search').value = ''");
  await page.type("no such text");
  await until(page, "document.querySelector('.list .empty')");
  await click(page, "#filters button", "Clear");
  assert.strictEqual(await text(page, "#status"), "7 findings");

  await page.run(`{
    const grouping = document.querySelector("#grouping");
    grouping.value = "folder";
    grouping.dispatchEvent(new Event("change"));
  }`);
  assert.ok((await texts(page, ".list h3 span:first-child")).includes("src/"));
}

async function opensWithTheKeyboard(page, url) {
  await page.go("about:blank");
  await page.go(url + "#q='store'");
  await focus(page, ".list h4 > button");
  await page.press("ArrowDown");
  await page.press("ArrowUp");
  await page.press("Enter", "\r");
  const open = ".finding:has([aria-expanded=true]) ";
  assert.strictEqual(await page.run(
      s => document.querySelectorAll(s).length, open), 1);
  assert.match(await text(page, open + ".message"), /^store blocks/);
  assert.strictEqual(await text(page, open + ".line.here mark"),
                     "store(Reading)");

  // The graph leads to other files.
  const node = open + ".ways .node";
  assert.deepStrictEqual(await texts(page, node + " .name"),
                         ["coroutine 'poll'", "store", "fsync"]);
  assert.match(await text(page, open + ".way-code figcaption"),
               /include\/sensor\.h:4/);
  await focus(page, node);
  await page.press("Enter", "\r");
  assert.match(await text(page, open + ".way-code figcaption"),
               /src\/poll\.cpp:5/);

  // Choices on notes, as diffs.
  assert.deepStrictEqual(await texts(page, open + ".fix"),
                         ["flush could do it later", "or it waits"]);
  assert.ok((await texts(page, open + ".diff .added"))
                .includes("+ co_await flushLater();"));
  await click(page, open + ".notes .go");
  assert.match(await text(page, open + ".notes figcaption"), /sensor\.h/);

  // The page of the check is in the report.
  await page.run(s => {
    document.querySelector(s).open = true;
  }, open + "details.check");
  await until(page, "document.querySelector('.page h5')");

  // A link to it.
  const link = await page.run(
      s => document.querySelector(s).getAttribute("href"), open + ".links a");
  await page.go("about:blank");
  await page.go(url + link);
  assert.match(await text(page, open + ".message"), /^store blocks/);
  await page.press("Enter", "\r");
  assert.strictEqual(await page.run(
      "document.querySelectorAll('[aria-expanded=true]').length"), 0);
}

/** One finding with many places. */
async function showsPlaces(page, url) {
  await page.go("about:blank");
  await page.go(url + "#q=many places");
  await click(page, ".list h4 > button");
  const nodes = ".ways .node .name";
  assert.strictEqual((await texts(page, nodes)).length, 6);
  await click(page, ".way-graph .more");
  assert.strictEqual((await texts(page, nodes)).length, 41);
  assert.strictEqual((await texts(page, ".notes > li")).length, 3);
  await click(page, "section > .more", "and from 36 more places");
  assert.strictEqual((await texts(page, ".notes > li")).length, 39);
}

async function looksRight(page) {
  const back = () => page.run(
      "getComputedStyle(document.body).backgroundColor");
  const light = await back();
  await page.emulate({width: 1200, height: 900, theme: "dark"});
  const dark = await back();
  assert.notStrictEqual(dark, light);
  await click(page, "#theme"); // light
  assert.strictEqual(await back(), light);
  await click(page, "#theme"); // dark
  await page.emulate({width: 1200, height: 900, theme: "light"});
  assert.strictEqual(await back(), dark);
  assert.deepStrictEqual(await page.run(contrastProblems), []);
  await click(page, "#theme"); // auto
  assert.deepStrictEqual(await page.run(contrastProblems), []);
  assert.deepStrictEqual(await page.run(structureProblems), []);
}

async function fitsAPhone(page, url) {
  await page.emulate({width: 360, height: 740});
  await page.go("about:blank");
  await page.go(url + "#group=nothing");
  await page.run(`document.querySelectorAll(".list h4 > button")
                      .forEach(each => each.click())`);
  assert.ok(await page.run("document.documentElement.scrollWidth") <= 360);
  assert.strictEqual(await page.run(
      "document.querySelector('#filters details').open"), false);
}

/** Only what is near the screen is made. */
async function staysUsable(browser, file) {
  const page = await browser.open(file);
  const count = () => page.run("document.querySelectorAll('article').length");
  assert.strictEqual(await text(page, "#status"), "4,000 findings");
  assert.deepStrictEqual(await page.run(structureProblems), []);
  const first = await count();
  assert.ok(first > 0 && first <= 200, first);
  await page.run("scrollTo(0, document.body.scrollHeight)");
  await until(page, `document.querySelectorAll('article').length > ${first}`);
  await focus(page, "#search");
  // A search covers the lines around a finding.
  await page.type("number 3999");
  await until(page, "document.querySelector('#status').textContent === " +
              "'6 of 4,000 findings'");
  hasLoadedOnly(page, file);
}

async function main([report, huge, broken]) {
  const browser = await Browser.start();
  try {
    const url = pathToFileURL(report).href;
    const page = await browser.open(report);
    await page.emulate({width: 1200, height: 900});
    await filtersAndSearches(page);
    await opensWithTheKeyboard(page, url);
    await showsPlaces(page, url);
    await looksRight(page);
    await fitsAPhone(page, url);
    hasLoadedOnly(page, report);
    // Hostile code is text.
    await page.go("about:blank");
    await page.go(url + "#q=owned");
    await click(page, ".list h4 > button");
    assert.strictEqual(await page.run("typeof owned"), "undefined");
    assert.strictEqual(await page.run(
        "document.querySelectorAll('img, iframe, body script').length"), 2);
    assert.match(await text(page, ".line.here"), /<\/script><script>owned/);
    assert.match(await text(page, ".line.here"), /\u27e8202e\u27e9/);
    hasLoadedOnly(page, report);
    await staysUsable(browser, huge);
    const other = await browser.open(broken);
    assert.ok(other.errors.length > 0);
  } finally {
    await browser.close();
  }
}

main(process.argv.slice(2)).catch(error => {
  console.error(error.stack);
  process.exit(1);
});
