// The unrolled network: tokens, boxes, arrows, what follows when everything is read.

const LANE = 92, BOX = 46, OUTPUT_LANE = 62, TOP = 22;

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

function lanesOf(scene) {
  return scene.rows.length ? Math.max(...scene.rows.map((row) => row.lane)) + 1 : 0;
}

function eachOutput(scene) {
  return scene.outputs.length && scene.outputs[0].column < scene.columns.length;
}

function unrolledHeight(scene, column) {
  return TOP + (eachOutput(scene) ? OUTPUT_LANE : 0) + lanesOf(scene) * LANE + tokensHeight(scene, column);
}

function laneY(scene, lane) {  // the middle of its boxes
  return TOP + (eachOutput(scene) ? OUTPUT_LANE : 0) + (lanesOf(scene) - 1 - lane) * LANE + LANE / 2 + 6;
}

function endWidth(scene) {  // pixels behind the last column: what is computed when everything is read
  if (eachOutput(scene)) return 24;
  return 40 + scene.vectors.length * 104 + outputWidth(scene) + 30;
}

function outputWidth(scene) {  // room for what is said, such as P(positive) < 0.001
  return Math.min(Math.max(...scene.outputs.map((output) => output.long.length * 6.8 + 16), 120), 240);
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
    context.strokeStyle = now ? theme.text : theme.faint;
    context.lineWidth = now ? 2.5 : 1;
    context.strokeRect(x - width / 2, y - BOX / 2, width, BOX);
  }
  drawCarried(scene, view, row, first, last, width, y, backward);
}

function drawCarried(scene, view, row, first, last, width, y, backward) {
  const { context, theme } = view;
  context.lineWidth = 1.4;
  row.states.forEach((state, place) => {
    context.strokeStyle = COLORS.parts[state] ?? theme.text;
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
    const width = outputWidth(scene);
    context.fillRect(x + 24, y - 22, width, 44);
    context.fillStyle = theme.text;
    context.font = `bold 13px ${theme.font}`;
    context.fillText(fitted(context, output.short, width - 8), x + 24 + width / 2, y - 8);
    context.font = `12px ${theme.font}`;
    context.fillText(fitted(context, output.long, width - 4), x + 24 + width / 2, y + 10);
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
