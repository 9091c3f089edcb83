// The elements around a viewer's CodeMirror: panels above, then the scroller with the spacer in it and the window in that.
import { StyleModule } from "style-mod";
import { panels, ring } from "./theme.js";

const styles = new StyleModule({
  ".rt-viewer": {
    position: "relative", height: "100%", minHeight: 0, display: "flex", flexDirection: "column",
    backgroundColor: "var(--bg, Canvas)", fontSize: "var(--fs-2, .8125rem)",
  },
  ".rt-viewer:has(.cm-content:focus-visible)::after": ring,
  ".rt-remark:not(:empty)": { padding: "var(--s-1, 4px) var(--s-2, 8px)", backgroundColor: "var(--bg-2, Canvas)", color: "var(--muted, CanvasText)", fontFamily: "var(--font, system-ui)" },
  // The browser's own scroll anchoring would move against ours.
  ".rt-scroller": { flex: "1 1 0", minHeight: 0, overflow: "auto", overscrollBehavior: "contain", overflowAnchor: "none" },
  ".rt-spacer": { position: "relative", minWidth: "100%", width: "max-content" },
  ".rt-window": { position: "absolute", left: 0, minWidth: "100%", width: "max-content" },
  ".rt-wrapped .rt-spacer, .rt-wrapped .rt-window": { width: "100%" },
  ".rt-whole .rt-window": { position: "relative" },
  // One scroller for both directions is the outer one, so that its bars are always in reach.
  ".rt-window .cm-editor .cm-scroller": { overflow: "visible", lineHeight: "var(--rt-row)" },
  ".rt-window .cm-editor .cm-content": { padding: 0 },
  ".rt-unnumbered .rt-window .cm-gutters": { display: "none !important" }, // as CodeMirror says that it is shown
  ".rt-gap": { display: "inline-block" },
  ...Object.fromEntries(Object.entries(panels).map(([selector, style]) =>
    [selector.split(", ").map((part) => `.rt-panels ${part}`).join(", "), style])),
});

export class Frame {
  /** Called after scrolling, with whether a person did it. */
  onScroll = () => {};
  /** Called when the viewer has got another size. */
  onResize = () => {};
  /** CSS pixels: one row that is not wrapped, the visible part's height and width, the window's place in the spacer. */
  rowHeight = 20;
  viewport = 0;
  width = 0;
  top = 0;
  #set = 0;
  #widest = 0;
  // Not scrolled in either direction: then nothing has to be read to know where it is, which would lay out the page at once.
  #unscrolled = true;

  constructor(element) {
    StyleModule.mount(element.getRootNode(), styles);
    this.root = div("rt-viewer", element);
    this.panels = div("rt-panels", this.root);
    this.remark = div("rt-remark", this.root);
    this.remark.setAttribute("aria-live", "polite");
    this.scroller = div("rt-scroller", this.root);
    this.spacer = div("rt-spacer", this.scroller);
    this.window = div("rt-window", this.spacer);
    this.scroller.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    this.observer = new ResizeObserver(() => this.onResize());
    this.observer.observe(this.scroller);
  }

  #scrolled() {
    const { scrollTop, scrollLeft } = this.scroller;
    this.#unscrolled = scrollTop === 0 && scrollLeft === 0;
    this.onScroll(Math.abs(scrollTop - this.#set) > 1);
  }

  get scrollTop() {
    return this.#unscrolled ? 0 : this.scroller.scrollTop;
  }

  set scrollTop(value) {
    if (this.#unscrolled && value === 0) return;
    this.#unscrolled = false;
    this.scroller.scrollTop = Number.isFinite(value) ? value : this.scroller.scrollHeight;
    this.#set = this.scroller.scrollTop;
  }

  get scrollLeft() {
    return this.#unscrolled ? 0 : this.scroller.scrollLeft;
  }

  /** Rows that are at most in view. */
  get visibleRows() {
    return Math.ceil(this.viewport / this.rowHeight) + 1;
  }

  /** Reads the sizes. A row is a whole number of pixels high, so that a million of them add up. */
  measure() {
    const style = getComputedStyle(this.root);
    const ratio = parseFloat(style.getPropertyValue("--lh-code")) || 1.6;
    this.rowHeight = Math.round(parseFloat(style.fontSize) * ratio);
    this.root.style.setProperty("--rt-row", `${this.rowHeight}px`);
    this.viewport = this.scroller.clientHeight;
    this.width = this.scroller.clientWidth;
  }

  /** Whether the end is in view, give or take a row. */
  atEnd(rowHeight) {
    return this.scroller.scrollTop + this.viewport >= this.scroller.scrollHeight - rowHeight;
  }

  arrange({ height, top, scrollTop, whole }) {
    this.top = top;
    this.root.classList.toggle("rt-whole", whole);
    this.spacer.style.height = whole ? "auto" : `${height}px`;
    this.window.style.top = whole ? "auto" : `${top}px`;
    if (Math.abs(this.scrollTop - scrollTop) > 0.5) this.scrollTop = scrollTop;
  }

  /** Shows a remark under the panels; "" removes it. */
  note(text) {
    if (this.remark.textContent !== text) this.remark.textContent = text;
  }

  /** Whether rows have numbers before them. */
  number(on) {
    this.root.classList.toggle("rt-unnumbered", !on);
  }

  wrap(on) {
    this.root.classList.toggle("rt-wrapped", on);
    this.narrow();
  }

  /** Keeps the spacer as wide as the widest row so far: else the view would jump sideways when only short ones are left in it. */
  widen() {
    if (this.root.classList.contains("rt-wrapped")) return;
    const { offsetWidth } = this.window;
    if (offsetWidth > this.#widest) {
      this.#widest = offsetWidth;
      this.spacer.style.minWidth = `max(100%, ${offsetWidth}px)`;
    }
  }

  narrow() {
    this.#widest = 0;
    this.spacer.style.minWidth = "";
  }

  destroy() {
    this.observer.disconnect();
    this.root.remove();
  }
}

function div(className, parent) {
  const element = parent.ownerDocument.createElement("div");
  element.className = className;
  return parent.appendChild(element);
}
