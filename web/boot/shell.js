// The shell: the request line that is usable before the program has arrived.
// It keeps what is typed and whether Send was pressed, and hands both over.

const state = { typed: false, send: false, onsend() {} };

const field = () => document.querySelector('#shell input[name="url"]');
const method = () => document.querySelector("#shell select");
const button = () => document.querySelector("#shell .send");
const inShell = (node) => node instanceof Element && node.closest("#shell") !== null;

function say(text) {
  const line = document.querySelector('#shell [role="status"]');
  if (line) line.textContent = text;
}

function press(event) {
  if (!inShell(event.target)) return;
  event.preventDefault();
  if (field().value.trim() === "") {
    field().focus();
    say("Type a URL first.");
    return;
  }
  state.send = true;
  button().setAttribute("aria-busy", "true");
  say("Waiting for the engine…");
  state.onsend();
}

// Editing takes back a Send that has not been carried out: half a URL must not be sent.
function edit(event) {
  if (!inShell(event.target)) return;
  state.typed = true;
  if (!state.send) return;
  state.send = false;
  button().removeAttribute("aria-busy");
  say("Edited. Press Send again.");
}

// insert takes the first line of a text of several that is pasted or dropped into the URL, as the program's own field does: the browser
// would join them.
function insert(event) {
  if (event.target !== field()) return;
  const lines = (event.clipboardData ?? event.dataTransfer).getData("text/plain").split(/[\r\n\u2028\u2029]+/);
  if (lines.length === 1) return;
  event.preventDefault();
  event.target.focus();
  document.execCommand("insertText", false, lines.map((line) => line.trim()).find(Boolean) ?? ""); // which can be undone
}

// A link written by hand is readable without the program, so its URL is shown at once.
function showLink() {
  if (!location.hash.startsWith("#?")) return;
  const link = new URLSearchParams(location.hash.slice(2));
  if (link.get("url")) field().value = link.get("url");
  const named = [...method().options].find((option) => option.value === link.get("method"));
  if (named) method().value = named.value;
}

// Listeners sit on the document: the script runs before the form is parsed, and no press is lost.
// onsend is called when something waits to be sent.
export function watchShell(onsend) {
  state.onsend = onsend;
  document.addEventListener("submit", press);
  document.addEventListener("input", edit);
  document.addEventListener("paste", insert);
  document.addEventListener("drop", insert);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.isComposing && inShell(event.target)) {
      press(event);
    }
  });
  document.addEventListener("DOMContentLoaded", () => {
    if (field() && !state.typed && field().value === "") showLink();
    // A browser restores fields after a reload without an event.
    else if (field()?.value) state.typed = true;
  });
}

// stopShell says in the shell that nothing more will come.
export function stopShell(text) {
  button()?.removeAttribute("aria-busy");
  say(text);
}

// handoff ends the shell and returns what the person did in it. The program calls it when its own field
// exists and restores value, focus and caret in the same task, so that no key press falls between.
// url and method are empty when nothing was typed nor sent: then a link or a draft decides.
export function handoff() {
  const shell = document.getElementById("shell");
  const result = {
    url: "", method: "", send: false, focused: false, focus: "", selectionStart: 0, selectionEnd: 0,
  };
  if (!shell) return result;
  const input = field();
  if (state.typed || state.send) {
    result.url = input.value;
    result.method = method().value;
  }
  result.send = state.send;
  const active = document.activeElement;
  if (active === input) result.focus = "url";
  else if (active === method()) result.focus = "method";
  else if (active === button()) result.focus = "send";
  result.focused = result.focus === "url";
  result.selectionStart = input.selectionStart ?? 0;
  result.selectionEnd = input.selectionEnd ?? 0;
  shell.remove();
  delete document.documentElement.dataset.shell;
  document.removeEventListener("submit", press);
  document.removeEventListener("input", edit);
  document.removeEventListener("paste", insert);
  document.removeEventListener("drop", insert);
  return result;
}
