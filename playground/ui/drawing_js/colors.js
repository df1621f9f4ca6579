// Colours (figures/colors.py says what they mean), and numbers as images.

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
    gates: ramp(COLORS.gates),
    states: ramp(dark ? COLORS.states.dark : COLORS.states.light),
  };
}

function colorAt(table, value, [low, high]) {
  const i = 3 * Math.max(0, Math.min(255, Math.round(((value - low) / (high - low)) * 255)));
  return [table[i], table[i + 1], table[i + 2]];
}

// values (timesteps, units) as an image, a pixel a number; nothing where it is NaN.  across: pixels side by side a timestep, 1 for a heat map.
function image(values, timesteps, units, order, scale, table, across = 1) {
  const down = Math.ceil(units / across), canvas = document.createElement("canvas");
  canvas.width = timesteps * across;
  canvas.height = down;
  const context = canvas.getContext("2d"), pixels = context.createImageData(canvas.width, down);
  for (let t = 0; t < timesteps; t++) {
    for (let u = 0; u < units; u++) {
      const value = values[t * units + (order ? order[u] : u)];
      if (Number.isNaN(value)) continue;
      const [r, g, b] = colorAt(table, value, scale);
      const place = 4 * (Math.floor(u / across) * canvas.width + t * across + (u % across));
      pixels.data.set([r, g, b, 255], place);
    }
  }
  context.putImageData(pixels, 0, 0);
  return canvas;
}
