/** One spelling of a text for comparing: capitals and the number of spaces make no difference. */
export const spellingOf = (text: string): string => text.trim().replace(/\s+/g, ' ').toLowerCase();
