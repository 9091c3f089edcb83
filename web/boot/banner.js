// The messages that must appear even when no Go code runs.

function build(role, title, text, buttons) {
  const banner = document.createElement("div");
  banner.className = role === "alert" ? "bootbanner bootbanner-error" : "bootbanner";
  banner.setAttribute("role", role);
  const strong = document.createElement("strong");
  strong.textContent = title;
  const p = document.createElement("p");
  p.textContent = text;
  banner.append(strong, p);
  for (const [label, action] of buttons) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = label;
    button.addEventListener("click", () => action(button, banner));
    banner.append(button);
  }
  return banner;
}

function show(banner) {
  if (!document.body) {
    addEventListener("DOMContentLoaded", () => show(banner), { once: true });
    return;
  }
  // Everything outside an open modal dialog is inert, so the banner goes into it.
  let host = document.body;
  try {
    host = document.querySelector("dialog:modal") ?? host;
  } catch {
    // :modal is not known.
  }
  host.append(banner);
}

async function copy(text, button) {
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = "Copied";
  } catch {
    // No clipboard: show the text, selected, so that it can be copied by hand.
    const area = document.createElement("textarea");
    area.readOnly = true;
    area.value = text;
    area.setAttribute("aria-label", "Details");
    button.after(area);
    area.focus();
    area.select();
  }
}

let crash;

// crashed shows, once, that a part of the program stopped. Later reports are consequences of the first.
export function crashed(what, details = "") {
  if (crash) return;
  const report = [what, details, `Roundtrip ${globalThis.roundtrip.version}`, navigator.userAgent]
    .filter(Boolean).join("\n\n");
  crash = build("alert", "Roundtrip stopped.",
    `${what} What you typed is still on the page: copy what you need, then reload.`, [
      ["Reload", () => location.reload()],
      ["Copy details", (button) => copy(report, button)],
    ]);
  document.documentElement.dataset.crashed = "";
  show(crash);
}

// notice tells what will not work, and can be dismissed.
export function notice(title, text) {
  show(build("status", title, text, [["Dismiss", (_, banner) => banner.remove()]]));
}
