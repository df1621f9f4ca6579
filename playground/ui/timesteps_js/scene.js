// What Python has sent.

function decoded(bytes) {
  const [scene, take] = unpacked(bytes);
  for (const row of scene.rows) row.values = take(row.at, row.timesteps * row.units);
  for (const vector of scene.vectors) vector.values = take(vector.at, vector.units);
  const chosen = scene.rows[scene.chosen];
  for (const part of scene.parts) part.values = take(part.at, chosen.timesteps * chosen.units);
  if (scene.inputs) scene.inputs.values = take(scene.inputs.at, scene.inputs.names.length * scene.columns.length);
  return scene;
}

function within(row, column) {
  return column >= row.start - row.step / 2 && column < row.start + (row.timesteps - 0.5) * row.step;
}
