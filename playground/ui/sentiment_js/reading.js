// What one network makes of the text: its verdict, the running probability, its gates.

const GUTTER = 40, RUNNING = 150, GATES = 110, FLAT = 28, SLANTING = 96;  // pixels

class RunReading {
  constructor(hover) {
    this.hover = hover;  // (token or null, event)
    this.heading = element("h3");
    this.said = element("b");
    this.figures = element("span");
    this.bar = element("i");
    this.bar.style.background = COLORS.positive;
    this.turns = element("p", { className: "turns" });
    this.manner = element("p", { className: "manner" });
    this.more = element("div", { className: "more" });
    this.charts = { running: this.chart("running"), gates: this.chart("gates") };
    this.whole = element("div", {},
      element("div", { className: "verdict" }, this.said, this.figures),
      element("div", { className: "probability" }, this.bar),
      this.turns, this.manner, this.charts.running.box, this.charts.gates.box, this.more);
    this.error = element("p", { className: "error", hidden: true });
    this.error.setAttribute("role", "alert");
    this.root = element("section", { className: "run" }, this.heading, this.error, this.whole);
  }

  chart(id) {
    const canvas = element("canvas"), legend = element("span", { className: "legend" }), box = element("div");
    canvas.dataset.figure = id;
    canvas.setAttribute("role", "img");
    canvas.addEventListener("pointermove", (event) => this.hover(this.tokenUnder(canvas, event), event));
    canvas.addEventListener("pointerdown", (event) => this.hover(this.tokenUnder(canvas, event), event));
    canvas.addEventListener("pointerleave", (event) => this.hover(null, event));
    return { id, canvas, legend, box };
  }

  show(run, text, alone) {
    this.run = run;
    say(this.heading, run.title);
    this.heading.hidden = alone;
    this.error.hidden = !run.error;
    this.whole.hidden = Boolean(run.error);
    say(this.error, run.error ?? "");
    if (run.error) return;
    say(this.said, run.said);
    say(this.figures, run.figures);
    this.bar.parentNode.hidden = run.lines.length > 1;
    this.bar.style.width = `${100 * run.lines[0].values.at(-1)}%`;
    say(this.turns, run.turns);
    say(this.manner, run.manner);
    list(this.more, run.sentences, () => element("p"), say);
    this.tokenAt = [];  // place in the order of reading → token
    this.columns = [];
    for (let i = 0; i < run.tokens.length; i += NUMBERS) {
      const order = run.tokens[i + 2];
      if (order < 0) continue;
      this.tokenAt[order] = i / NUMBERS;
      this.columns[order] = text.slice(run.tokens[i], run.tokens[i + 1]);
    }
    run.lines.forEach((line, place) => Object.assign(line, { color: COLORS.classes[place], probability: true }));
    for (const line of run.gates) {
      line.color = COLORS.parts[line.name.split(" ").at(-1)];
      line.dashed = line.name.startsWith("backward");
    }
    const inAll = run.lines.length > 1 ? "The probability of each class" : `P(${run.watched})`;
    this.entitle("running", `${inAll} after every ${run.unit}`);
    const size = run.gates.length && run.gates[0].name.endsWith("state");
    this.entitle("gates", size ? "Size of the state, mean over all units" : "Each gate, mean over all units");
    this.charts.gates.box.hidden = !run.gates.length;
  }

  entitle(id, title) {
    const chart = this.charts[id];
    if (chart.title === title) return;
    chart.title = title;
    chart.canvas.setAttribute("aria-label", title);
    const save = { picture: () => this.savePicture(chart), numbers: () => this.saveNumbers(chart) };
    chart.box.replaceChildren(figureHead(title, "", chart.legend, save), chart.canvas);
  }

  height(id, width) {
    if (id !== "running") return GATES;
    return RUNNING + (flatTokens(this, this.column(width)) ? FLAT : SLANTING);
  }

  column(width) {
    return (width - GUTTER) / this.columns.length;
  }

  tokenUnder(canvas, event) {
    if (this.run.error) return null;
    const { x, width } = pointIn(canvas, event);
    return this.tokenAt[Math.floor((x - GUTTER) / this.column(width))] ?? null;
  }

  // token: its number, or null: none is looked at.
  draw(token, theme) {
    if (!this.run || this.run.error) return;
    const width = this.root.clientWidth, order = token === null ? -1 : this.run.tokens[token * NUMBERS + 2];
    for (const chart of [this.charts.running, this.charts.gates]) {
      if (chart.box.hidden) continue;
      const context = contextOf(chart.canvas, width, this.height(chart.id, width));
      this.drawChart(chart, context, width, order, theme);
    }
    this.theme = theme;
  }

  drawChart(chart, context, width, order, theme) {
    const all = this.height(chart.id, width), at = { column: order < 0 ? this.columns.length - 1 : order };
    context.clearRect(0, 0, width, all);
    const plot = chart.id === "running" ? RUNNING : GATES, lines = this.lines(chart);
    const view = { context, width, height: plot, theme, at, column: this.column(width), gutter: GUTTER, scroll: 0 };
    const most = Math.max(...lines.map((line) => Math.max(...line.values)));
    drawLines(view, { start: 0, step: 1, timesteps: this.columns.length }, lines, [0, most > 1 ? rounded(most) : 1]);
    if (chart.id === "running") {
      this.drawTurns(view);
      drawTokens(this, { ...view, height: all }, plot);
    }
    const name = (label, line) => nameLine(label, line, at.column, theme);
    list(chart.legend, lines, () => element("span", { className: "line" }), name);
  }

  drawTurns(view) {  // where another class is said
    const { context, theme, height } = view;
    context.strokeStyle = theme.faint;
    context.lineWidth = 1.5;
    context.setLineDash([2, 3]);
    context.beginPath();
    for (const order of this.run.turned) {
      context.moveTo(xOf(view, order), 0);
      context.lineTo(xOf(view, order), height);
    }
    context.stroke();
    context.setLineDash([]);
  }

  savePicture(chart) {
    const width = this.root.clientWidth, height = this.height(chart.id, width), { theme } = this;
    const draw = (context) => this.drawChart(chart, context, width, -1, theme);
    downloadPicture(chart.title, width, height, theme, draw, this.lines(chart));
  }

  lines(chart) {
    return chart.id === "running" ? this.run.lines : this.run.gates;
  }

  saveNumbers(chart) {
    const lines = this.lines(chart);
    const columns = lines.map((line) => [line.name, (t) => line.values[t] ?? ""]);
    if (chart.id === "running") columns.push([`change of P(${this.run.watched})`, (t) => this.run.changes[t] ?? ""]);
    downloadNumbers(chart.title, this.columns.length, (t) => this.columns[t], columns);
  }
}
