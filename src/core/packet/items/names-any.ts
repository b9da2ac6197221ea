import { splitWords } from '../../words/split-words.js';

/** Does one of the texts hold one of the phrases, as whole words that follow each other? */
export function namesAny(texts: readonly string[], phrases: readonly string[]): boolean {
  const said = texts.map((one) => ` ${splitWords(one).join(' ')} `);
  return phrases.some((phrase) => {
    const wanted = ` ${splitWords(phrase).join(' ')} `;
    return said.some((one) => one.includes(wanted));
  });
}
