// One engine: its worker, the calls to it and their answers, its events, and how far its loading has come.
// Messages to the worker: {start}, once, and {id, method, params, files}.
// Messages from it: {id, ok} or {id, error: {message}}, {event, data, first}, {state, loaded, total, message, details}.

// createEngine makes a worker that loads nothing yet. It tells onevent of its events and onstate of {state, loaded, total} (loading or
// ready; bytes of its program, decoded, where total may be 0: not known) or, once, {state: "failed", message, details}.
export function createEngine(url, { onevent, onstate }) {
  const calls = new Map();
  let lastId = 0;
  let failure;
  const worker = new Worker(url, { name: "roundtrip engine" });

  function fail(message, details) {
    if (failure) return;
    failure = new Error(message);
    worker.terminate();
    for (const { reject } of calls.values()) reject(failure);
    calls.clear();
    onstate({ state: "failed", message, details });
  }

  worker.onmessage = ({ data: message }) => {
    if (message.id !== undefined) {
      const call = calls.get(message.id);
      calls.delete(message.id);
      if (!call) return;
      if (message.error) call.reject(Object.assign(new Error(message.error.message), message.error));
      else call.resolve(message.ok);
    } else if (message.event !== undefined) {
      onevent(message);
    } else if (message.state === "failed") {
      fail(message.message, message.details);
    } else {
      onstate({ state: message.state, loaded: message.loaded, total: message.total });
    }
  };
  worker.onmessageerror = () => fail("A message from the engine could not be read.");
  worker.onerror = (event) => {
    event.preventDefault();
    fail("The engine, which sends and formats, stopped.", event.message);
  };

  return {
    // start lets the worker load its program: {engine, engineSize, kept, roots}, absolute URLs, decoded bytes, and
    // whether the service worker keeps the file, so that loading takes no time worth telling.
    start(files) {
      worker.postMessage({ start: files });
    },
    // call asks the engine. Calls made before it is ready wait in the worker. params: JSON text.
    call(method, params, files) {
      if (failure) return Promise.reject(failure);
      return new Promise((resolve, reject) => {
        const id = ++lastId;
        worker.postMessage({ id, method, params, files: [...files] });
        calls.set(id, { resolve, reject });
      });
    },
  };
}
