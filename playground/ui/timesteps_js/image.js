// A picture that is read row by row.

// A picture of numbers, a row a timestep, the row being read outlined.
function drawImage(canvas, scene, view) {
  const { values, names, scale } = scene.inputs, rows = scene.columns.length, across = names.length, context = canvas.getContext("2d");
  const picture = image(values, 1, rows * across, null, scale, view.theme.states, across);
  context.imageSmoothingEnabled = false;
  context.clearRect(0, 0, canvas.width, canvas.height);
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  context.strokeStyle = view.theme.text;
  context.lineWidth = 3;
  const tall = canvas.height / rows;
  context.strokeRect(1, view.at.column * tall, canvas.width - 2, tall);
}
