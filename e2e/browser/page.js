// Put into every page before its own scripts: finds elements by role and name, and waits for conditions.
globalThis.e2e = (() => {
  // Where elements of a role are looked for; their computed role decides.
  const places = {
    button: "button, [role=button], input[type=submit], input[type=button]",
    combobox: "select, input, [role=combobox]",
    textbox: "input, textarea, [role=textbox], [contenteditable]",
    searchbox: "input",
    spinbutton: "input",
    checkbox: "input[type=checkbox], [role=checkbox]",
    radio: "input[type=radio], [role=radio]",
    switch: "[role=switch]",
    tab: "[role=tab]",
    tablist: "[role=tablist]",
    tabpanel: "[role=tabpanel]",
    region: "section, [role=region]",
    form: "form",
    dialog: "dialog, [role=dialog], [role=alertdialog]",
    status: "[role=status], output",
    alert: "[role=alert]",
    main: "main",
    banner: "header",
    link: "a[href], [role=link]",
    row: "tr, [role=row]",
    separator: "hr, [role=separator]",
    option: "option, [role=option]",
  };
  const squeeze = (text) => text.replace(/\s+/g, " ").trim();

  function matcher(name) {
    const pattern = /^\/(.*)\/$/s.exec(name);
    return pattern ? (text) => new RegExp(pattern[1], "s").test(text) : (text) => squeeze(text) === squeeze(name);
  }

  function shown(element) {
    return element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: false });
  }

  // all gives the elements that a chain of steps leads to. A step: {role, name, css, text, nth, hidden}.
  function all(steps) {
    let found = [document];
    for (const { role, name, css, text, nth, hidden } of steps) {
      let next = found;
      if (role || css) {
        next = found.flatMap((root) => [...root.querySelectorAll(css || places[role] || "*")]);
        if (role) next = next.filter((e) => e.computedRole === role);
        if (name !== undefined) next = next.filter((e) => matcher(name)(e.computedName ?? ""));
        if (!hidden) next = next.filter(shown);
      }
      if (text !== undefined) next = next.filter((e) => matcher(text)(content(e)));
      if (nth !== undefined) next = next.slice(nth, nth + 1);
      found = [...new Set(next)];
    }
    return found;
  }

  const content = (element) => "value" in element && element.matches("input, textarea, select") ? element.value : element.innerText ?? element.textContent;

  function describe(steps) {
    return steps.map(({ role, name, css, text, nth }) => [role ?? css, name && JSON.stringify(name), text && `with text ${JSON.stringify(text)}`, nth !== undefined && `number ${nth}`]
      .filter(Boolean).join(" ")).join(" › ");
  }

  function one(steps) {
    const found = all(steps);
    if (found.length === 1) return found[0];
    throw new Error(`${found.length} elements are ${describe(steps)}`);
  }

  // tick waits for the next frame, or a little where no frame is drawn.
  function tick() {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, 100);
      requestAnimationFrame(() => { clearTimeout(timer); resolve(); });
    });
  }

  async function until(condition, patience) {
    const end = performance.now() + patience;
    let last = "";
    for (;;) {
      try {
        const value = await condition();
        if (value) return value;
        last = "";
      } catch (error) {
        last = error.message;
      }
      if (performance.now() > end) throw new Error(last || "it is false");
      await tick();
    }
  }

  // frames waits until so many frames have been drawn: what a key or a click led to is then on the screen.
  async function frames(n) {
    for (let i = 0; i < n; i++) await tick();
  }

  // settled waits until nothing has changed in the page for a few frames.
  async function settled() {
    let quiet = 0;
    const observer = new MutationObserver(() => { quiet = 0; });
    observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    for (let frames = 0; quiet < 3 && frames < 300; frames++) {
      quiet++;
      await tick();
    }
    observer.disconnect();
  }

  // place waits until an element can be clicked, and gives the point at which to click it.
  function place(steps, patience) {
    let before;
    let still = 0; // frames; what was typed just before may move it in the next few
    return until(() => {
      const element = one(steps);
      if (element.disabled || element.getAttribute("aria-disabled") === "true") throw new Error(`${describe(steps)} is disabled`);
      element.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "instant" });
      const box = element.getClientRects()[0] ?? element.getBoundingClientRect();
      const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
      const top = document.elementFromPoint(at.x, at.y);
      const hit = top && (element.contains(top) || top.closest("label")?.control === element || top.contains(element) && top.matches("label"));
      if (!hit) throw new Error(`${describe(steps)} is covered by ${top?.outerHTML.slice(0, 120)}`);
      still = before && before.x === at.x && before.y === at.y ? still + 1 : 0;
      before = at;
      if (still < 3) throw new Error(`${describe(steps)} moves`);
      return at;
    }, patience);
  }

  // expect is true if the test of a value holds, and else says what the value is.
  function expect(value, test) {
    if (test(value)) return true;
    throw new Error(`it is ${JSON.stringify(value)?.slice(0, 2000)}`);
  }

  // gains waits half a second at most until an element has the focus, and tells whether it has.
  const gains = (steps) => until(() => one(steps) === document.activeElement, 500).catch(() => false);

  const longTasks = [];
  const violations = [];
  try {
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) longTasks.push({ start: entry.startTime, duration: entry.duration });
    }).observe({ type: "longtask", buffered: true });
  } catch {
    // Only documents have long tasks.
  }
  addEventListener("securitypolicyviolation", (event) => {
    violations.push(`${event.effectiveDirective} refused ${event.blockedURI} at ${event.sourceFile}:${event.lineNumber}`);
  });

  return { all, one, until, frames, settled, expect, gains, place, content, describe, shown, longTasks, violations };
})();
