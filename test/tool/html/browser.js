// Drives Chromium through a pipe, without any package: see
// https://chromedevtools.github.io/devtools-protocol/.
"use strict";
const {spawn} = require("child_process");
const fs = require("fs");
const os = require("os");
const path = require("path");
const {pathToFileURL} = require("url");

class Browser {
  static async start() {
    const browser = new Browser();
    browser.folder = fs.mkdtempSync(path.join(os.tmpdir(), "async-tidy-page-"));
    browser.process = spawn("chromium", [
      "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run",
      "--disable-dev-shm-usage", "--disable-extensions", "--hide-scrollbars",
      "--disable-background-networking", "--disable-component-update",
      "--force-color-profile=srgb", "--remote-debugging-pipe",
      "--user-data-dir=" + browser.folder,
    ], {stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"]});
    browser.next = 1;
    browser.waiting = new Map();
    browser.listeners = [];
    let rest = "";
    browser.process.stdio[4].setEncoding("utf8").on("data", data => {
      const parts = (rest + data).split("\0");
      rest = parts.pop();
      parts.forEach(part => browser.receive(JSON.parse(part)));
    });
    browser.ended = new Promise(resolve => {
      const end = () => resolve(
          [...browser.waiting.values()].forEach(
              each => each.reject(new Error("chromium has ended"))));
      browser.process.on("exit", end).on("error", end);
    });
    // A browser that ends early closes the pipe.
    browser.process.stdio[3].on("error", () => {});
    return browser;
  }

  receive(reply) {
    if (!reply.id) {
      this.listeners.forEach(each => each(reply));
      return;
    }
    const {resolve, reject} = this.waiting.get(reply.id);
    this.waiting.delete(reply.id);
    if (reply.error)
      reject(new Error(reply.error.message));
    else
      resolve(reply.result);
  }

  send(method, params = {}, sessionId = undefined) {
    const id = this.next++;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, {resolve, reject});
      this.process.stdio[3].write(
          JSON.stringify({id, method, params, sessionId}) + "\0");
    });
  }

  async close() {
    this.send("Browser.close").catch(() => {});
    await this.ended;
    fs.rmSync(this.folder, {recursive: true, force: true, maxRetries: 5});
  }

  /** A page, with the requests that it makes and the errors that it has. */
  async open(file, hash = "") {
    const {targetId} =
        await this.send("Target.createTarget", {url: "about:blank"});
    const {sessionId} =
        await this.send("Target.attachToTarget", {targetId, flatten: true});
    const page = new Page(this, sessionId);
    for (const domain of ["Page", "Runtime", "Log", "Network"])
      await page.send(domain + ".enable");
    await page.go(pathToFileURL(file) + hash);
    return page;
  }
}

class Page {
  constructor(browser, session) {
    Object.assign(this, {browser, session, requests: [], errors: []});
    browser.listeners.push(({sessionId, method, params}) => {
      if (sessionId !== session)
        return;
      if (method === "Network.requestWillBeSent")
        this.requests.push(params.request.url);
      if (method === "Runtime.exceptionThrown")
        this.errors.push(params.exceptionDetails.exception?.description ||
                         params.exceptionDetails.text);
      if (method === "Log.entryAdded" && params.entry.level === "error")
        this.errors.push(params.entry.text);
      if (method === "Page.loadEventFired")
        this.loaded?.();
    });
  }

  send(method, params) {
    return this.browser.send(method, params, this.session);
  }

  async go(url) {
    const loaded = new Promise(resolve => {
      this.loaded = resolve;
    });
    await this.send("Page.navigate", {url});
    await loaded;
  }

  /** The value of an expression, or of a function that the page runs. */
  async run(code, ...values) {
    const expression = typeof code === "string" ? code :
        `(${code})(...${JSON.stringify(values)})`;
    const {result, exceptionDetails} = await this.send(
        "Runtime.evaluate",
        {expression, awaitPromise: true, returnByValue: true,
         userGesture: true});
    if (exceptionDetails)
      throw new Error(exceptionDetails.exception?.description ||
                      exceptionDetails.text);
    return result.value;
  }

  async press(key, text) {
    const codes = {Enter: 13, Tab: 9, ArrowDown: 40, ArrowUp: 38};
    const event = {key, code: key, windowsVirtualKeyCode: codes[key], text};
    await this.send("Input.dispatchKeyEvent", {type: "keyDown", ...event});
    await this.send("Input.dispatchKeyEvent", {type: "keyUp", ...event});
  }

  type(text) {
    return this.send("Input.insertText", {text});
  }

  /** Like a screen of this size, with dark or light colours. */
  async emulate({width, height, theme = "light", scale = 1}) {
    await this.send("Emulation.setDeviceMetricsOverride",
                    {width, height, deviceScaleFactor: scale, mobile: false});
    await this.send("Emulation.setEmulatedMedia", {
      features: [{name: "prefers-color-scheme", value: theme}]});
  }

  async screenshot(file) {
    const {data} = await this.send("Page.captureScreenshot", {format: "png"});
    fs.writeFileSync(file, Buffer.from(data, "base64"));
  }
}

module.exports = {Browser};
