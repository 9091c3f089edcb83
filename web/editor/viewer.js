// createViewer: the pane in which a response's body is read, of any size. It asks for the rows near the visible part and shows
// them in a CodeMirror of their own, which it moves along in a scroller as tall as the whole body (see window.js).
import { Annotation, Compartment, EditorState, Prec } from "@codemirror/state";
import { EditorView, drawSelection, keymap, panels as panelPlaces } from "@codemirror/view";
import { codeFolding, foldGutter, foldKeymap } from "@codemirror/language";
import { getSearchQuery, search, searchKeymap, searchPanelOpen, setSearchQuery } from "@codemirror/search";
import { standardKeymap } from "@codemirror/commands";
import { brackets } from "./brackets.js";
import { columns, columnsField, columnsFor, setColumns } from "./columns.js";
import { diagnostics, showDiagnostic } from "./diagnostic.js";
import { Fetcher } from "./fetcher.js";
import { find } from "./finder.js";
import { Frame } from "./frame.js";
import { highlight } from "./highlight.js";
import { dropScroll, foretell, stay } from "./internals.js";
import { languageOf } from "./languages.js";
import { bodyRows, rowsField, setRows } from "./rows.js";
import { visibleSpecials } from "./specials.js";
import { holds, join, moved, ordered, pointAt, positionOf } from "./span.js";
import { document as documentOf, splice } from "./splice.js";
import { theme } from "./theme.js";
import { fits, geometry, place, rowAt, serves, shows, topOf, windowFor } from "./window.js";

/** Marks selections that the viewer sets itself. */
const own = Annotation.define();

/** Rows asked for at once when a selection is copied that reaches out of the window. */
const PIECE = 2000;

/** How long after the last scroll event scrolling has come to rest, in milliseconds. */
const REST = 150;

/**
 * Puts a viewer into element and returns its handle.
 *
 * rows(from, count) resolves to a window {from, text, total, done, numbers}: text is the rows joined by "\n", total how many rows
 * there are by now, done whether there will be no more, numbers (may be absent) each row's line number, 0 for one that continues the
 * line above. One request is under way at a time.
 *
 * onCopyAll() is called when everything is selected and copied and the viewer does not hold all of it; without it, the rows are
 * fetched and copied like any other selection that is longer than the window.
 */
export function createViewer(element, { label = "", rows, onCopyAll } = {}) {
  const frame = new Frame(element);
  const grammar = new Compartment(), wrapping = new Compartment(), attributes = new Compartment();
  const fetcher = new Fetcher(rows, answered);

  let body = { total: 0, done: false, generation: undefined, language: "text", wrap: false, wrong: null, numbered: true }; // as the page last said
  let total = 0; // rows that the spacer is made for: body.total, but while the tail is followed only as far as the window has come
  let count = 0; // rows in the window; 0 although the document has a line while there are none
  let fresh = true; // nothing of this body is shown yet
  let whole = false; // the window is the whole body
  let average = 0; // height of a wrapped row
  let span = start(); // what is selected in the body
  let target = null; // row to show at the top once it is here, {row, shift}
  let held = null; // what anchor() last was: it stays where it is when the heights around it turn out otherwise
  let following = false, tailing = false; // following is asked for; tailing: and nobody has scrolled away
  let short = null; // what was asked for last, where fewer rows came: the same question would get the same answer, for ever
  let resting = 0, due = 0; // a timer and a frame, while they are awaited
  let searches = 0, said = ""; // how many searches there were, and what is said of the last

  const view = new EditorView({
    parent: frame.window,
    state: EditorState.create({
      extensions: [
        EditorState.lineSeparator.of("\n"),
        EditorState.readOnly.of(true),
        EditorView.editable.of(false),
        EditorState.tabSize.of(2),
        bodyRows, columns, diagnostics(),
        grammar.of([]),
        wrapping.of([]),
        attributes.of(ariaAttributes(label)),
        foldGutter(), codeFolding(), visibleSpecials, drawSelection(),
        search({ top: true }), panelPlaces({ topContainer: frame.panels }),
        Prec.highest(EditorView.domEventHandlers({ keydown: bringCaret })), // before any keymap
        Prec.highest(keymap.of(navigation())),
        Prec.highest(keymap.of(finding())),
        keymap.of([...searchKeymap, ...foldKeymap, ...standardKeymap]),
        EditorView.domEventHandlers({ copy }),
        EditorView.updateListener.of(updated),
        EditorView.scrollHandler.of(() => { held = null; return false; }), // it scrolls to the caret
        theme,
      ],
    }),
  });

  frame.onScroll = scrolled;
  frame.onResize = resized;
  resized();

  function start() {
    return { anchor: { row: 0, column: 0 }, head: { row: 0, column: 0 } };
  }

  // ---- where things are

  function from() {
    return view.state.field(rowsField).from;
  }

  function rowHeight() {
    return body.wrap && average ? average : frame.rowHeight;
  }

  function measures() {
    return geometry(total, rowHeight(), frame.viewport);
  }

  /** How tall the window is, and how far below its top a row of it begins. */
  function height() {
    return body.wrap || whole ? view.contentHeight : count * frame.rowHeight;
  }

  function offsetOf(row) {
    if (!body.wrap) return (row - from()) * frame.rowHeight;
    return view.lineBlockAt(view.state.doc.line(row - from() + 1).from).top;
  }

  /** The row at the top of the view and by how many pixels it is scrolled out of it. */
  function anchor() {
    if (target) return target;
    const below = frame.scrollTop - frame.top;
    if (count > 0 && below > -frame.viewport && below < height()) {
      if (below < 0) return { row: from(), shift: below };
      const block = body.wrap ? view.lineBlockAtHeight(below) : null;
      const row = block ? from() + view.state.doc.lineAt(block.from).number - 1 : Math.min(from() + Math.floor(below / frame.rowHeight), from() + count - 1);
      return { row, shift: below - offsetOf(row) };
    }
    return atRow(rowAt(measures(), frame.scrollTop));
  }

  function atRow(row) {
    return { row: Math.floor(row), shift: (row % 1) * rowHeight() };
  }

  /** The first and the last row in view. */
  function inView() {
    if (tailing) return [Math.max(0, total - frame.visibleRows), Math.max(0, total - 1)];
    const { row, shift } = anchor();
    const first = Math.max(0, Math.min(total - 1, row + Math.floor(shift / rowHeight())));
    return [first, Math.max(0, Math.min(total - 1, first + frame.visibleRows))];
  }

  // ---- fetching

  function ask(range) {
    if (range.from !== short?.from || range.count !== short.count) fetcher.ask(range);
  }

  /** Asks for the window around what is in view, if the present one does not serve. */
  function want() {
    if (fresh) {
      // If the page has shown it in this very task, its observer will hear of that with the next frame only.
      if (frame.viewport === 0) frame.measure();
      const row = Math.min(target?.row ?? 0, body.total - 1);
      if (body.total > 0 && frame.viewport > 0) ask(tailing ? tail() : windowFor(row, row + frame.visibleRows, body.total));
      return;
    }
    if (total < body.total) {
      if (tailing) return askTail(); // more has come than was asked for
      const keep = anchor(); // nobody follows any more: what has come meanwhile is scrolled to
      total = body.total;
      whole &&= count >= total;
      arrange(keep);
    }
    if (whole || total === 0) return;
    const [first, last] = inView();
    if (!serves({ from: from(), count }, first, last, total) || (body.done && fits(total) && count < total)) {
      ask(windowFor(first, last, total));
    }
  }

  /** Asks for the tail with the next frame: sooner nobody would see it, and the worker is reading. */
  function askTail() {
    due ||= requestAnimationFrame(() => {
      due = 0;
      if (tailing && !fresh && total < body.total) ask(tail());
    });
  }

  function tail() {
    return windowFor(body.total - 1, body.total - 1, body.total);
  }

  function answered(window, range = null) {
    // An answer may know more than the page's last word, which has further to go.
    if (window.total > body.total || (window.done && !body.done)) {
      body.total = Math.max(body.total, window.total);
      body.done ||= window.done;
    }
    const lines = window.text === "" && window.total === 0 ? 0 : countLines(window.text);
    short = range && lines < range.count ? range : null;
    if (lines === 0 && body.total > 0) return; // the source has lost them; asking again at once would go on for ever
    if (!fresh && !tailing) {
      const [first, last] = inView();
      if (!shows({ from: window.from, count: lines }, first, last)) return want(); // one has scrolled on since
    }
    show(window, lines);
  }

  /** Puts a window on the screen, leaving what is in view where it is. */
  function show(window, lines) {
    const next = documentOf(window.text), previous = fresh ? null : anchor();
    const doc = view.state.doc;
    total = tailing ? window.from + lines : body.total;
    count = lines;
    const wasWhole = whole;
    whole = body.done && window.from === 0 && count >= body.total;
    const top = tailing ? atRow(measures().rowRange) : previous ?? target ?? { row: 0, shift: 0 };
    const below = (top.row - window.from) * rowHeight() + top.shift;
    foretell(view, below, below + frame.viewport, frame.rowHeight, room());
    const effects = [setColumns.of(drawnColumns()), setRows.of({ from: window.from, numbers: window.numbers ?? null, total }),
      mark(next, window.from)];
    if (fresh || wasWhole !== whole) effects.push(grammar.reconfigure(grammarOf()));
    view.dispatch({
      changes: fresh ? { from: 0, to: doc.length, insert: next } : splice(doc, from(), next, window.from),
      selection: { anchor: positionOf(next, window.from, span.anchor), head: positionOf(next, window.from, span.head) },
      effects,
      annotations: own.of(true),
    });
    stay(view);
    fresh = false;
    arrange(top);
    want();
  }

  /** The effect that marks the place that is wrong in a document of rows from some row on. */
  function mark(doc, first) {
    const { wrong } = body, line = wrong ? wrong.row - first + 1 : 0;
    return line >= 1 && line <= doc.lines ? showDiagnostic(doc, line, wrong.column, wrong.message) : showDiagnostic(doc, 0);
  }

  /** Makes the spacer as tall as the body and puts the window in its place. */
  function arrange(keep = anchor()) {
    if (body.wrap && count > 0) {
      // Rows of a wrapped window stand for all others, until those that come are quite different.
      const seen = view.contentHeight / count;
      if (Math.abs(seen - average) > average / 4) average = seen;
    }
    const now = measures();
    if (whole) now.height = height();
    const row = Math.max(from(), Math.min(keep.row, from() + Math.max(0, count - 1)));
    const shift = keep.shift + (keep.row - row) * rowHeight();
    const placed = place(now, { from: from(), count }, height(), { row, shift, offset: count > 0 ? offsetOf(row) : 0 });
    frame.arrange({ height: now.height, top: placed.top, scrollTop: tailing ? Infinity : placed.scrollTop, whole });
    if (target && holdsView(target)) target = null;
    held = keep;
  }

  function holdsView({ row }) {
    return row >= from() && row < from() + count;
  }

  /** How many characters fit beside each other where rows are wrapped, else 0. */
  function room() {
    return body.wrap ? Math.max(1, Math.floor(frame.width / view.defaultCharacterWidth)) : 0;
  }

  /** Which columns are drawn (see columns.js). */
  function drawnColumns() {
    return body.wrap ? null : columnsFor(frame.scrollLeft, frame.scrollLeft + frame.width, view.defaultCharacterWidth);
  }

  function redraw() {
    const now = view.state.field(columnsField), next = drawnColumns();
    if (now?.from !== next?.from || now?.to !== next?.to) view.dispatch({ effects: setColumns.of(next) });
  }

  // ---- scrolling

  function scrolled(byPerson) {
    if (byPerson) {
      target = null;
      tailing = following && frame.atEnd(rowHeight());
      if (!fresh) held = anchor();
    }
    redraw();
    want();
    clearTimeout(resting);
    // At rest the scroll position is put right: it may have drifted where rows have no place in pixels of their own.
    resting = setTimeout(() => {
      if (fresh || whole) return;
      arrange();
      want();
    }, REST);
  }

  function resized() {
    frame.measure();
    redraw();
    view.requestMeasure();
    if (fresh) want();
    else {
      arrange();
      want();
    }
  }

  /** Shows a row at the top of the view. */
  function scrollTo(row, shift = 0) {
    dropScroll(view);
    tailing = false;
    target = { row: Math.max(0, fresh ? row : Math.min(row, total - 1)), shift };
    if (fresh) return want();
    held = null;
    if (holdsView(target)) arrange(target);
    else frame.scrollTop = topOf(measures(), target.row + shift / rowHeight());
    want();
  }

  // ---- selection and keys

  function updated(update) {
    if (update.selectionSet && !update.transactions.some((transaction) => transaction.annotation(own))) {
      const { anchor, head } = update.state.selection.main;
      span = moved(span, update.state.doc, from(), anchor, head);
    }
    const open = searchPanelOpen(update.state);
    if (!open || update.transactions.some((transaction) => transaction.effects.some((effect) => effect.is(setSearchQuery)))) stopSearch();
    remark(open);
    if (!whole) frame.widen(); // else all rows are here, and none will be missed
    if (update.heightChanged && !fresh && !target) arrange(held ?? anchor());
  }

  /** Moves the caret to a row of the body, wherever that is. */
  function select(row, column, extend) {
    const head = { row: Math.max(0, Math.min(row, total - 1)), column };
    span = { anchor: extend ? span.anchor : head, head };
    const { doc } = view.state;
    view.dispatch({
      selection: { anchor: positionOf(doc, from(), span.anchor), head: positionOf(doc, from(), head) },
      annotations: own.of(true),
    });
  }

  // ---- search

  function finding() {
    const run = () => findNext(false), shift = () => findNext(true);
    return [
      { key: "Enter", run, shift, scope: "search-panel" },
      ...["F3", "Mod-g"].map((key) => ({ key, run, shift, scope: "editor search-panel", preventDefault: true })),
    ];
  }

  // The panel's own buttons would search the window alone.
  frame.panels.addEventListener("click", (event) => {
    const name = event.target.closest("button")?.name;
    if (name !== "next" && name !== "prev") return;
    event.stopPropagation();
    findNext(name === "prev");
  }, true);

  function stopSearch() {
    searches++;
    said = "";
  }

  function remark(open = searchPanelOpen(view.state)) {
    frame.note(open ? said || (whole ? "" : "Enter searches the whole body. Matches are marked near the view only.") : "");
  }

  function say(text) {
    said = text;
    remark();
  }

  /** Searches the body from the selection on. True: the key is taken, unless there is nothing to search for. */
  function findNext(backwards) {
    const query = getSearchQuery(view.state);
    if (!query.search || !query.valid || fresh) return false;
    stopSearch();
    const mine = searches, [begin, end] = ordered(span);
    find({
      query, backwards, rows, point: backwards ? begin : end, total: () => body.total, ended: () => mine !== searches,
      said: (row) => say(`Searching, row ${(row + 1).toLocaleString("en")} of ${body.total.toLocaleString("en")}.`),
    }).then((match) => {
      if (mine !== searches) return;
      if (!match) return say("No results.");
      say(match.wrapped ? (backwards ? "Went on from the end." : "Went on from the start.") : "");
      selectMatch(match, mine);
    }).catch((error) => {
      if (mine === searches) say(`The search failed: ${error.message}`);
    });
    return true;
  }

  /** Selects a match, and brings it into view once its row is here. */
  function selectMatch({ row, from: begin, to: end }, mine) {
    return bring({ anchor: { row, column: begin }, head: { row, column: end } }, mine);
  }

  /** Selects a span, and brings its head into view once its row is here, unless another search has begun by then. */
  async function bring(next, mine) {
    const { row } = next.head, [first, last] = inView();
    span = next;
    if (row <= first || row >= last) scrollTo(Math.max(0, row - Math.floor(frame.visibleRows / 3)));
    while (mine === searches && !(holds(view.state.doc, from(), { row }) && !target)) await new Promise(requestAnimationFrame);
    if (mine !== searches) return;
    const { doc } = view.state;
    const head = positionOf(doc, from(), span.head);
    view.dispatch({
      selection: { anchor: positionOf(doc, from(), span.anchor), head },
      effects: EditorView.scrollIntoView(head, { y: "nearest", x: "nearest" }),
      annotations: own.of(true),
    });
  }

  function toStart(extend) {
    select(0, 0, extend);
    scrollTo(0);
    return true;
  }

  function toEnd(extend) {
    select(total - 1, Infinity, extend);
    scrollTo(total - 1);
    tailing = following;
    return true;
  }

  /** Scrolls by a page and takes the caret along; one that is out of view comes to the top first. */
  function page(direction, extend) {
    const rows = Math.max(1, frame.visibleRows - 2) * direction, { row, shift } = anchor(), [first, last] = inView();
    const caret = span.head.row >= first && span.head.row <= last ? span.head : { row: first, column: 0 };
    const top = row + rows;
    select(caret.row + rows, caret.column, extend);
    scrollTo(top, top < 0 ? 0 : shift);
    return true;
  }

  function navigation() {
    const both = (keys, run) => keys.map((key) => ({ key, run: () => run(false), shift: () => run(true) }));
    return [
      ...both(["PageUp"], (extend) => page(-1, extend)),
      ...both(["PageDown"], (extend) => page(1, extend)),
      ...both(["Ctrl-Home", "Mod-Home", "Cmd-ArrowUp"], toStart),
      ...both(["Ctrl-End", "Mod-End", "Cmd-ArrowDown"], toEnd),
      { key: "Mod-a", run: selectAll },
    ];
  }

  function selectAll() {
    span = { anchor: { row: 0, column: 0 }, head: { row: Infinity, column: Infinity } };
    view.dispatch({ selection: { anchor: 0, head: view.state.doc.length }, annotations: own.of(true) });
    return true;
  }

  /** A caret that has been scrolled out of the window comes back to the row at the top of the view when a key moves it. */
  function bringCaret(event) {
    if (!/^(Arrow|Home|End)/.test(event.key) || event.ctrlKey || event.metaKey || holds(view.state.doc, from(), span.head)) return false;
    if (target) return true; // it is on its way there
    const row = Math.max(from(), Math.min(inView()[0] + 1, from() + count - 1));
    view.dispatch({ selection: { anchor: positionOf(view.state.doc, from(), { row, column: 0 }) } });
    return false;
  }

  function copy(event) {
    const [begin, end] = ordered(span), { doc } = view.state;
    if (begin.row === end.row && begin.column === end.column) return false;
    if (holds(doc, from(), begin) && (holds(doc, from(), end) || whole)) {
      const { numbers } = view.state.field(rowsField), { from: a, to: b } = view.state.selection.main;
      const first = doc.lineAt(a).number, last = doc.lineAt(b).number;
      event.clipboardData.setData("text/plain", join(doc.sliceString(a, b).split("\n"), numbers?.slice(first - 1, last)));
    } else if (onCopyAll && begin.row === 0 && begin.column === 0 && end.row >= total - 1 && end.column === Infinity) onCopyAll();
    else gather(begin, end).then((text) => navigator.clipboard.writeText(text)).catch((error) => console.error("not copied:", error));
    event.preventDefault();
    return true;
  }

  /** The text from one point of the body to another, fetched. */
  async function gather(begin, end) {
    const texts = [], numbers = [], stop = Math.min(end.row, body.total - 1);
    for (let row = begin.row; row <= stop; ) {
      const window = await rows(row, Math.min(PIECE, stop + 1 - row));
      const lines = window.text.split("\n");
      texts.push(...lines);
      numbers.push(...(window.numbers ?? lines.map(() => 1)));
      row += lines.length;
    }
    if (end.row <= stop) texts[texts.length - 1] = texts.at(-1).slice(0, end.column);
    texts[0] = texts[0].slice(begin.column);
    return join(texts, numbers);
  }

  // ---- the body

  function grammarOf() {
    const language = languageOf(body.language);
    return [highlight(language), whole ? brackets(language) : []];
  }

  function reset(generation) {
    fetcher.forget();
    stopSearch();
    body = { ...body, total: 0, done: false, generation };
    total = average = 0;
    fresh = true;
    whole = false;
    target = null;
    span = start();
    tailing = following;
    frame.narrow();
    frame.scrollTop = 0;
  }

  return {
    /**
     * What is known of the body by now; absent members stay as they are. Another generation is another body, or another view of it:
     * everything is forgotten and it is shown from the top; what was on the screen stays there until the first rows have come.
     */
    update({ total: known = body.total, done = body.done, language = body.language, wrap = body.wrap, wrong = body.wrong, numbered = body.numbered, generation = body.generation }) {
      if (generation !== body.generation) reset(generation);
      short = null;
      const grown = known !== body.total || done !== body.done, open = !body.done;
      const wrapped = wrap !== body.wrap, spoken = language !== body.language;
      const marked = !fresh && (wrong?.row !== body.wrong?.row || wrong?.column !== body.wrong?.column);
      Object.assign(body, { total: known, done, language, wrap, wrong, numbered });
      frame.number(numbered);
      if (marked) view.dispatch({ effects: mark(view.state.doc, from()) });
      if (wrapped) setWrap(wrap);
      if (spoken && !fresh) view.dispatch({ effects: grammar.reconfigure(grammarOf()) });
      if (fresh) {
        if (known === 0 && done) show({ from: 0, text: "", total: 0, done: true }, 0);
        else queueMicrotask(want); // a first window may be pushed right after
        return;
      }
      if (!grown && !open) return;
      if (tailing) return fetcher.again(tail());
      const ended = from() + count >= total; // the last row is here, and may have grown
      const [first, last] = inView();
      const keep = anchor();
      total = known;
      arrange(keep);
      if (ended && (done || last >= from() + count - 1)) fetcher.again(windowFor(first, last, total));
      else want();
    },
    /** Shows a window that came without being asked for, such as the first one with the answer. */
    push(window) {
      if (fresh || tailing) fetcher.forget();
      answered(window);
    },
    /** Whether the end stays in view while the body grows, unless the person scrolls up; scrolling back to the end goes on with it. */
    follow(on) {
      following = on;
      // Whoever is at the end when it is over stays there, and sees the last rows.
      if (on) tailing = fresh || frame.atEnd(rowHeight());
    },
    setWrap,
    setLabel(next) {
      view.dispatch({ effects: attributes.reconfigure(ariaAttributes(next)) });
    },
    focus: () => view.focus(),
    /** Puts the caret at the place that is wrong, in view. */
    showWrong() {
      if (!body.wrong || fresh) return;
      stopSearch();
      const { row, column } = body.wrong;
      view.focus();
      bring({ anchor: { row, column: column - 1 }, head: { row, column: column - 1 } }, searches);
    },
    /** Shows a row (from 0) at the top of the view. */
    scrollTo: (row) => scrollTo(row),
    selectAll,
    destroy() {
      fetcher.forget();
      stopSearch();
      clearTimeout(resting);
      cancelAnimationFrame(due);
      view.destroy();
      frame.destroy();
    },
  };

  function setWrap(on) {
    const keep = fresh ? null : anchor();
    body.wrap = on;
    average = 0;
    frame.wrap(on);
    const effects = [wrapping.reconfigure(on ? EditorView.lineWrapping : []), setColumns.of(drawnColumns())];
    if (on && keep && view.state.field(rowsField).numbers?.includes(0)) {
      // Very long rows are taken for new ones, whose heights are guessed: as they are, a hundred would be drawn before one is measured.
      const { doc, selection } = view.state;
      foretell(view, 0, frame.viewport, frame.rowHeight, room());
      view.dispatch({ changes: { from: 0, to: doc.length, insert: doc }, selection, effects: [...effects, mark(doc, from())], annotations: own.of(true) });
    } else view.dispatch({ effects });
    if (keep) arrange(keep);
  }
}

function ariaAttributes(label) {
  return EditorView.contentAttributes.of({ tabindex: "0", ...(label ? { "aria-label": label } : {}) });
}

function countLines(text) {
  let lines = 1;
  for (let at = -1; (at = text.indexOf("\n", at + 1)) >= 0; ) lines++;
  return lines;
}
