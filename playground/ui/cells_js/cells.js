// Heat maps of the same part of several networks: the same columns, one scale, one selected cell.

const KNOWN = new WeakMap();
const EDGE = 40;  // pixels

export default function ({ data, parentElement, setStateValue }) {
  let cells = KNOWN.get(parentElement);
  if (!cells) {
    cells = new Cells(parentElement.querySelector(".cells"));
    KNOWN.set(parentElement, cells);
  }
  cells.tell = setStateValue;
  cells.show(data);
  return whileShown(cells, () => [resizing(cells.root, () => cells.draw())]);
}

class Cells {
  constructor(root) {
    this.root = root;
    this.at = null;  // {map, unit, column}: numbers from 0, a column of all there are
    this.canvases = [];
    this.tellSoon = paced(() => this.tell("at", this.choice));
    this.tip = element("div", { className: "tip", hidden: true });
    root.tabIndex = 0;
    root.setAttribute("role", "group");
    root.setAttribute("aria-label", "Heat maps; arrow keys move the selected cell");
    root.addEventListener("keydown", (event) => this.press(event));
  }

  show(bytes) {
    if (!this.bytes || !same(this.bytes, bytes)) {
      const [start, rest] = framed(bytes), [scene, take] = unpacked(rest), columns = scene.columns.length;
      this.bytes = bytes;
      this.scene = scene;
      for (const map of scene.maps) {
        map.name = `${scene.part} · ${map.title}`;
        map.values = take(map.at, columns * map.units);
      }
      this.at = this.begun(start);
      this.pictures = null;
      this.build();
    }
    this.draw();
  }

  begun({ key, at, count }) {  // as the page has it, unless it has not heard yet of what was chosen here
    this.key = key;
    const own = unheard(key, count), { first, columns, maps } = this.scene;
    if (!own) return at;
    const there = own.unit < maps[own.map]?.units && own.column >= first && own.column < first + columns.length;
    return there ? { map: own.map, unit: own.unit, column: own.column } : null;
  }

  // A canvas a heat map, with its heading; kept while the titles stay the same.
  build() {
    const names = JSON.stringify(this.scene.maps.map((map) => map.name));
    if (names === this.names) return;
    this.names = names;
    this.canvases = this.scene.maps.map(({ name }, number) => {
      const canvas = element("canvas");
      canvas.dataset.map = number;
      canvas.setAttribute("role", "img");
      canvas.setAttribute("aria-label", name);
      canvas.addEventListener("pointermove", (event) => this.hover(number, event));
      canvas.addEventListener("pointerleave", () => (this.tip.hidden = true));
      canvas.addEventListener("click", (event) => this.click(number, event));
      return canvas;
    });
    this.legends = this.scene.maps.map(() => element("span", { className: "legend" }));
    const heads = this.scene.maps.map(({ name }, number) =>
      figureHead(name, "", this.legends[number], { picture: () => this.savePicture(number), numbers: () => this.saveNumbers(number) }));
    this.root.replaceChildren(...heads.flatMap((head, number) => [head, this.canvases[number]]), this.tip);
  }

  // What is under the pointer: {map, unit, column}.
  under(number, event) {
    const { x, y } = pointIn(this.canvases[number], event), { units } = this.scene.maps[number];
    const column = Math.floor((x - EDGE) / this.column()), place = Math.floor((y / heatHeight(units)) * units);
    if (column < 0 || column >= this.scene.columns.length || place >= units) return null;
    return { map: number, unit: Math.max(place, 0), column: this.scene.first + column };
  }

  valueAt({ map, unit, column }) {
    const { values, units } = this.scene.maps[map];
    return values[(column - this.scene.first) * units + unit];
  }

  hover(number, event) {
    const at = this.under(number, event);
    this.tip.hidden = !at;
    if (!at) return;
    const value = this.valueAt(at), read = this.scene.columns[at.column - this.scene.first];
    placeTip(this.tip, [read, `unit ${at.unit}`, Number.isNaN(value) ? "not read" : `${this.scene.part} ${value.toFixed(4)}`], this.root, event);
  }

  click(number, event) {
    this.root.focus({ preventScroll: true });
    const at = this.under(number, event);
    if (at) this.select(at);
  }

  select(at) {
    this.at = at;
    this.choice = choose(this.key, at);
    this.tellSoon();  // first: the page works while this draws
    this.draw();
  }

  press(event) {
    const moves = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    if (event.target !== this.root || !moves[event.key] || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    const { first, columns, maps } = this.scene, [right, down] = moves[event.key], last = first + columns.length - 1;
    const from = this.at ?? { map: 0, unit: -down, column: last - right };
    const between = (low, value, high) => Math.min(Math.max(value, low), high);
    let map = from.map, unit = from.unit + down;  // over the edge of a map comes the next
    if (unit < 0 && map > 0) unit = maps[--map].units - 1;
    else if (unit >= maps[map].units && map < maps.length - 1) [map, unit] = [map + 1, 0];
    this.select({ map, unit: between(0, unit, maps[map].units - 1), column: between(first, from.column + right, last) });
  }

  // Drawing

  column() {
    return (this.root.clientWidth - EDGE) / this.scene.columns.length;
  }

  draw() {
    if (!this.scene || !this.root.clientWidth) return;
    const theme = themeOf(this.root), width = this.root.clientWidth, { maps } = this.scene;
    if (!this.pictures || this.theme.dark !== theme.dark) this.paint(theme);
    this.theme = theme;
    maps.forEach((map, number) => {
      const last = number === maps.length - 1;
      const context = contextOf(this.canvases[number], width, this.heightOf(number, last));
      this.drawMap(context, number, last);
      this.legends[number].replaceChildren(...bar(this.table(theme), this.scene.scale));
    });
    this.root.dataset.drawn = Number(this.root.dataset.drawn ?? 0) + 1;
  }

  table(theme) {
    return this.scene.gate ? theme.gates : theme.states;
  }

  paint(theme) {
    const { columns, maps, scale } = this.scene;
    this.pictures = maps.map((map) => image(map.values, columns.length, map.units, null, scale, this.table(theme)));
  }

  heightOf(number, withTokens) {
    return heatHeight(this.scene.maps[number].units) + (withTokens ? tokensHeight(this.scene, this.column()) : 0);
  }

  drawMap(context, number, withTokens) {
    const { scene, theme, at } = this, { units } = scene.maps[number], plot = heatHeight(units);
    const here = at && at.column >= scene.first && at.column < scene.first + scene.columns.length;
    const view = {
      context, theme, width: this.root.clientWidth, height: plot, gutter: EDGE, scroll: 0, column: this.column(),
      at: { column: here ? at.column - scene.first : -Infinity },
    };
    context.clearRect(0, plot, view.width, this.heightOf(number, true));
    const row = { start: 0, step: 1, timesteps: scene.columns.length }, order = Array.from({ length: units }, (_, unit) => unit);
    drawHeatMap(view, row, this.pictures[number], order, here && at.map === number ? at.unit : -1, null);
    if (withTokens) drawTokens(scene, view, plot);
  }

  savePicture(number) {
    const { name } = this.scene.maps[number], height = this.heightOf(number, true);
    downloadPicture(name, this.root.clientWidth, height, this.theme, (context) => this.drawMap(context, number, true));
  }

  saveNumbers(number) {
    const { name, units, values } = this.scene.maps[number], known = (value) => (Number.isNaN(value) ? "" : value);
    const columns = Array.from({ length: units }, (_, unit) => [`unit ${unit}`, (t) => known(values[t * units + unit])]);
    downloadNumbers(name, this.scene.columns.length, (t) => this.scene.columns[t], columns);
  }
}
