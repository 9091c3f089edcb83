// nextTask runs a function in a task of its own, before other work that is less urgent than what a person does.
// Timers would be held back by 4 ms after a few in a row, and by frames that show a page half drawn.
export function nextTask(f) {
  if (globalThis.scheduler?.postTask) scheduler.postTask(f, { priority: "user-blocking" });
  else setTimeout(f);
}

// whenIdle runs a function once the browser has nothing else to do, or 2 s later.
export function whenIdle(f) {
  if (globalThis.requestIdleCallback) requestIdleCallback(f, { timeout: 2_000 });
  else setTimeout(f, 2_000);
}
