// One engine: its worker, the calls to it and their answers, its events, and how far its loading has come.
// Messages to the worker: {start}, once, and {id, method, params, files}.
// Messages from it: {id, ok} or {id, error: {message}}, {event, data, first}, {state, loaded, total, message, details}, each with
// {memory, files}, and those of its program with {busy}: see what createEngine gives.

// What these are about goes on when they are answered, or changes what the engine remembers while they are not.
const undertakings = new Set(["send", "many", "device", "token"]);

// createEngine makes a worker that loads nothing yet. It tells onevent of its events and onstate of {state, loaded, total} (loading or
// ready; bytes of its program, decoded, where total may be 0: not known) or, once, {state: "failed", message, details}. It calls onrest
// after a message when nothing is under way.
export function createEngine(url, { onevent, onstate, onrest }) {
  const calls = new Map();
  let lastId = 0;
  let failure;
  let busy = true; // until it says that it is not
  const worker = new Worker(url, { name: "roundtrip engine" });

  function fail(message, details) {
    if (failure) return;
    failure = new Error(message);
    worker.terminate();
    for (const { reject } of calls.values()) reject(failure);
    calls.clear();
    onstate({ state: "failed", message, details });
  }

  worker.onmessage = ({ data: { memory = engine.memory, files = engine.files, busy: still = busy, ...message } }) => {
    Object.assign(engine, { memory, files });
    busy = still;
    take(message);
    if (engine.rests()) onrest();
  };

  function take(message) {
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
    } else if (message.state !== undefined) {
      onstate({ state: message.state, loaded: message.loaded, total: message.total });
    }
  }
  worker.onmessageerror = () => fail("A message from the engine could not be read.");
  worker.onerror = (event) => {
    event.preventDefault();
    fail("The engine, which sends and formats, stopped.", event.message);
  };

  const engine = {
    memory: 0, // bytes of WebAssembly memory, which never become fewer
    files: 0,  // on the disk that it has made and not removed yet
    // rests says that no exchange is under way and no token is being got: another engine may take over.
    rests: () => !failure && !busy && ![...calls.values()].some(({ method }) => undertakings.has(method)),
    // needed says that somebody waits for an answer, or files are to be removed.
    needed: () => calls.size > 0 || engine.files > 0,
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
        calls.set(id, { method, resolve, reject });
      });
    },
    // end stops the worker and frees its memory. Nothing waits for it.
    end() {
      failure = new Error("This engine has ended.");
      worker.terminate();
    },
  };
  return engine;
}
