// Report says when the page is told of a change: at once while the document is small; when it is large, handing all of it
// over for every key would cost more than a frame, so the report waits for a pause.
export const LARGE = 64 * 1024, PAUSE = 100;

export class Report {
  #tell;
  #timer = 0;

  constructor(tell) {
    this.#tell = tell;
  }

  /** A change happened in a document of this many characters. */
  later(length) {
    if (length < LARGE) {
      this.drop();
      this.#tell();
      return;
    }
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.flush(), PAUSE);
  }

  /** Tells now what waits to be told. */
  flush() {
    if (!this.#timer) return;
    this.drop();
    this.#tell();
  }

  /** Forgets what waits to be told. */
  drop() {
    clearTimeout(this.#timer);
    this.#timer = 0;
  }
}
