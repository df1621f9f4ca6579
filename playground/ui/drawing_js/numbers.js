// Numbers in words, as playground/wording.py writes them.

function stated(name, probability) {  // with three digits; never 0 or 1, which no sigmoid gives
  if (probability < 0.001) return `P(${name}) < 0.001`;
  return `P(${name}) ${probability > 0.999 ? "> 0.999" : `= ${probability.toFixed(3)}`}`;
}
