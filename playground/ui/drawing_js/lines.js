// Lines over the timesteps.

function colorOf(line, theme) {
  return line.color ?? COLORS.parts[line.name] ?? theme.text;
}

// lines: [{name, values (timesteps,), null: not known; color, dashed: where the name tells neither}];
// scale: [low, high] of the axis.
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
    context.strokeStyle = context.fillStyle = colorOf(line, theme);
    context.lineWidth = 1.8;
    context.setLineDash(line.dashed ? [4, 3] : []);
    context.beginPath();
    for (let t = first; t <= last; t++) {
      if (line.values[t] !== null) context.lineTo(xOf(view, row.start + t * row.step), y(line.values[t]));
    }
    context.stroke();
    context.setLineDash([]);
    if (line.values[now] === null) continue;
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

// What each line is, with its value at timestep `now`.
function lineLegend(lines, now, theme) {
  return lines.map((line) => nameLine(element("span", { className: "line" }), line, now, theme));
}

function nameLine(label, line, now, theme) {
  const value = line.values[now];
  const name = line.probability ? `P(${line.name})` : line.name;
  if (value === null) say(label, `${name} –`);
  else say(label, line.probability ? stated(line.name, value) : `${name} ${value.toFixed(3)}`);
  label.style.minWidth = `calc(${name.length + 8} * 0.92ch + 18px)`;  // of any value, so that nothing moves
  label.style.setProperty("--line", colorOf(line, theme));
  return label;
}

function rounded(most) {  // up to 1, 2 or 5 times a power of ten
  const power = 10 ** Math.floor(Math.log10(Math.max(most, 1e-3)));
  return [1, 2, 5, 10].map((step) => step * power).find((step) => step >= most);
}
