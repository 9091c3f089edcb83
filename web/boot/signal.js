// One value stream with one listener that may come late: what was emitted before is kept for it.
// replay: only the latest value matters, and a new listener hears it at once.
export function signal(value, { replay = false } = {}) {
  let waiting = [];
  let listener = null;
  return {
    get value() { return value; },
    get listener() { return listener; },
    set listener(f) {
      listener = typeof f === "function" ? f : null;
      if (!listener) return;
      if (replay) listener(value);
      const queue = waiting;
      waiting = [];
      for (const item of queue) listener(item);
    },
    emit(next) {
      value = next;
      if (listener) listener(next);
      else if (!replay) waiting.push(next);
    },
  };
}
