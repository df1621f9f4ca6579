// Heat maps.

// values (timesteps, units) of `row`, units from top to bottom in `order`; `selected` is outlined.
function drawHeatMap(view, row, picture, order, selected, names) {
  begin(view);
  const { context, theme, height } = view, units = order.length, tall = height / units;
  const x = xOf(view, row.start) - (view.column * row.step) / 2, wide = view.column * row.step;
  context.drawImage(picture, x, 0, row.timesteps * wide, height);
  const t = timestepAt(row, view.at.column), place = order.indexOf(selected);
  context.strokeStyle = theme.text;
  context.lineWidth = 1;
  context.globalAlpha = 0.55;
  if (view.at.column >= 0) context.strokeRect(x + t * wide, 0.5, wide, height - 1);
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

function heatHeight(units) {
  return Math.round(Math.min(Math.max(units * 14, 56), 200));
}

function bar(table, [low, high]) {  // the colours from lowest to highest
  const stops = [0, 64, 128, 192, 255].map((i) => `rgb(${table.slice(3 * i, 3 * i + 3).join(",")})`);
  const strip = element("span", { className: "strip" });
  strip.style.background = `linear-gradient(90deg, ${stops.join(",")})`;
  return [String(low).replace("-", "−"), strip, String(high)];
}
