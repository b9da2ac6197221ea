/** Some 300 words: what a user types beside a card is far shorter, and a whole note does not belong here. */
const MOST_BYTES = 2000;

/** The start of a comment in UTF-8, whole characters, 2000 bytes at most. */
export function cutComment(comment: string): { readonly bytes: Buffer; readonly cut: boolean } {
  const bytes = Buffer.from(comment);
  if (bytes.length <= MOST_BYTES) return { bytes, cut: false };
  let end = MOST_BYTES;
  while (((bytes[end] ?? 0) & 0b1100_0000) === 0b1000_0000) end -= 1;
  return { bytes: bytes.subarray(0, end), cut: true };
}
