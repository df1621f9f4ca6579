// What flows from layer to layer of one example: numbers, or ids that stand for rows with a single 1.

/** A row a timestep, or one row behind the layer that ends the sequence. @typedef {{rows: number, columns: number, values: Float32Array}} Matrix */
/** One-hot rows that are never made: id i stands for column i - 1, id 0, padding, for none. @typedef {{rows: number, columns: number, ids: Int32Array}} Ids */
/** A row with a 1 for every id that occurs. @typedef {{rows: 1, columns: number, bag: Int32Array}} Bag */
/** @typedef {Matrix | Ids | Bag} Values */

/**
 * Zeros.
 * @param {number} rows
 * @param {number} columns
 * @returns {Matrix}
 */
export function matrix(rows, columns) {
  return { rows, columns, values: new Float32Array(rows * columns) };
}

/**
 * One row of a matrix; shared, not copied.
 * @param {Matrix} of
 * @param {number} row from 0; negative: from the end
 */
export function rowOf({ rows, columns, values }, row) {
  const at = row < 0 ? rows + row : row;
  return values.subarray(at * columns, (at + 1) * columns);
}

/**
 * Add x · kernel to `sum`, in which it begins at `start`; kernel (x.length, columns), of its columns from `first` to `last`.
 * @param {Float64Array} sum
 * @param {number} start
 * @param {Float32Array | Float64Array} x
 * @param {Float32Array} kernel
 * @param {number} columns
 * @param {number} first
 * @param {number} last
 */
export function addProduct(sum, start, x, kernel, columns, first = 0, last = columns) {
  for (let k = 0; k < x.length; k++) {
    const x_k = x[k], at = k * columns;
    if (x_k === 0) continue;
    for (let j = first; j < last; j++) sum[start + j - first] += x_k * kernel[at + j];
  }
}

/**
 * Add row × columns of x · kernel to `sum`, (rows, columns).
 * @param {Float64Array} sum
 * @param {Values} x
 * @param {Float32Array} kernel (x.columns, columns)
 * @param {number} columns
 */
export function addTimes(sum, x, kernel, columns) {
  if ("bag" in x) {
    for (const id of new Set(x.bag)) if (id) addRow(sum, 0, kernel, id - 1, columns);
  } else if ("ids" in x) {
    x.ids.forEach((id, row) => { if (id) addRow(sum, row, kernel, id - 1, columns); });
  } else {
    for (let row = 0; row < x.rows; row++) addProduct(sum, row * columns, rowOf(x, row), kernel, columns);
  }
}

/**
 * @param {Float64Array} sum
 * @param {number} row of `sum`
 * @param {Float32Array} kernel
 * @param {number} own row of `kernel`
 * @param {number} columns
 */
function addRow(sum, row, kernel, own, columns) {
  for (let j = 0; j < columns; j++) sum[row * columns + j] += kernel[own * columns + j];
}

/**
 * x · kernel + bias, (rows, columns); bias begins with `columns` numbers.
 * @param {Values} x
 * @param {Float32Array} kernel
 * @param {Float32Array} bias
 * @param {number} columns
 */
export function weighted(x, kernel, bias, columns) {
  const sum = new Float64Array(x.rows * columns);
  for (let row = 0; row < x.rows; row++) sum.set(bias.subarray(0, columns), row * columns);
  addTimes(sum, x, kernel, columns);
  return sum;
}

/**
 * `count` rows from `first` on.
 * @param {Matrix | Ids} x
 * @param {number} first
 * @param {number} count
 * @returns {Matrix | Ids}
 */
export function slice(x, first, count) {
  if ("ids" in x) return { rows: count, columns: x.columns, ids: x.ids.subarray(first, first + count) };
  return { rows: count, columns: x.columns, values: x.values.subarray(first * x.columns, (first + count) * x.columns) };
}

/**
 * The numbers themselves.
 * @param {Values} x
 * @returns {Matrix}
 */
export function numbers(x) {
  if ("values" in x) return x;
  const made = matrix(x.rows, x.columns);
  if ("bag" in x) for (const id of x.bag) { if (id) made.values[id - 1] = 1; }
  else x.ids.forEach((id, row) => { if (id) made.values[row * x.columns + id - 1] = 1; });
  return made;
}

/**
 * The last row first.
 * @param {Matrix} of
 */
export function reversed(of) {
  return chosen(of, Array.from({ length: of.rows }, (_, row) => of.rows - 1 - row));
}

/**
 * Some rows, in this order.
 * @param {Matrix} of
 * @param {number[]} rows
 */
export function chosen(of, rows) {
  const made = matrix(rows.length, of.columns);
  rows.forEach((row, to) => rowOf(made, to).set(rowOf(of, row)));
  return made;
}
