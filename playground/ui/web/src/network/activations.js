// Activation functions, as Keras and playground/cells/activations.py compute them.

/** @param {number} x */
export const sigmoid = (x) => 0.5 * Math.tanh(0.5 * x) + 0.5;

/** Of one number each. @type {Record<string, (x: number) => number>} */
export const ACTIVATIONS = { tanh: Math.tanh, sigmoid, relu: (x) => (x > 0 || Number.isNaN(x) ? x : 0), linear: (x) => x };

/**
 * An activation over rows of numbers, rounded to float32.
 * @param {string} name
 * @param {Float64Array} sums (rows, columns)
 * @param {number} columns
 * @returns {Float32Array}
 */
export function activated(name, sums, columns) {
  if (name !== "softmax") return Float32Array.from(sums, ACTIVATIONS[name]);
  const y = new Float32Array(sums.length);
  for (let start = 0; start < sums.length; start += columns) {
    const row = sums.subarray(start, start + columns), most = Math.max(...row);
    const exponentials = row.map((x) => Math.exp(x - most));
    const sum = exponentials.reduce((all, one) => all + one, 0);
    y.set(exponentials.map((one) => one / sum), start);
  }
  return y;
}
