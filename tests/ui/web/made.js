// What a page puts in front of the scripts, and scenes small enough to check by hand.

Object.assign(globalThis, { COLORS: {
  positive: "#0000ff", negative: "#ff0000", states: { light: ["#000000", "#ffffff"], dark: ["#ffffff", "#000000"] },
  gates: ["#000000", "#ffffff"], parts: {}, classes: ["#00ff00"],
} });

/**
 * As playground/figures/packed.py does it: the length of the header, the header, the rest at a multiple of 4 bytes.
 * @param {any} header
 * @param {Uint8Array} rest
 */
export function framed(header, rest) {
  const text = new TextEncoder().encode(JSON.stringify(header)), padded = text.length + (-text.length & 3);
  const bytes = new Uint8Array(4 + padded + rest.length).fill(32);
  new DataView(bytes.buffer).setUint32(0, padded, true);
  bytes.set(text, 4);
  bytes.set(rest, 4 + padded);
  return bytes;
}

/** @param {number[]} values */
export function floats(...values) {
  return new Uint8Array(Float32Array.from(values).buffer);
}

/** An LSTM-like layer of two units over three words: a gate and a state. */
export function scene() {
  const forget = Float32Array.from([0, 1, 0.25, 0.75, 0.5, 0.5]), hidden = Float32Array.from([-1, 0, 0.5, -0.5, 0, 3]);
  return /** @type {import("../../../playground/ui/web/src/timesteps/scene.js").Scene} */ ({
    columns: ["not", "bad", "at"],
    rows: [{
      layer: "lstm", direction: "", title: "LSTM", part: "hidden", lane: 0, start: 0, step: 1, timesteps: 3, units: 2,
      states: ["hidden"], up: "end", scale: [-1, 1], values: hidden,
    }],
    chosen: 0,
    parts: [
      { part: "forget", about: "", gate: true, scale: [0, 1], values: forget },
      { part: "hidden", about: "", gate: false, scale: [-4, 4], values: hidden },
    ],
    order: [1, 0],
    vectors: [],
    outputs: [{ column: 3, short: "positive", long: "P(positive) = 0.900" }],
    image: false,
  });
}
