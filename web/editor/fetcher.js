/**
 * Fetcher asks for windows of rows, one at a time: while an answer is awaited only the newest wish is kept, so that dragging
 * the scrollbar through a large body asks for a few windows and not for hundreds.
 */
export class Fetcher {
  #rows;
  #answer;
  #epoch = 0;
  #awaited = null;
  #wish = null;

  /** rows(from, count) is the asynchronous source; answer(window, range) takes what it resolves to for a range, unless that is of a body since forgotten. */
  constructor(rows, answer) {
    this.#rows = rows;
    this.#answer = answer;
  }

  /** Wishes for rows. The same wish as the one under way is not asked for twice. */
  ask({ from, count }) {
    if (this.#awaited) {
      const { from: awaitedFrom, count: awaitedCount } = this.#awaited;
      this.#wish = from === awaitedFrom && count === awaitedCount ? null : { from, count };
      return;
    }
    this.#send({ from, count });
  }

  /** Asks again even for what is under way: the rows have changed since. */
  again(range) {
    if (this.#awaited) this.#wish = range;
    else this.#send(range);
  }

  /** Forgets every wish; answers still under way are dropped when they come. */
  forget() {
    this.#epoch++;
    this.#awaited = this.#wish = null;
  }

  async #send(range) {
    const epoch = this.#epoch;
    this.#awaited = range;
    let window = null;
    try {
      window = await this.#rows(range.from, range.count);
    } catch (error) {
      // The rows shown stay; the next scroll or update asks again.
      console.error("rows not available:", error);
    }
    if (epoch !== this.#epoch) return;
    this.#awaited = null;
    const wish = this.#wish;
    this.#wish = null;
    if (wish) this.#send(wish);
    if (window) this.#answer(window, range);
  }
}
