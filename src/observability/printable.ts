const MAX_LENGTH = 200;

/** Controls, line separators and marks that turn the direction of text round: whoever reads a log must see what stands there. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** A short text for a log line in which nothing can move the cursor, begin a line or hide. */
export const printable = (text: string): string =>
  text.slice(0, MAX_LENGTH).replace(UNPRINTABLE, '\uFFFD');
