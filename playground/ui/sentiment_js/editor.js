// The Sentiment page's editor: a text area over its own words, and what the networks make of them.
// What is typed is never overwritten by an answer: an answer says which text it is about, and only colours are moved.

const EDITORS = new WeakMap();
const GIVE_UP = 3000, ALOUD_AFTER = 1200, SHARE_AFTER = 600, REST = 500;  // milliseconds

export default function ({ data, parentElement, setStateValue, setTriggerValue }) {
  let editor = EDITORS.get(parentElement);
  if (!editor) {
    editor = new Editor(parentElement, data.text);
    EDITORS.set(parentElement, editor);
  }
  editor.tell = setStateValue;
  editor.open = setTriggerValue;  // a click, no state: the same word may be clicked again after another was chosen
  editor.given(data);
  const draw = () => editor.draw();
  return whileShown(editor, () => [resizing(editor.root, draw), attributesOf(document.documentElement, draw)]);
}

function networks({ runs }) {
  return runs.map(({ run, epoch }) => [run, epoch]);
}

class Editor {
  constructor(parent, text) {
    this.parent = parent;
    this.root = parent.querySelector(".sentiment");
    this.readings = [];
    this.layers = [];
    this.at = null;  // the token that is looked at: [run, token]
    this.area = element("textarea", { id: "text", value: text, spellcheck: false, autocomplete: "off" });
    this.area.dir = "auto";
    this.area.setAttribute("aria-describedby", "key");
    this.examples = element("div", { className: "examples" });
    this.paper = element("div", { className: "paper" }, this.area);
    this.key = element("div", { className: "key", id: "key" });
    this.note = element("div", { className: "note" });
    this.runs = element("div", { className: "runs" });
    this.inside = element("a", { className: "inside", textContent: "Look inside at this text" });
    this.aloud = element("div", { className: "aloud" });
    this.aloud.setAttribute("role", "status");
    this.tip = element("div", { className: "tip", hidden: true });
    const label = element("label", { className: "label", htmlFor: "text", textContent: "Type a text" });
    this.root.append(this.examples, label, this.paper, this.key, this.note, this.runs, this.inside, this.aloud, this.tip);
    this.area.addEventListener("input", () => this.typed());
    this.area.addEventListener("compositionstart", () => (this.composing = true));
    this.area.addEventListener("compositionend", () => {
      this.composing = false;
      this.typed();
    });
    this.area.addEventListener("blur", () => this.answer && this.rest());
    this.area.addEventListener("pointermove", (event) => this.hover(this.under(event), event));
    this.area.addEventListener("pointerleave", (event) => this.hover(null, event));
    this.area.addEventListener("click", (event) => this.click(event));
    this.area.addEventListener("keyup", (event) => /^(Arrow|Home|End|Page)/.test(event.key) && this.look(this.atCaret()));
  }

  // Typing and being answered

  typed() {
    this.at = null;
    this.tip.hidden = true;
    this.mark();
    this.current();
    if (!this.composing) this.send();
    clearTimeout(this.resting);
    this.resting = setTimeout(() => this.rest(), REST);
  }

  rest() {  // the page itself learns what stands there when typing rests: it keeps it, and explains it
    clearTimeout(this.resting);
    if (!this.composing && this.root.isConnected) this.tell("typed", this.text());
  }

  text() {
    return this.area.value.toWellFormed?.() ?? this.area.value;
  }

  send() {  // one text at a time; while it is read, only the newest of those typed waits
    const text = this.text(), { editor } = this.answer, asked = networks(this.answer);
    if (this.waiting !== undefined || text === this.answer.text) return;
    this.waiting = text;
    const request = { method: "POST", body: JSON.stringify({ editor, runs: asked, text }), signal: AbortSignal.timeout(GIVE_UP) };
    fetch(new URL("live/sentiment", window.location), request)
      .then((answer) => (answer.ok ? answer.json() : Promise.reject(answer.status)))
      .then((found) => this.found(found, String(asked)), () => this.ask(text));
  }

  found({ text, runs, milliseconds }, asked) {
    if (this.waiting === text) this.waiting = undefined;
    if (asked !== String(networks(this.answer))) return this.send();  // others by now
    const titled = runs.map((run, place) => ({ title: this.answer.runs[place].title, ...run }));
    this.show({ ...this.answer, text, runs: titled, milliseconds });
  }

  ask(text) {  // where that address does not answer, the page does
    this.tell("typed", text);
    setTimeout(() => {
      if (this.waiting !== text) return;
      this.waiting = undefined;
      this.send();
    }, GIVE_UP);
  }

  given(data) {  // by the page; each of its reruns gives it another number
    if (this.number === data.number) return;
    this.number = data.number;
    if (data.text === this.waiting) this.waiting = undefined;
    const same = this.answer && String(networks(data)) === String(networks(this.answer));
    const { text, runs, milliseconds } = this.answer ?? data;  // typing has gone on since: what is newer stays
    this.show(same && text !== data.text && text === this.text() ? { ...data, text, runs, milliseconds } : data);
  }

  show(data) {
    const other = !this.answer || JSON.stringify(this.answer.examples) !== JSON.stringify(data.examples);
    this.answer = data;
    Object.assign(this.root.dataset, { length: data.text.length, milliseconds: data.milliseconds });
    this.root.classList.toggle("characters", data.characters);
    if (other) this.offer();
    while (this.readings.length > data.runs.length) this.readings.pop().root.remove();
    while (this.readings.length < data.runs.length) this.add();
    this.runs.classList.toggle("two", data.runs.length > 1);
    data.runs.forEach((run, place) => this.readings[place].show(run, data.text, data.runs.length === 1));
    const means = JSON.stringify(data.runs.map(({ title, watched, away }) => [title, watched, away]));
    if (means !== this.means) this.key.replaceChildren(...key(data.runs));
    this.means = means;
    if (this.at && this.at[1] * NUMBERS >= (data.runs[this.at[0]]?.tokens ?? []).length) this.at = null;
    this.mark();
    this.draw();
    this.explain();
    this.current();
    this.readAloud();
    this.share();
    if (!this.composing) this.send();
  }

  add() {
    const place = this.readings.length;
    const reading = new RunReading((token, event) => this.hover(token === null ? null : [place, token], event));
    this.readings.push(reading);
    this.runs.append(reading.root);
  }

  current() {  // whether the picture is of the text that stands there
    this.root.dataset.current = this.answer.text === this.area.value;
  }

  // Drawing

  mark() {
    const read = this.answer.runs.filter((run) => !run.error), text = this.area.value;
    while (this.layers.length > Math.max(read.length, 1)) this.layers.pop().remove();
    while (this.layers.length < Math.max(read.length, 1)) {
      const layer = element("div", { className: "under" });
      layer.setAttribute("aria-hidden", "true");
      this.layers.push(layer);
      this.paper.insertBefore(layer, this.area);
    }
    this.spans = [];
    if (!read.length) rest(this.layers[0], text, 0);
    read.forEach((run, place) => {
      const spans = mark(this.layers[place], text, this.answer.text, run, place, read.length);
      this.spans[this.answer.runs.indexOf(run)] = spans;
    });
    this.light();
  }

  light() {
    for (const span of this.paper.querySelectorAll(".lit")) span.classList.remove("lit");
    if (this.at) this.spans[this.at[0]]?.get(this.at[1])?.classList.add("lit");
  }

  draw() {
    if (!this.answer || !this.root.clientWidth) return;
    const theme = themeOf(this.root);
    this.readings.forEach((reading, place) => reading.draw(this.tokenOf(place), theme));
  }

  tokenOf(place) {  // what is looked at, as the run at `place` splits the text
    if (!this.at || this.answer.runs[place].error) return null;
    if (this.at[0] === place) return this.at[1];
    const middle = this.answer.runs[this.at[0]].tokens[this.at[1] * NUMBERS], { tokens } = this.answer.runs[place];
    for (let i = 0; i < tokens.length; i += NUMBERS) if (tokens[i] <= middle && middle < tokens[i + 1]) return i / NUMBERS;
    return null;
  }

  explain() {
    const example = this.answer.examples.find((one) => one.text === this.area.value);
    for (const button of this.examples.children) button.setAttribute("aria-pressed", String(button.textContent === example?.title));
    const told = example ? [example.look, ...example.made] : [this.answer.hint];
    list(this.note, told, () => element("p"), say);
  }

  readAloud() {
    clearTimeout(this.reading);
    const read = this.answer.runs.filter((run) => !run.error);  // an error speaks for itself
    const sentences = read.map((run) => `${run.title}: ${run.said}, ${run.figures}. ${run.turns}`);
    this.reading = setTimeout(() => say(this.aloud, sentences.join(" ")), ALOUD_AFTER);
  }

  share() {  // the link in the address bar brings the text back; in place, so that Back leaves the page
    const inside = new URL("inside", window.location), projected = new URL(window.location).searchParams.get("projector");
    if (projected) inside.searchParams.set("projector", projected);
    inside.searchParams.set("run", this.answer.runs[0].run);
    if (this.answer.text.length <= this.answer.longest) inside.searchParams.set("text", this.answer.text);
    this.inside.href = inside;
    clearTimeout(this.sharing);
    this.sharing = setTimeout(() => {
      if (!this.root.isConnected) return;
      const link = new URL(window.location), { text } = this.answer;
      if (text.length <= this.answer.longest && text !== this.answer.start) link.searchParams.set("text", text);
      else link.searchParams.delete("text");
      if (link.search !== window.location.search) window.history.replaceState(window.history.state, "", link);
    }, SHARE_AFTER);
  }

  // Looking at a word

  under(event) {
    const [first] = this.parent.getRootNode().elementsFromPoint(event.clientX, event.clientY).filter((one) => one.dataset.token);
    if (!first) return null;
    const place = this.spans.findIndex((spans) => spans?.get(Number(first.dataset.token)) === first);
    return place < 0 ? null : [place, Number(first.dataset.token)];
  }

  atCaret() {
    const place = this.answer.runs.findIndex((run) => !run.error), caret = this.area.selectionStart;
    const { tokens } = this.answer.runs[place] ?? { tokens: [] };
    if (this.area.value !== this.answer.text) return null;
    for (let i = 0; i < tokens.length; i += NUMBERS) {
      if (tokens[i] <= caret && caret <= tokens[i + 1] && tokens[i + 2] >= 0) return [place, i / NUMBERS];
    }
    return null;
  }

  hover(at, event) {
    this.look(at);
    this.tip.hidden = !at;
    if (at) this.tellNumbers(at, event);
  }

  look(at) {
    if (String(at) === String(this.at)) return;
    this.at = at;
    this.light();
    this.draw();
  }

  tellNumbers([place, token], event) {
    const { tokens } = this.answer.runs[place], lines = [this.answer.text.slice(tokens[token * NUMBERS], tokens[token * NUMBERS + 1])];
    this.answer.runs.forEach((run, other) => {
      const own = this.tokenOf(other);
      if (own === null) return;
      const order = run.tokens[own * NUMBERS + 2], change = run.changes[order];
      if (this.answer.runs.length > 1) lines.push(run.title);
      if (order < 0) return lines.push("not read");
      if (!run.tokens[own * NUMBERS + 3]) lines.push("not in the vocabulary");
      for (const line of run.lines) lines.push(line.values[order] === null ? `P(${line.name}) not worked out` : stated(line.name, line.values[order]));
      if (change !== null) lines.push(`change of P(${run.watched}) ${change < 0 ? "−" : "+"}${Math.abs(change).toFixed(3)}`);
    });
    placeTip(this.tip, lines, this.root, event);
  }

  click(event) {
    const at = this.under(event);
    if (!at || this.area.selectionStart !== this.area.selectionEnd || this.area.value !== this.answer.text) return;
    const { tokens } = this.answer.runs[at[0]], [start, end] = tokens.slice(at[1] * NUMBERS);
    this.rest();
    this.open("word", { run: at[0], token: at[1], word: this.answer.text.slice(start, end) });
  }

  // Examples

  offer() {
    this.examples.hidden = !this.answer.examples.length;
    this.examples.replaceChildren(...this.answer.examples.map(({ title, text }) => {
      const button = element("button", { type: "button", textContent: title });
      button.addEventListener("click", () => this.replace(0, this.area.value.length, text));
      return button;
    }));
  }

  replace(start, end, text) {  // as if typed, so that it can be undone
    this.area.focus();
    this.area.setSelectionRange(start, end);
    if (!document.execCommand("insertText", false, text)) {
      this.area.setRangeText(text, start, end, "end");
      this.typed();
    }
  }
}
