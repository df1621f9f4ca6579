// Taking a figure along: its picture as PNG, its numbers as CSV.

const WIDEST_PICTURE = 12000;

function savePicture(self, figure) {
  const { scene } = self, canvas = element("canvas"), head = 30;
  const needed = self.gutter() + scene.columns.length * self.column + endWidth(scene);
  const column = needed > WIDEST_PICTURE ? (WIDEST_PICTURE - self.gutter() - endWidth(scene)) / scene.columns.length : self.column;
  const width = self.gutter() + scene.columns.length * column + endWidth(scene), height = self.heightOf(figure.id);
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext("2d");
  const view = { context, width, height, theme: self.theme, at: self.at, column, gutter: self.gutter(), scroll: 0 };
  self.drawFigure(figure, view);
  const whole = element("canvas", { width, height: height + head }), page = whole.getContext("2d");
  page.fillStyle = self.theme.background;
  page.fillRect(0, 0, width, height + head);
  page.fillStyle = self.theme.text;
  page.font = `bold 14px ${self.theme.font}`;
  const { layer, way } = self.chosen;
  page.fillText(figure.id.startsWith("part ") ? `${layer} ${way} ${figure.title}` : figure.title, 8, 20);
  page.drawImage(canvas, 0, head);
  whole.toBlob((blob) => download(blob, `${fileName(figure)}.png`));
}

function saveNumbers(self, figure) {
  const { scene, chosen } = self, { id } = figure;
  const columns = [];  // [name, (timestep) => value], over the columns or over the chosen row's timesteps
  let timesteps = chosen.timesteps, label = (t) => scene.columns[Math.round(chosen.start + t * chosen.step)];
  if (id.startsWith("part ")) {
    const { values } = scene.parts.find((part) => part.part === id.slice(5));
    for (let u = 0; u < chosen.units; u++) columns.push([`unit ${u}`, (t) => values[t * chosen.units + u]]);
  } else if (id === "means" || id === "unit") {
    for (const line of self.lines(id)[0]) columns.push([line.name, (t) => line.values[t]]);
  } else {
    timesteps = scene.columns.length;
    label = (t) => scene.columns[t];
    if (id === "inputs") {
      const { names, values } = scene.inputs;
      names.forEach((name, place) => columns.push([name, (t) => values[t * names.length + place]]));
    } else {
      for (const row of scene.rows) {
        const name = [row.layer, row.way, row.part].filter(Boolean).join(" ");
        const value = (u) => (t) => (within(row, t) ? row.values[timestepAt(row, t) * row.units + u] : "");
        for (let u = 0; u < row.units; u++) columns.push([`${name} ${u}`, value(u)]);
      }
    }
  }
  const quoted = (text) => `"${String(text).replaceAll('"', '""')}"`;
  const lines = [["timestep", "read", ...columns.map(([name]) => name)].map(quoted).join(",")];
  for (let t = 0; t < timesteps; t++) lines.push([t + 1, quoted(label(t)), ...columns.map(([, value]) => value(t))].join(","));
  download(new Blob([lines.join("\n") + "\n"], { type: "text/csv" }), `${fileName(figure)}.csv`);
}

function fileName(figure) {
  return figure.title.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-").replaceAll(/^-|-$/g, "");
}

function download(blob, name) {
  const link = element("a", { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
