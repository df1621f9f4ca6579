// What a view is: the part of a scene that is on screen.
// {context, width, height, gutter, column (pixels a column takes), scroll, theme, at: {column, part, unit}}

function xOf(view, column) {  // the middle of a column
  return view.gutter + (column + 0.5) * view.column - view.scroll;
}

function begin(view) {
  const { context, width, height, theme } = view;
  context.clearRect(0, 0, width, height);
  context.font = `12px ${theme.font}`;
  context.textBaseline = "middle";
  context.imageSmoothingEnabled = false;
}

function currentColumn(view, top, bottom) {
  const { context, theme, at } = view;
  context.fillStyle = "rgba(127,127,127,.25)";
  context.fillRect(xOf(view, at.column) - view.column / 2, top, Math.max(view.column, 2), bottom - top);
}

function fitted(context, text, width) {
  if (context.measureText(text).width <= width) return text;
  let end = text.length;
  while (end > 1 && context.measureText(text.slice(0, end) + "…").width > width) end--;
  return text.slice(0, end) + "…";
}

function visible(view, timesteps, start, step) {  // first and last timestep on screen
  const first = (view.scroll / view.column - start - 1) / step;
  const last = ((view.scroll + view.width - view.gutter) / view.column - start + 1) / step;
  return [Math.max(0, Math.floor(first)), Math.min(timesteps - 1, Math.ceil(last))];
}

function timestepAt(row, column) {
  return Math.max(0, Math.min(row.timesteps - 1, Math.round((column - row.start) / row.step)));
}
