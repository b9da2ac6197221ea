/**
 * A laboratory's or a clinician's words in a form that can be compared: lower case, every run of other characters one
 * space. "Not  Detected." becomes "not detected".
 */
export const plainWords = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}%]+/gu, ' ')
    .trim();

/** Does the text hold this phrase as whole words? Both in plain words. */
export const holdsPhrase = (text: string, phrase: string): boolean =>
  ` ${text} `.includes(` ${phrase} `);
