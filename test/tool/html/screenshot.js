// Usage: screenshot.js REPORT PNG [--size=WIDTHxHEIGHT] [--theme=light|dark]
//                      [--select=ADDRESS] [--open=TEXT] [--scroll=Y]
// Makes a picture of a report in HTML. --select is the part of the address after
// #, and --open opens the finding whose message begins with this text.
"use strict";
const {pathToFileURL} = require("url");
const {Browser} = require("./browser.js");

async function main([report, png, ...rest]) {
  const options = {size: "1200x800", theme: "light", select: "", open: "",
                   scroll: ""};
  for (const argument of rest) {
    const [, name, value] = /^--(\w+)=(.*)$/.exec(argument) || [];
    if (!(name in options))
      throw new Error("unknown argument " + argument);
    options[name] = value;
  }
  const [width, height] = options.size.split("x").map(Number);
  const browser = await Browser.start();
  try {
    const page = await browser.open("/dev/null");
    await page.emulate({width, height, theme: options.theme});
    await page.go(pathToFileURL(report) + "#" + options.select);
    if (options.open)
      await page.run(`openFinding(report.findings.find(
          each => each.message.startsWith(${JSON.stringify(options.open)}))
              .fingerprint); document.activeElement.blur()`);
    if (options.scroll)
      await page.run(`scrollTo(0, ${Number(options.scroll)})`);
    await page.run("new Promise(resolve => setTimeout(resolve, 200))");
    await page.screenshot(png);
    if (page.errors.length)
      throw new Error(page.errors.join("\n"));
  } finally {
    await browser.close();
  }
}

main(process.argv.slice(2)).catch(error => {
  console.error(error.message);
  process.exit(1);
});
