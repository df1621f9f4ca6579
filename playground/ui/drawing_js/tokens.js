// The tokens below a picture: upright where there is room, else slanting, and not all of them.

const READABLE = 30;  // pixels a column takes at least, to be looked at one by one
const LETTER = 6.2;  // pixels, about

function flatTokens(scene, column) {
  return column >= READABLE && scene.columns.every((token) => token.length * LETTER < column);
}

function tokensHeight(scene, column) {
  if (flatTokens(scene, column)) return 28;
  return 22 + Math.min(Math.max(...scene.columns.map((token) => token.length)) * LETTER, 84) * 0.87;
}

function drawTokens(scene, view, bottom) {
  const { context, theme } = view, every = Math.max(1, Math.ceil(15 / view.column));
  const [first, last] = visible(view, scene.columns.length, 0, 1);
  const flat = flatTokens(scene, view.column);
  context.fillStyle = theme.text;
  for (let c = first; c <= last; c++) {
    if (c % every && c !== view.at.column) continue;
    if (every > 1 && c !== view.at.column && Math.abs(c - view.at.column) < every) continue;
    context.font = `${c === view.at.column ? "bold " : ""}12px ${theme.font}`;
    context.save();
    context.translate(xOf(view, c), bottom + 12);
    context.textAlign = flat ? "center" : "right";
    if (!flat) context.rotate(-Math.PI / 3);
    context.fillText(fitted(context, scene.columns[c], flat ? view.column : 84), 0, 0);
    context.restore();
  }
  context.font = `12px ${theme.font}`;
}
