// Numbers as a page holds them: float32 or float16, little-endian, in base64.

/** @typedef {{type: "float32" | "float16", data: string}} Stored */

/** @param {string} base64 */
export function bytesOf(base64) {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}

/**
 * @param {Stored} stored
 * @returns {Float32Array}
 */
export function floats({ type, data }) {
  const view = new DataView(bytesOf(data).buffer);
  if (type === "float32") return Float32Array.from({ length: view.byteLength / 4 }, (_, at) => view.getFloat32(4 * at, true));
  return Float32Array.from({ length: view.byteLength / 2 }, (_, at) => half(view.getUint16(2 * at, true)));
}

/**
 * A float16: 1 bit of sign, 5 of exponent, 10 of fraction.
 * @param {number} bits
 */
export function half(bits) {
  const sign = bits & 0x8000 ? -1 : 1, exponent = (bits >> 10) & 31, fraction = bits & 1023;
  if (exponent === 31) return fraction ? NaN : sign * Infinity;
  return sign * (exponent ? 2 ** (exponent - 15) * (1 + fraction / 1024) : 2 ** -24 * fraction);
}
