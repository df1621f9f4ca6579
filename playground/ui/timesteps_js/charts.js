// Heat maps, and a picture that is read row by row.

// values (timesteps, units) of `row`, units from top to bottom in `order`; `selected` is outlined.
function drawHeatMap(view, row, picture, order, selected, names) {
  begin(view);
  const { context, theme, height } = view, units = order.length, tall = height / units;
  const x = xOf(view, row.start) - (view.column * row.step) / 2, wide = view.column * row.step;
  context.drawImage(picture, x, 0, row.timesteps * wide, height);
  const t = timestepAt(row, view.at.column), place = order.indexOf(selected);
  context.strokeStyle = theme.dark ? "#ffffff" : "#111827";
  context.lineWidth = 1;
  context.globalAlpha = 0.55;
  context.strokeRect(x + t * wide, 0.5, wide, height - 1);
  if (place >= 0) context.strokeRect(view.gutter, place * tall, view.width, tall);
  context.globalAlpha = 1;
  if (place >= 0) {
    context.lineWidth = 2;
    context.strokeRect(x + t * wide, place * tall, wide, tall);
  }
  context.fillStyle = theme.background;
  context.fillRect(0, 0, view.gutter, height);
  context.fillStyle = theme.text;
  context.textAlign = "right";
  context.font = `10px ${theme.font}`;
  const every = Math.max(1, Math.ceil(12 / tall));
  order.forEach((unit, p) => {
    const near = place >= 0 && Math.abs(p - place) < every;
    if (p === place || (p % every === 0 && !near)) {
      const label = names ? fitted(context, names[unit], view.gutter - 6) : String(unit);
      context.fillText(label, view.gutter - 5, Math.min(Math.max((p + 0.5) * tall, 5), height - 5));
    }
  });
}

// A picture of numbers, a row a timestep, the row being read outlined.
function drawImage(canvas, scene, view) {
  const { values, names, scale } = scene.inputs, rows = scene.columns.length, across = names.length, context = canvas.getContext("2d");
  const picture = image(values, 1, rows * across, null, scale, view.theme.states, across);
  context.imageSmoothingEnabled = false;
  context.clearRect(0, 0, canvas.width, canvas.height);
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  context.strokeStyle = view.theme.primary;
  context.lineWidth = 3;
  const tall = canvas.height / rows;
  context.strokeRect(1, view.at.column * tall, canvas.width - 2, tall);
}
