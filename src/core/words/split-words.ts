const INVISIBLE = /[\u00ad\u200b-\u200d\u2060\ufeff]/g;
const MARKS = /\p{M}+/gu;
const SIGNS = /[®™©]/g;
const THOUSANDS = /(\d),(?=\d{3}(?!\d))/g;
const WORD = /\d+(?:\.\d+)?|\.\d+|\p{L}+|\*/gu;
const ASCII = /^[\t\n\r -~]*$/;

/**
 * A text as the words that the word tables compare: lower case, without accents, compatibility forms and invisible
 * characters; punctuation separates, letters and digits are apart ("380MG" is "380 mg"), numbers have one spelling.
 */
export function splitWords(text: string): readonly string[] {
  const plain = ASCII.test(text) ? text : fold(text);
  const words = plain.toLowerCase().replace(THOUSANDS, '$1').match(WORD);
  return words === null ? [] : words.map(spellNumber);
}

const fold = (text: string): string =>
  text
    .replace(SIGNS, ' ')
    .replace(INVISIBLE, '')
    .normalize('NFKD')
    .replace(MARKS, '')
    .replace(/[\u00b5\u03bc]/g, 'u');

/** Long digit runs stay as written: a number would lose digits. */
const spellNumber = (word: string): string =>
  word.length < 16 && /^[\d.]/.test(word) ? String(Number(word)) : word;
