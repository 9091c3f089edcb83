// Put into every page before its own scripts. It watches and changes nothing: when the URL field can be used, when the
// program is ready, when a body is on the screen, which tasks were long, and how long keys took.
// The settings, put in by bench: selectors of the page under test {field, ready, lines}, worker if it has one, and
// perhaps a marker to look for at once.
(() => {
  if (globalThis.top !== globalThis) return;
  const app = APP;
  const watches = new Set();
  const bench = (globalThis.bench = { longTasks: [], keys: [], clicked: 0, shown: null });

  // A person can use an element that has a size, is not disabled, and is what a click near its beginning hits.
  function reachable(element) {
    if (element.disabled || element.ariaDisabled === "true") return false;
    const { left, top, width, height } = element.getBoundingClientRect();
    if (width < 2 || height < 2) return false;
    return element.contains(document.elementFromPoint(left + Math.min(40, width / 2), top + height / 2));
  }
  const find = (selector) => [...document.querySelectorAll(selector)].find(reachable);

  // The text of a body as far as it is drawn: of a list, its first rows.
  const text = () => [...document.querySelectorAll(app.lines)].slice(0, 60).map((line) => line.textContent.slice(0, 4000)).join("\n");

  // onScreen resolves to the time, in ms since the navigation began, at which a frame in which the condition held has
  // gone out. A callback before a frame sees the condition; that frame is out by the second callback after it.
  const onScreen = (condition) => new Promise((resolve) => watches.add({ condition, resolve }));

  function frame() {
    for (const watch of watches) {
      if (!watch.condition()) continue;
      watches.delete(watch);
      requestAnimationFrame(() => requestAnimationFrame(() => watch.resolve(performance.now())));
    }
    requestAnimationFrame(frame);
  }
  requestAnimationFrame(frame);

  // point gives the middle of the first element that can be used.
  bench.point = (selector) => {
    const { left, top, width, height } = find(selector).getBoundingClientRect();
    return [left + Math.min(40, width / 2), top + height / 2];
  };
  // seen resolves, at once when it happens, to where the URL field is. It does not wait for the frame to go out.
  bench.seen = new Promise((resolve) => {
    watches.add({ condition: () => find(app.field) && (resolve(bench.point(app.field)), true), resolve() {} });
  });
  bench.usable = onScreen(() => find(app.field) !== undefined);
  bench.ready = onScreen(() => document.querySelector(app.ready) !== null && find(app.field) !== undefined);

  // engine resolves to when the worker was ready, in a page that has one.
  bench.engine = onScreen(() => !app.worker || globalThis.roundtrip?.enginestate === "ready");

  // expect begins anew: from now on long tasks are counted, and bench.shown resolves once a body with the marker is on screen.
  bench.expect = (marker) => {
    bench.longTasks.length = 0;
    bench.clicked = 0;
    performance.clearResourceTimings();
    bench.shown = onScreen(() => text().includes(marker));
  };
  if (app.marker) bench.expect(app.marker);

  // lags gives, for each line of a body that carries the time at which it was sent, the ms until it was on the screen.
  bench.lags = (pattern, count) => new Promise((resolve) => {
    const lags = [];
    for (let i = 0; i < count; i++) {
      const line = new RegExp(pattern.replace("N", i));
      onScreen(() => line.test(text())).then((at) => {
        lags[i] = performance.timeOrigin + at - Number(line.exec(text())[1]);
        if (Object.keys(lags).length === count) resolve(lags);
      });
    }
  });

  // watchKeys takes down, for each key from now on, Event Timing's duration, and 0 where it is below the least that is told.
  bench.watchKeys = () => {
    addEventListener("keydown", (event) => bench.keys.push({ at: event.timeStamp, duration: 0 }), { capture: true });
    new PerformanceObserver((list) => {
      for (const { name, startTime, duration } of list.getEntries()) {
        if (!/^key|input$/.test(name)) continue;
        const key = bench.keys.findLast(({ at }) => at <= startTime);
        if (key) key.duration = Math.max(key.duration, duration);
      }
    }).observe({ type: "event", durationThreshold: 16 });
  };

  addEventListener("click", (event) => { bench.clicked ||= event.timeStamp; }, { capture: true });

  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) bench.longTasks.push([startTime, duration]);
  }).observe({ type: "longtask", buffered: true });
  bench.longest = (from = 0) => bench.longTasks.reduce((most, [start, duration]) => start + duration >= from ? Math.max(most, duration) : most, 0);
})();
