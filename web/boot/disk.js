// Bodies on their way to the disk, in the browser's own file system for this origin (OPFS). The worker writes them, the page
// offers the file as a download, and it is removed some time later. A page that is closed leaves its files to the next one.

const FOLDER = "roundtrip-downloads";

/** How long a file stays that is not needed any more: the browser may still be copying it to where downloads go. */
const LINGER = 5 * 60_000;

const lockOf = (page) => `${FOLDER}/${page}`;

let page; // a name for this worker's files, held as a lock while it lives: others see by it whose files are in use
let count = 0;
let held = 0;

/** How many files there are that were made here and are not removed yet. They are another page's to remove once this worker ends. */
export const filesHeld = () => held;

async function hold() {
  if (page) return;
  const name = crypto.randomUUID();
  await new Promise((resolve, reject) => {
    navigator.locks.request(lockOf(name), () => {
      resolve();
      return new Promise(() => {});
    }).catch(reject);
  });
  page = name;
}

/** Makes an empty file: {write(bytes), close(), file(), remove()}. Rejects where the browser has no such files. Calls removed once it is gone. */
export async function createFile(removed) {
  if (!navigator.storage?.getDirectory) throw new Error("pages that are not served over https have none.");
  await hold();
  await sweepFiles();
  const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle(FOLDER, { create: true });
  const name = `${page}.${++count}`;
  const handle = await folder.getFileHandle(name, { create: true });
  const access = await handle.createSyncAccessHandle();
  let size = 0;
  held++;
  return {
    // write appends, and throws a QuotaExceededError where there is no more room.
    write(bytes) {
      for (let from = 0; from < bytes.length; ) {
        const wrote = access.write(from ? bytes.subarray(from) : bytes, { at: size });
        if (!wrote) throw new DOMException("nothing was written", "QuotaExceededError");
        from += wrote;
        size += wrote;
      }
    },
    async close() {
      await access.flush();
      await access.close();
    },
    file: () => handle.getFile(),
    remove() {
      setTimeout(async () => {
        await folder.removeEntry(name).catch(() => {});
        held--;
        removed();
      }, LINGER);
    },
  };
}

/** Removes what pages have left behind that are gone. */
export async function sweepFiles() {
  try {
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle(FOLDER);
    const { held } = await navigator.locks.query();
    const alive = new Set(held.map((lock) => lock.name));
    for await (const name of folder.keys()) {
      if (!alive.has(lockOf(name.split(".")[0]))) await folder.removeEntry(name);
    }
  } catch {
    // There is no folder, or no such file system, or another page sweeps too.
  }
}
