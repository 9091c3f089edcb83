// nextTask runs a function in a task of its own, before other work that is less urgent than what a person does.
// Timers would be held back by 4 ms after a few in a row, and by frames that show a page half drawn.
export function nextTask(f) {
  if (globalThis.scheduler?.postTask) scheduler.postTask(f, { priority: "user-blocking" });
  else setTimeout(f);
}
