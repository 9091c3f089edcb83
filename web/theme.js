// Sets the colour theme before the first paint, so that a dark page never flashes white.
// The choice (system, light or dark) is kept in localStorage; data-theme on <html> is what it resolves to.
(() => {
  const KEY = "roundtrip.theme";
  const choices = ["system", "light", "dark"];
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const roundtrip = (globalThis.roundtrip ??= {});
  let choice = "system";

  function read() {
    try {
      choice = localStorage.getItem(KEY) ?? "system";
    } catch {
      // Storage is blocked: the choice then lasts as long as the page.
    }
    if (!choices.includes(choice)) choice = "system";
  }

  function apply() {
    root.dataset.theme = choice === "system" ? (dark.matches ? "dark" : "light") : choice;
    for (const meta of document.querySelectorAll('meta[name="theme-color"]')) {
      meta.content = root.dataset.theme === "dark" ? "#0f1115" : "#ffffff";
    }
  }

  roundtrip.theme = () => choice;
  roundtrip.setTheme = (value) => {
    choice = choices.includes(value) ? value : "system";
    try {
      localStorage.setItem(KEY, choice);
    } catch {
      // As above.
    }
    apply();
  };

  dark.addEventListener("change", apply);
  addEventListener("storage", (event) => {
    if (event.key === KEY || event.key === null) {
      read();
      apply();
    }
  });
  read();
  apply();
})();
