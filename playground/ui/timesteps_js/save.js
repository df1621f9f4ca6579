// What of a figure is taken along.

const WIDEST_PICTURE = 12000;

function savePicture(self, figure) {
  const { scene } = self;
  const needed = self.gutter() + scene.columns.length * self.column + endWidth(scene);
  const column = needed > WIDEST_PICTURE ? (WIDEST_PICTURE - self.gutter() - endWidth(scene)) / scene.columns.length : self.column;
  const width = self.gutter() + scene.columns.length * column + endWidth(scene), height = self.heightOf(figure.id);
  const { layer, way } = self.chosen;
  const title = figure.id.startsWith("part ") ? `${layer} ${way} ${figure.title}` : figure.title;
  const { theme, at } = self, gutter = self.gutter();
  const draw = (context) => self.drawFigure(figure, { context, width, height, theme, at, column, gutter, scroll: 0 });
  const lines = figure.id === "means" || figure.id === "unit" ? self.lines(figure.id)[0] : [];
  downloadPicture(title, width, height, theme, draw, lines);
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
  downloadNumbers(figure.title, timesteps, label, columns);
}
