// Numbers in words, as playground/wording.py writes them.

const HUGE = 1e6, LONG = 1e5;

/**
 * With so many digits after the point; a huge one as a power of ten: 1.42e13.
 * @param {number} value
 * @param {number} digits
 */
export function written(value, digits) {
  return Math.abs(value) >= HUGE ? value.toExponential(digits).replace("e+", "e") : value.toFixed(digits);
}

/**
 * A value at an axis, in a few characters.
 * @param {number} value
 */
export function atAxis(value) {
  return Math.abs(value) >= LONG ? Number(value.toPrecision(3)).toExponential().replace("e+", "e") : String(value);
}

/**
 * With three digits; never 0 or 1, which no sigmoid gives.
 * @param {string} name
 * @param {number} probability
 */
export function stated(name, probability) {
  if (probability < 0.001) return `P(${name}) < 0.001`;
  let digits = 3;  // more where it would read as 0.500 and is less
  while (probability < 0.5 && digits < 7 && Number(probability.toFixed(digits)) >= 0.5) digits += 1;
  return `P(${name}) ${probability > 0.999 ? "> 0.999" : `= ${probability.toFixed(digits)}`}`;
}
