// What Python has packed (playground/figures/packed.py): a header, and numbers behind it.

function framed(bytes) {  // the header and the rest
  const buffer = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  const length = new DataView(buffer).getUint32(0, true);
  return [JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, length))), new Uint8Array(buffer, 4 + length)];
}

function unpacked(bytes) {  // the header, and what takes `count` numbers from number `at` on
  const [header, rest] = framed(bytes);
  const floats = new Float32Array(rest.buffer, rest.byteOffset);
  return [header, (at, count) => floats.subarray(at, at + count)];
}

function same(a, b) {
  return a.length === b.length && a.every((byte, place) => byte === b[place]);
}
