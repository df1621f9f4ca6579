// What Python has sent.

function decoded(bytes) {
  const buffer = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  const length = new DataView(buffer).getUint32(0, true);
  const scene = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, length)));
  const floats = new Float32Array(buffer, 4 + length), take = (at, count) => floats.subarray(at, at + count);
  for (const row of scene.rows) row.values = take(row.at, row.timesteps * row.units);
  for (const vector of scene.vectors) vector.values = take(vector.at, vector.units);
  const chosen = scene.rows[scene.chosen];
  for (const part of scene.parts) part.values = take(part.at, chosen.timesteps * chosen.units);
  if (scene.inputs) scene.inputs.values = take(scene.inputs.at, scene.inputs.names.length * scene.columns.length);
  return scene;
}

function same(a, b) {
  return a.length === b.length && a.every((byte, place) => byte === b[place]);
}

function within(row, column) {
  return column >= row.start - row.step / 2 && column < row.start + (row.timesteps - 0.5) * row.step;
}

function bar(table, [low, high]) {  // the colours from lowest to highest
  const stops = [0, 64, 128, 192, 255].map((i) => `rgb(${table.slice(3 * i, 3 * i + 3).join(",")})`);
  const strip = element("span", { className: "strip" });
  strip.style.background = `linear-gradient(90deg, ${stops.join(",")})`;
  return [String(low), strip, String(high)];
}
