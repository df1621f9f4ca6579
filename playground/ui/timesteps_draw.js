// Drawing one traced example: pure functions of a scene (what Python sent) and a view (what part of it is on screen).
// view: {context, width, height, gutter, column (pixels a column takes), scroll, theme, at: {column, part, unit}}

const VIRIDIS = ["#440154", "#482878", "#3e4989", "#31688e", "#26828e", "#1f9e89", "#35b779", "#6ece58", "#b5de2b", "#fde725"];
const LINE_COLORS = {
  forget: "#3b82f6", input: "#16a34a", output: "#a855f7", update: "#3b82f6", reset: "#ea580c",
  candidate: "#ca8a04", cell: "#f97316", hidden: "#14b8a6", value: "#14b8a6",
};
const LANE = 92, BOX = 46, OUTPUT_LANE = 62, TOP = 22, READABLE = 30, CELL_COLOR = "#f97316";

function rgb(hex) {
  return [1, 3, 5].map((place) => parseInt(hex.slice(place, place + 2), 16));
}

function ramp(stops) {  // 256 colours, three bytes each
  const colors = stops.map(rgb), table = new Uint8ClampedArray(256 * 3);
  for (let i = 0; i < 256; i++) {
    const place = (i / 255) * (colors.length - 1), low = Math.min(Math.floor(place), colors.length - 2);
    for (let c = 0; c < 3; c++) table[i * 3 + c] = colors[low][c] + (place - low) * (colors[low + 1][c] - colors[low][c]);
  }
  return table;
}

function themeOf(host) {
  const style = getComputedStyle(host), value = (name, or) => style.getPropertyValue(name).trim() || or;
  const background = value("--st-background-color", "#ffffff"), text = value("--st-text-color", "#1b2433");
  const dark = /^#/.test(background) && rgb(background)[1] < 128;
  return {
    background, text, dark,
    second: value("--st-secondary-background-color", "#f3f5f9"),
    primary: value("--st-primary-color", "#2563eb"),
    font: value("--st-font", "sans-serif"),
    faint: dark ? "rgba(230,235,244,.28)" : "rgba(27,36,51,.25)",
    gates: ramp(VIRIDIS),
    states: ramp(["#2166ac", "#67a9cf", dark ? "#242c3a" : "#f4f5f7", "#ef8a62", "#b2182b"]),
  };
}

function colorAt(table, value, [low, high]) {
  const i = 3 * Math.max(0, Math.min(255, Math.round(((value - low) / (high - low)) * 255)));
  return [table[i], table[i + 1], table[i + 2]];
}

// values (timesteps, units) as an image, a pixel a number.  across: pixels side by side a timestep, 1 for a heat map.
function image(values, timesteps, units, order, scale, table, across = 1) {
  const down = Math.ceil(units / across), canvas = document.createElement("canvas");
  canvas.width = timesteps * across;
  canvas.height = down;
  const context = canvas.getContext("2d"), pixels = context.createImageData(canvas.width, down);
  for (let t = 0; t < timesteps; t++) {
    for (let u = 0; u < units; u++) {
      const [r, g, b] = colorAt(table, values[t * units + (order ? order[u] : u)], scale);
      const place = 4 * (Math.floor(u / across) * canvas.width + t * across + (u % across));
      pixels.data.set([r, g, b, 255], place);
    }
  }
  context.putImageData(pixels, 0, 0);
  return canvas;
}

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
  context.fillStyle = theme.dark ? "rgba(59,130,246,.25)" : "rgba(37,99,235,.14)";
  context.fillRect(xOf(view, at.column) - view.column / 2, top, Math.max(view.column, 2), bottom - top);
}

function fitted(context, text, width) {
  if (context.measureText(text).width <= width) return text;
  let end = text.length;
  while (end > 1 && context.measureText(text.slice(0, end) + "…").width > width) end--;
  return text.slice(0, end) + "…";
}

function arrow(context, x0, y0, x1, y1, head = 5) {
  const angle = Math.atan2(y1 - y0, x1 - x0);
  context.beginPath();
  context.moveTo(x0, y0);
  context.lineTo(x1, y1);
  for (const side of [-1, 1]) {
    context.moveTo(x1, y1);
    context.lineTo(x1 - head * Math.cos(angle + side * 0.5), y1 - head * Math.sin(angle + side * 0.5));
  }
  context.stroke();
}

function visible(view, timesteps, start, step) {  // first and last timestep on screen
  const first = (view.scroll / view.column - start - 1) / step;
  const last = ((view.scroll + view.width - view.gutter) / view.column - start + 1) / step;
  return [Math.max(0, Math.floor(first)), Math.min(timesteps - 1, Math.ceil(last))];
}

function lanesOf(scene) {
  return scene.rows.length ? Math.max(...scene.rows.map((row) => row.lane)) + 1 : 0;
}

function eachOutput(scene) {
  return scene.outputs.length && scene.outputs[0].column < scene.columns.length;
}

const LETTER = 6.2;  // pixels, about

function flatTokens(scene, column) {
  return column >= READABLE && scene.columns.every((token) => token.length * LETTER < column);
}

function tokensHeight(scene, column) {
  if (flatTokens(scene, column)) return 28;
  return 22 + Math.min(Math.max(...scene.columns.map((token) => token.length)) * LETTER, 84) * 0.87;
}

function unrolledHeight(scene, column) {
  return TOP + (eachOutput(scene) ? OUTPUT_LANE : 0) + lanesOf(scene) * LANE + tokensHeight(scene, column);
}

function laneY(scene, lane) {  // the middle of its boxes
  return TOP + (eachOutput(scene) ? OUTPUT_LANE : 0) + (lanesOf(scene) - 1 - lane) * LANE + LANE / 2 + 6;
}

function endWidth(scene) {  // pixels behind the last column: what is computed when everything is read
  if (eachOutput(scene)) return 24;
  return 40 + scene.vectors.length * 104 + 150;
}

// Boxes, arrows and tokens.  rowImages: a picture a row, see rowImage.
function drawUnrolled(scene, view, rowImages) {
  begin(view);
  const { context, theme, height } = view;
  const detailed = view.column >= READABLE, bottom = height - tokensHeight(scene, view.column);
  currentColumn(view, 0, height);
  drawTokens(scene, view, bottom);
  if (detailed) drawUpward(scene, view, bottom);
  scene.rows.forEach((row, place) => drawRow(scene, view, row, rowImages[place], place, detailed));
  drawOutputs(scene, view);
  context.fillStyle = theme.background;
  context.fillRect(0, 0, view.gutter, height);
  drawLaneTitles(scene, view);
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

// Lines from each token, and from each box, up to the layers above that read it.
function drawUpward(scene, view, bottom) {
  const { context, theme } = view;
  context.strokeStyle = theme.faint;
  context.lineWidth = 1.2;
  const decoder = scene.rows.find((row) => row.way === "decoder");
  const lowest = scene.rows.filter((row) => row.lane === 0);
  const entered = lowest.length ? scene.rows.filter((row) => row.layer === lowest[0].layer) : [];
  const rise = (from, columnsOf, readers) => {
    for (const row of readers) {
      const [first, last] = visible(view, row.timesteps, row.start, row.step);
      for (let t = first; t <= last; t++) {
        const x = xOf(view, row.start + t * row.step) + (row.way === "backward" ? 5 : row.way === "forward" ? -5 : 0);
        arrow(context, x, from, x, laneY(scene, row.lane) + BOX / 2 + 1);
      }
    }
  };
  rise(bottom + 2, scene.columns, entered);
  scene.rows.forEach((row) => {
    const above = scene.rows.find((other) => other.lane > row.lane && other.layer !== row.layer);
    if (row.up === "each" && above && row !== decoder) {
      rise(laneY(scene, row.lane) - BOX / 2, null, scene.rows.filter((other) => other.layer === above.layer));
    } else if (row.up === "each" && eachOutput(scene)) {
      const [first, last] = visible(view, row.timesteps, row.start, row.step);
      for (let t = first; t <= last; t++) {
        const x = xOf(view, row.start + t * row.step);
        arrow(context, x, laneY(scene, row.lane) - BOX / 2, x, TOP + 32);
      }
    }
  });
}

function boxWidth(view, row) {
  return Math.min(view.column * row.step * 0.66, 92);
}

function drawRow(scene, view, row, picture, place, detailed) {
  const { context, theme } = view, y = laneY(scene, row.lane), units = picture.width / row.timesteps;
  const [first, last] = visible(view, row.timesteps, row.start, row.step), backward = row.way === "backward";
  if (!detailed) {  // a strip, its pixels side by side
    const x = xOf(view, row.start) - (view.column * row.step) / 2;
    context.drawImage(picture, x, y - BOX / 2, row.timesteps * view.column * row.step, BOX);
    context.strokeStyle = theme.text;
    if (row.states.length) {
      const ends = [x, x + row.timesteps * view.column * row.step];
      arrow(context, ends[backward ? 1 : 0], y - BOX / 2 - 8, ends[backward ? 0 : 1], y - BOX / 2 - 8, 7);
    }
    return;
  }
  const width = boxWidth(view, row);
  for (let t = first; t <= last; t++) {
    const x = xOf(view, row.start + t * row.step);
    context.fillStyle = theme.background;
    context.fillRect(x - width / 2, y - BOX / 2, width, BOX);
    context.drawImage(picture, t * units, 0, units, picture.height, x - width / 2, y - BOX / 2, width, BOX);
    const now = timestepAt(row, view.at.column) === t && (row.timesteps < 2 || Math.abs(row.start + t * row.step - view.at.column) <= row.step + row.start % 1);
    context.strokeStyle = now ? theme.primary : theme.faint;
    context.lineWidth = now ? 2.5 : 1;
    context.strokeRect(x - width / 2, y - BOX / 2, width, BOX);
  }
  drawCarried(scene, view, row, first, last, width, y, backward);
}

function drawCarried(scene, view, row, first, last, width, y, backward) {
  const { context, theme } = view;
  context.lineWidth = 1.4;
  row.states.forEach((state, place) => {
    context.strokeStyle = state === "cell" ? CELL_COLOR : theme.text;
    const level = y + (row.states.length > 1 ? (place ? -9 : 9) : 0);
    for (let t = Math.max(first - 1, 0); t <= last; t++) {
      if (t + 1 >= row.timesteps) continue;
      const left = xOf(view, row.start + t * row.step) + width / 2 + 2;
      const right = xOf(view, row.start + (t + 1) * row.step) - width / 2 - 2;
      if (backward) arrow(context, right, level, left, level);
      else arrow(context, left, level, right, level);
    }
    if (row.way === "encoder") {
      const left = xOf(view, row.timesteps - 1) + width / 2 + 2;
      arrow(context, left, level, xOf(view, row.timesteps) - width / 2 - 2, level);
    }
  });
}

function drawOutputs(scene, view) {
  const { context, theme } = view, end = view.gutter + scene.columns.length * view.column - view.scroll;
  context.textAlign = "center";
  if (eachOutput(scene)) {
    for (const output of scene.outputs) {
      const x = xOf(view, output.column);
      if (x < view.gutter - 40 || x > view.width + 40 || view.column < 9) continue;
      context.fillStyle = theme.second;
      const width = Math.min(view.column * 0.8, 60);
      context.fillRect(x - width / 2, TOP + 4, width, 26);
      context.fillStyle = theme.text;
      context.fillText(fitted(context, output.short, width), x, TOP + 17);
    }
    return;
  }
  drawEnd(scene, view, end);
}

// What follows when everything is read: how the layers that end come together, vectors, the output.
function drawEnd(scene, view, end) {
  const { context, theme } = view, last = scene.rows.filter((row) => row.up === "end" || row.up === "all");
  const ys = last.map((row) => laneY(scene, row.lane));
  const y = ys.length ? (Math.min(...ys) + Math.max(...ys)) / 2 : TOP + 30;
  context.strokeStyle = theme.text;
  context.lineWidth = 1.4;
  for (const row of last) {
    const own = laneY(scene, row.lane), width = view.column >= READABLE ? boxWidth(view, row) : view.column * row.step;
    context.beginPath();
    if (row.up === "end" && row.way !== "backward") {
      context.moveTo(xOf(view, row.start + (row.timesteps - 1) * row.step) + width / 2 + 2, own);
      context.lineTo(end + 12, own);
    } else {  // from the first box, or from all of them, over the others to the end
      const over = own - BOX / 2 - (row.up === "all" ? 6 : 14), x = xOf(view, row.start);
      if (row.up === "all") {
        const right = xOf(view, row.start + (row.timesteps - 1) * row.step);
        context.moveTo(right, own - BOX / 2 - 1);
        context.lineTo(right, over);
      }
      context.moveTo(x, own - BOX / 2 - 1);
      context.lineTo(x, over);
      context.lineTo(end + 12, over);
    }
    context.lineTo(end + 12, y);
    context.stroke();
  }
  let x = end + 12;
  for (const vector of scene.vectors) {
    arrow(context, x, y, x + 22, y);
    const across = Math.ceil(Math.sqrt(vector.units * 1.6));
    const picture = image(vector.values, 1, vector.units, null, vector.scale, theme.states, across);
    context.drawImage(picture, x + 24, y - BOX / 2, 76, BOX);
    context.strokeRect(x + 24, y - BOX / 2, 76, BOX);
    context.fillStyle = theme.text;
    context.fillText(vector.title, x + 62, y + BOX / 2 + 12);
    x += 104;
  }
  for (const output of scene.outputs) {
    arrow(context, x, y, x + 22, y);
    context.fillStyle = theme.second;
    context.fillRect(x + 24, y - 22, 120, 44);
    context.fillStyle = theme.text;
    context.font = `bold 13px ${theme.font}`;
    context.fillText(fitted(context, output.short, 112), x + 84, y - 8);
    context.font = `12px ${theme.font}`;
    context.fillText(fitted(context, output.long, 116), x + 84, y + 10);
  }
}

function drawLaneTitles(scene, view) {
  const { context, theme } = view;
  context.textAlign = "left";
  context.font = `12px ${theme.font}`;
  const names = { forward: " · forward →", backward: " · ← backward", encoder: " · encoder, then decoder" };
  for (const row of scene.rows) {
    if (row.way === "decoder") continue;
    const y = laneY(scene, row.lane) - BOX / 2 - 12, text = `${row.title}${names[row.way] ?? ""}`;
    context.fillStyle = theme.background;
    context.globalAlpha = 0.85;
    context.fillRect(0, y - 8, context.measureText(text).width + 8, 16);
    context.globalAlpha = 1;
    context.fillStyle = theme.text;
    context.fillText(text, 2, y);
  }
}

// The picture of a row: a little grid of units a timestep where there is room, else a heat map's column.
function rowImage(row, theme, detailed) {
  const across = detailed ? Math.ceil(Math.sqrt(row.units)) : 1;
  return image(row.values, row.timesteps, row.units, null, row.scale, theme.states, across);
}

function timestepAt(row, column) {
  return Math.max(0, Math.min(row.timesteps - 1, Math.round((column - row.start) / row.step)));
}

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

// Lines over the timesteps.  lines: [{name, values (timesteps,)}]; scale: [low, high] of the axis.
function drawLines(view, row, lines, [low, high]) {
  begin(view);
  const { context, theme, height } = view, pad = 8;
  const y = (value) => pad + (1 - (value - low) / (high - low)) * (height - 2 * pad);
  currentColumn(view, 0, height);
  context.strokeStyle = theme.faint;
  context.lineWidth = 1;
  context.beginPath();
  for (const value of [low, (low + high) / 2, high]) {
    context.moveTo(view.gutter, y(value));
    context.lineTo(view.width, y(value));
  }
  context.stroke();
  const [first, last] = visible(view, row.timesteps, row.start, row.step), now = timestepAt(row, view.at.column);
  for (const line of lines) {
    context.strokeStyle = context.fillStyle = LINE_COLORS[line.name] ?? theme.text;
    context.lineWidth = 1.8;
    context.beginPath();
    for (let t = first; t <= last; t++) {
      context.lineTo(xOf(view, row.start + t * row.step), y(line.values[t]));
    }
    context.stroke();
    context.beginPath();
    context.arc(xOf(view, row.start + now * row.step), y(line.values[now]), 3.5, 0, 7);
    context.fill();
  }
  context.fillStyle = theme.background;
  context.fillRect(0, 0, view.gutter, height);
  context.fillStyle = theme.text;
  context.textAlign = "right";
  context.font = `10px ${theme.font}`;
  for (const value of [low, (low + high) / 2, high]) context.fillText(String(+value.toPrecision(3)), view.gutter - 5, y(value));
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
