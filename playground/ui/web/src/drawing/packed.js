// What Python has packed (playground/figures/packed.py): a header, and numbers behind it.

/**
 * The header, and the bytes behind it.
 * @param {Uint8Array} bytes
 * @returns {[any, Uint8Array<ArrayBuffer>]}
 */
export function framed(bytes) {
  const buffer = bytes.slice().buffer;  // numbers must begin at a multiple of 4
  const length = new DataView(buffer).getUint32(0, true);
  return [JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, length))), new Uint8Array(buffer, 4 + length)];
}

/**
 * The header, and what takes `count` numbers from number `at` on.
 * @param {Uint8Array} bytes
 * @returns {[any, (at: number, count: number) => Float32Array]}
 */
export function unpacked(bytes) {
  const [header, rest] = framed(bytes);
  const floats = new Float32Array(rest.buffer, rest.byteOffset);
  return [header, (at, count) => floats.subarray(at, at + count)];
}

/**
 * @param {Uint8Array} a
 * @param {Uint8Array} b
 */
export function same(a, b) {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
