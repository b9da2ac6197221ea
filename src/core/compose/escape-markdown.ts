const MARKUP = /[\\`*_[\]<>&|~]/g;
const BLOCK_START = /^(\s*\d*)([#+=.)-])(?=[\s#+=-]|$)/;
const INVISIBLE = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+/g;
const AUTOLINK = /(https?|ftp|www)(?=[:.])/gi;
const ENTITIES: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;' };

/**
 * Makes outside text harmless in GitHub-flavoured Markdown: no markup, link, HTML or heading can come of it, and no control
 * or direction-changing character passes. The one place where text is escaped.
 */
export const escapeMarkdown = (text: string): string =>
  text
    .replace(INVISIBLE, ' ')
    .replace(MARKUP, (character) => ENTITIES[character] ?? `\\${character}`)
    .replace(BLOCK_START, '$1\\$2')
    .replace(AUTOLINK, '$1\u200b');
