// The Inside page's picture of one example over time: one scroll for all of it, one selected timestep, unit and part.
// Draws only what is on screen; tells Python what is selected, a moment after it stops changing.

const MEMORY = new WeakMap();
const SPEEDS = [1, 2, 5, 10, 20], LINES = 120, LARGEST = 76;

export default function ({ data, parentElement, setStateValue }) {
  let picture = MEMORY.get(parentElement);
  if (!picture) {
    picture = new Picture(parentElement);
    MEMORY.set(parentElement, picture);
  }
  picture.tell = setStateValue;
  picture.show(data);
  return whileShown(picture, () => [resizing(picture.root, () => picture.resize())], () => picture.rest());
}

class Picture {
  constructor(parent) {
    this.root = parent.querySelector(".timesteps");
    this.at = { column: 0, part: "", unit: 0 };
    this.column = null;  // pixels; null: not chosen yet
    this.figures = [];
    this.bar();
    this.stage = element("div", { className: "stage" });
    this.spacer = element("div", { className: "spacer" }, this.stage);
    this.scroller = element("div", { className: "scroller" }, this.spacer);
    this.tip = element("div", { className: "tip", hidden: true });
    this.reportSoon = paced(() => this.report());
    this.root.append(this.scroller, this.tip);
    this.root.tabIndex = 0;
    this.root.setAttribute("role", "group");
    this.root.setAttribute("aria-label", "The network over time; arrow keys move the selected timestep and unit");
    this.root.addEventListener("keydown", (event) => this.press(event));
    this.scroller.addEventListener("scroll", () => this.soon());
  }

  bar() {
    const button = (name, text, label, act) => {
      const made = element("button", { type: "button", className: name, textContent: text, title: label });
      made.setAttribute("aria-label", label);
      made.addEventListener("click", act);
      return made;
    };
    this.playing = button("play", "▶", "Play (space)", () => this.play());
    this.speed = element("select", { title: "Timesteps a second" });
    this.speed.setAttribute("aria-label", "Timesteps a second");
    for (const speed of SPEEDS) this.speed.append(element("option", { value: speed, textContent: `${speed}/s` }));
    this.speed.value = "2";
    this.speed.addEventListener("change", () => this.timer && (this.play(), this.play()));
    this.where = element("output", { className: "where" });
    this.where.setAttribute("aria-live", "polite");
    this.image = element("canvas", { className: "image", width: 88, height: 88, hidden: true });
    this.root.append(
      element("div", { className: "bar" },
        button("first", "«", "First timestep (Home)", () => this.go(0)),
        button("back", "‹", "Timestep before (←)", () => this.go(this.at.column - 1)),
        this.playing,
        button("next", "›", "Next timestep (→)", () => this.go(this.at.column + 1)),
        button("last", "»", "Last timestep (End)", () => this.go(Infinity)),
        this.speed,
        button("out", "−", "Smaller (-)", () => this.zoom(1 / 1.5)),
        button("in", "+", "Larger (+)", () => this.zoom(1.5)),
        button("all", "Overview", "Overview: all timesteps at once (0)", () => this.overview()),
        this.where,
      ),
      this.image,
    );
  }

  show(bytes) {
    if (this.bytes && same(this.bytes, bytes)) return this.draw();
    this.bytes = bytes;
    this.root.dataset.scene = Number(this.root.dataset.scene ?? 0) + 1;
    const [start, scene] = framed(bytes);
    this.scene = decoded(scene);
    this.chosen = this.scene.rows[this.scene.chosen];
    this.at = this.begun(start);
    this.pictures = null;
    this.build();
    const read = String(this.scene.columns);
    if (this.read !== undefined && this.read !== read) this.column = null;  // another example: fit anew
    const first = this.read !== read;
    this.read = read;
    this.resize(first);
  }

  begun({ key, at, count }) {  // as the page has it, unless it has not heard yet of what was chosen here
    this.key = key;
    const own = unheard(key, count), { scene, chosen } = this;
    if (!own) return at;
    const here = own.layer === chosen.layer && own.way === chosen.way && own.unit < chosen.units;
    const { part, unit } = here && scene.parts.some((one) => one.part === own.part) ? own : at;
    return { part, unit, column: Math.min(own.column, scene.columns.length - 1) };
  }

  // One canvas a figure, with its heading; kept while layer and parts stay the same.
  build() {
    const { scene, chosen } = this, plan = [["unrolled", "The network, unrolled", ""]];
    const gates = scene.parts.filter((part) => part.gate);
    const name = `${chosen.layer}${chosen.way ? " " + chosen.way : ""}`;
    plan.push(["means", `${name}: ${gates.length ? "each gate" : "size of the values"}, mean over all units`, ""]);
    plan.push(["unit", `${name}: the selected unit`, ""]);
    for (const part of scene.parts) plan.push([`part ${part.part}`, part.part, part.about]);
    if (scene.inputs) plan.push(["inputs", scene.inputs.heading, ""]);
    const key = JSON.stringify(plan);
    if (key === this.planned) return;
    this.planned = key;
    this.stage.replaceChildren();
    this.figures = plan.map(([id, title, about]) => this.figure(id, title, about));
  }

  figure(id, title, about) {
    const canvas = element("canvas", { className: id.split(" ")[0] });
    canvas.dataset.figure = id;
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", title);
    const legend = element("span", { className: "legend" });
    const figure = { id, title, canvas, legend };
    const head = figureHead(title, about, legend, { picture: () => savePicture(this, figure), numbers: () => saveNumbers(this, figure) });
    this.stage.append(head, canvas);
    canvas.addEventListener("pointermove", (event) => this.hover(figure, event));
    canvas.addEventListener("pointerleave", () => (this.tip.hidden = true));
    canvas.addEventListener("click", (event) => this.click(figure, event));
    return figure;
  }

  // How much is on screen

  gutter() {
    return this.scene.inputs ? 84 : 40;
  }

  room() {
    return Math.max(this.root.clientWidth, 240);
  }

  fitting() {
    const free = this.room() - this.gutter() - Math.min(endWidth(this.scene), this.room() * 0.4);
    return Math.max(free / this.scene.columns.length, 0.5);
  }

  resize(toEnd = false) {
    if (!this.scene || !this.root.clientWidth) return;
    if (this.column === null) {
      this.column = Math.min(Math.max(this.fitting(), 46), LARGEST);
      toEnd = true;
    }
    this.layout();
    if (toEnd) this.reveal();
    this.draw();
  }

  layout() {
    const width = this.gutter() + this.scene.columns.length * this.column + endWidth(this.scene);
    this.spacer.style.width = `${Math.max(width, this.room())}px`;
    this.stage.style.width = `${this.room()}px`;
  }

  zoom(by) {
    this.column = Math.min(Math.max(this.column * by, Math.min(this.fitting(), 1)), LARGEST);
    this.layout();
    this.reveal(true);
    this.draw();
  }

  overview() {
    this.column = Math.min(this.fitting(), LARGEST);
    this.layout();
    this.draw();
  }

  reveal(middle = false) {  // scroll until the selected timestep is on screen
    const left = this.at.column * this.column, room = this.room() - this.gutter();
    const end = this.at.column === this.scene.columns.length - 1 ? endWidth(this.scene) : this.column;
    const now = this.scroller.scrollLeft;
    if (middle) this.scroller.scrollLeft = left - room / 2;
    else if (left < now) this.scroller.scrollLeft = left - this.column;
    else if (left + this.column + end > now + room) this.scroller.scrollLeft = left + this.column + end - room;
  }

  // Selecting

  go(column) {
    this.select({ column: Math.min(Math.max(column, 0), this.scene.columns.length - 1) });
  }

  select(change) {
    this.at = { ...this.at, ...change };
    const { layer, way } = this.chosen;
    this.choice = choose(this.key, { layer, way, ...this.at });
    if (!this.timer || Number(this.speed.value) <= 2) this.reportSoon();  // first: the page works while this draws
    this.reveal();
    this.draw();
  }

  report() {
    if (this.choice) this.tell("at", this.choice);
  }

  play() {
    if (this.timer) {
      this.rest();
      this.report();
      return;
    }
    if (this.at.column === this.scene.columns.length - 1) this.go(0);
    this.playing.textContent = "❚❚";
    this.timer = setInterval(() => {
      if (this.at.column >= this.scene.columns.length - 1) this.play();
      else this.go(this.at.column + 1);
    }, 1000 / Number(this.speed.value));
  }

  rest() {
    clearInterval(this.timer);
    this.timer = null;
    this.playing.textContent = "▶";
  }

  press(event) {
    if (event.target !== this.root || event.ctrlKey || event.altKey || event.metaKey) return;
    const order = this.scene.order, place = order.indexOf(this.at.unit);
    const unit = (by) => this.select({ unit: order[Math.min(Math.max(place + by, 0), order.length - 1)] });
    const keys = {
      ArrowLeft: () => this.go(this.at.column - 1), ArrowRight: () => this.go(this.at.column + 1),
      ArrowUp: () => unit(-1), ArrowDown: () => unit(1), Home: () => this.go(0), End: () => this.go(Infinity),
      PageUp: () => this.go(this.at.column - 10), PageDown: () => this.go(this.at.column + 10),
      " ": () => this.play(), "+": () => this.zoom(1.5), "-": () => this.zoom(1 / 1.5), 0: () => this.overview(),
    };
    if (!keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  }

  // What is under the pointer: {column, row, timestep, part, unit}, as far as the figure tells.
  under(figure, event) {
    const { x, y, height } = pointIn(figure.canvas, event);
    const column = Math.floor((x + this.scroller.scrollLeft - this.gutter()) / this.column);
    if (x < this.gutter() || column < 0 || column >= this.scene.columns.length) return null;
    const found = { column }, kind = figure.id.split(" ")[0];
    if (kind === "part") {
      found.row = this.chosen;
      found.part = this.scene.parts.find((part) => part.part === figure.id.slice(5));
      found.unit = this.scene.order[Math.min(Math.floor((y / height) * this.chosen.units), this.chosen.units - 1)];
    } else if (kind === "unrolled") {
      found.row = this.scene.rows.find((row) => Math.abs(laneY(this.scene, row.lane) - y) < BOX / 2 && within(row, column));
    } else if (kind === "inputs") {
      found.name = this.scene.inputs.names[Math.floor((y / height) * this.scene.inputs.names.length)];
    } else {
      found.row = this.chosen;
    }
    if (found.row) found.timestep = timestepAt(found.row, column);
    return found;
  }

  click(figure, event) {
    this.root.focus({ preventScroll: true });
    const found = this.under(figure, event);
    if (!found) return;
    if (found.part) this.select({ column: found.column, part: found.part.part, unit: found.unit });
    else this.select({ column: found.column });
  }

  hover(figure, event) {
    const found = this.under(figure, event);
    this.tip.hidden = !found;
    if (!found) return;
    const lines = [`t = ${found.column + 1} · ${this.scene.columns[found.column]}`], { row, timestep } = found;
    if (row && row.timesteps !== this.scene.columns.length) lines.push(`timestep ${timestep + 1} of ${row.layer}`);
    if (found.part) {
      lines.push(`unit ${found.unit}`, `${found.part.part} ${found.part.values[timestep * row.units + found.unit].toFixed(4)}`);
    } else if (figure.id === "unrolled" && row) {
      const values = row.values.subarray(timestep * row.units, (timestep + 1) * row.units);
      lines.push(`${row.title}: ${row.units} units, from ${Math.min(...values).toFixed(4)} to ${Math.max(...values).toFixed(4)}`);
    } else if (found.name !== undefined) {
      const { names, values } = this.scene.inputs;
      lines.push(`${found.name} ${values[found.column * names.length + names.indexOf(found.name)].toFixed(4)}`);
    } else if (row) {
      for (const line of this.lines(figure.id)[0]) lines.push(`${line.name} ${line.values[timestep].toFixed(4)}`);
    }
    placeTip(this.tip, lines, this.root, event);
  }

  // Drawing

  soon() {
    this.frame ??= requestAnimationFrame(() => this.draw());
  }

  draw() {
    this.frame = null;
    if (!this.scene || !this.root.clientWidth) return;
    this.theme = themeOf(this.root);
    const looks = `${this.theme.dark} ${this.column >= READABLE}`;
    if (!this.pictures || this.looks !== looks) this.paint(looks);
    for (const figure of this.figures) this.drawFigure(figure, this.view(figure));
    this.image.hidden = !this.scene.image;
    if (this.scene.image) drawImage(this.image, this.scene, this.view(this.figures[0]));
    this.where.textContent = `t = ${this.at.column + 1} of ${this.scene.columns.length} · ${this.scene.columns[this.at.column]}`;
    this.root.dataset.drawn = Number(this.root.dataset.drawn ?? 0) + 1;
  }

  paint(looks) {  // every number as a coloured pixel, once for all scrolling and selecting
    const { scene, chosen, theme } = this, detailed = this.column >= READABLE;
    this.looks = looks;
    this.pictures = { rows: scene.rows.map((row) => rowImage(row, theme, detailed)), parts: {} };
    for (const part of scene.parts) {
      const table = part.gate ? theme.gates : theme.states;
      this.pictures.parts[part.part] = image(part.values, chosen.timesteps, chosen.units, scene.order, part.scale, table);
    }
    if (scene.inputs) {
      const { values, names, scale } = scene.inputs;
      this.pictures.inputs = image(values, scene.columns.length, names.length, null, scale, theme.states);
    }
  }

  heightOf(id) {
    if (id === "unrolled") return unrolledHeight(this.scene, this.column);
    if (id === "inputs") return heatHeight(this.scene.inputs.names.length);
    return id.startsWith("part ") ? heatHeight(this.chosen.units) : LINES;
  }

  view(figure) {
    const width = this.room(), height = this.heightOf(figure.id), context = contextOf(figure.canvas, width, height);
    const { theme, at, column } = this;
    return { context, width, height, theme, at, column, gutter: this.gutter(), scroll: this.scroller.scrollLeft };
  }

  drawFigure(figure, view) {
    const { scene, chosen, at } = this, { id } = figure;
    if (id === "unrolled") {
      drawUnrolled(scene, view, this.pictures.rows);
      figure.legend.replaceChildren(...[`${chosen.layer} ${chosen.part}: `, ...bar(view.theme.states, chosen.scale)]);
    } else if (id === "inputs") {
      const { names, scale } = scene.inputs, row = { start: 0, step: 1, timesteps: scene.columns.length };
      drawHeatMap(view, row, this.pictures.inputs, names.map((_, place) => place), -1, names);
      figure.legend.replaceChildren(...bar(view.theme.states, scale));
    } else if (id.startsWith("part ")) {
      const part = scene.parts.find((one) => one.part === id.slice(5));
      const selected = part.part === at.part ? at.unit : -1;
      drawHeatMap(view, chosen, this.pictures.parts[part.part], scene.order, selected, null);
      figure.legend.replaceChildren(...bar(part.gate ? view.theme.gates : view.theme.states, part.scale));
    } else {
      const [lines, scale] = this.lines(id);
      drawLines(view, chosen, lines, scale);
      const now = timestepAt(chosen, at.column);
      figure.legend.replaceChildren(...lineLegend(lines, now, view.theme));
      if (id === "unit") figure.legend.prepend(element("b", { className: "unit", textContent: `unit ${at.unit}` }));
    }
  }

  lines(id) {  // [[{name, values}], [low, high]]
    const { scene, chosen, at } = this, { timesteps, units } = chosen;
    if (id === "unit") {
      const of = (part) => Float32Array.from({ length: timesteps }, (_, t) => part.values[t * units + at.unit]);
      const lines = scene.parts.map((part) => ({ name: part.part, values: of(part) }));
      const most = Math.max(1, rounded(Math.max(...lines.map((line) => Math.max(...line.values.map(Math.abs))))));
      return [lines, [-most, most]];
    }
    const gates = scene.parts.filter((part) => part.gate), shown = gates.length ? gates : [scene.parts[0]];
    const size = gates.length ? (value) => value : Math.abs;
    const mean = (part) => Float32Array.from({ length: timesteps }, (_, t) => {
      let sum = 0;
      for (let u = 0; u < units; u++) sum += size(part.values[t * units + u]);
      return sum / units;
    });
    this.means ??= new WeakMap();
    if (!this.means.has(scene)) this.means.set(scene, shown.map((part) => ({ name: part.part, values: mean(part) })));
    return [this.means.get(scene), gates.length ? [0, 1] : [0, shown[0].scale[1]]];
  }
}
