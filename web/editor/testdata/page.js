// The page that the tests drive. It notes what the content security policy refused and which tasks were long.
globalThis.violations = [];
document.addEventListener("securitypolicyviolation", (event) => violations.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`));
globalThis.longTasks = [];
new PerformanceObserver((list) => { for (const entry of list.getEntries()) longTasks.push(Math.round(entry.duration)); }).observe({ type: "longtask" });
globalThis.failures = [];
addEventListener("error", (event) => failures.push(String(event.message)));
addEventListener("unhandledrejection", (event) => failures.push(String(event.reason)));

globalThis.changes = [];
globalThis.submits = 0;
globalThis.bubbled = [];
document.addEventListener("keydown", (event) => { if (event.key === "Enter" && event.ctrlKey) bubbled.push(event.key); });

globalThis.edit = (options) => {
  globalThis.editor?.destroy();
  changes.length = 0;
  globalThis.editor = roundtrip.editor.createEditor(document.querySelector(".editing"), {
    label: "Body", onChange: (text) => changes.push(text), onSubmit: () => submits++, ...options,
  });
};

// A body of rows made on demand: what is asked for is counted, and answers come after a while, as a worker's do.
globalThis.asked = [];
globalThis.view = (options) => {
  globalThis.viewer?.destroy();
  asked.length = 0;
  globalThis.copiedAll = 0;
  globalThis.source = { total: 0, done: false, delay: 5, row: (i) => `  "member ${i}": "value of row ${i}",`, numbers: null, ...options };
  globalThis.viewer = roundtrip.editor.createViewer(document.querySelector(".viewing"), {
    label: "Response body", onCopyAll: () => copiedAll++,
    rows: async (from, count) => {
      asked.push([from, count]);
      const { total, done } = source;
      await new Promise((resolve) => setTimeout(resolve, source.delay));
      return windowOf(from, count, total, done);
    },
  });
};

globalThis.windowOf = (from, count, total = source.total, done = source.done) => {
  const rows = [], numbers = source.numbers ? [] : undefined;
  for (let i = from; i < Math.min(from + count, total); i++) {
    rows.push(source.row(i));
    numbers?.push(source.numbers(i));
  }
  return { from, text: rows.join("\n"), total, done, numbers };
};

/** The rows on the screen: text and number of those that are within the scroller's box. */
globalThis.onScreen = () => {
  const box = document.querySelector(".rt-scroller").getBoundingClientRect();
  const within = (element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return bottom > box.top + 1 && top < box.bottom - 1;
  };
  return {
    rows: [...document.querySelectorAll(".viewing .cm-line")].filter(within).map((line) => line.textContent),
    numbers: [...document.querySelectorAll(".viewing .cm-lineNumbers .cm-gutterElement")].filter((line) => line.style.visibility !== "hidden" && within(line)).map((line) => line.textContent),
  };
};

/** Waits until what was scrolled has been drawn. */
globalThis.frames = async () => {
  for (let i = 0; i < 2; i++) await new Promise(requestAnimationFrame);
};

/** Waits until a condition holds at a frame, and resolves to what it gave. */
globalThis.until = (condition, what = condition) => new Promise((resolve, reject) => {
  const started = performance.now();
  const look = () => {
    let value;
    try { value = condition(); } catch (error) { return reject(error); }
    if (value) resolve(value);
    else if (performance.now() - started > 30_000) reject(new Error(`never true: ${what}; on screen ${JSON.stringify(onScreen().rows.slice(0, 3).map((row) => row.slice(0, 80)))}, scrollTop ${document.querySelector(".rt-scroller")?.scrollTop}`));
    else requestAnimationFrame(look);
  };
  look();
});
