// Numbers in words, as playground/wording.py writes them.

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
