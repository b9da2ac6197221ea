import type { LocalCode, LocalCodes } from '../core/pack/local-codes.js';

/** A line for each local code that holds for a client, those of its site file too: what it means, who says so. */
export function explainLocalCodes({ byCode, byText }: LocalCodes): readonly string[] {
  const ofCodes = [...byCode.values()].flatMap((codes) => [...codes.values()]);
  return [...ofCodes, ...byText.values()].map(lineOf);
}

function lineOf({ entry, meaning }: LocalCode): string {
  const { system, code, text, owner, date, reviewBy } = entry;
  const local = text === undefined ? `${code ?? ''} of ${system ?? ''}` : `"${text}"`;
  const review = reviewBy === undefined ? '' : `, review due ${reviewBy}`;
  return `${local} means ${meaning.display} (${owner}, ${date}${review})`;
}
