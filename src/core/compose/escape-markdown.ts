const MARKUP = /[\\`*_[\]<>&|~]/g;
const BLOCK_START = /^(\s*\d*)([#+=.)-])(?=[\s#+=-]|$)/;
const INVISIBLE = /[\p{Cc}\p{Cf}\u2028\u2029]+/gu;
const AUTOLINK = /(https?|ftp|www)(?=[:.])/gi;
const ENTITIES: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;' };

/** Words and dates that no rule below could touch: nearly every value is one, and one test is cheaper than four searches. */
const HARMLESS = /^(?:\d+ )?[A-Za-z][A-Za-z0-9 ,/()-]*$/;

/**
 * Makes outside text harmless in GitHub-flavoured Markdown: no markup, link, HTML or heading can come of it, and no control
 * or direction-changing character passes. The one place where text is escaped.
 */
export const escapeMarkdown = (text: string): string =>
  HARMLESS.test(text)
    ? text
    : text
        .replace(INVISIBLE, ' ')
        .replace(MARKUP, (character) => ENTITIES[character] ?? `\\${character}`)
        .replace(BLOCK_START, '$1\\$2')
        .replace(AUTOLINK, '$1\u200b');
