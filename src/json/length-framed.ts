/** Parts one after the other, each behind its length (four bytes, big-endian). */
export function joinParts(parts: readonly Uint8Array[]): Uint8Array {
  return Buffer.concat(
    parts.flatMap((part) => {
      const length = Buffer.alloc(4);
      length.writeUInt32BE(part.length);
      return [length, part];
    }),
  );
}

/** @throws RangeError when the bytes end within a part */
export function splitParts(bytes: Uint8Array): readonly Uint8Array[] {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts: Uint8Array[] = [];
  for (let place = 0; place < all.length;) {
    const start = place + 4;
    place = start + all.readUInt32BE(place);
    if (place > all.length) throw new RangeError('the bytes end within a part');
    parts.push(all.subarray(start, place));
  }
  return parts;
}
