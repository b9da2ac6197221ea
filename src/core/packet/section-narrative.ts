import type { Narrative } from 'fhir/r4.js';
import type { Section } from './paper.js';

/** The sentences and rows of a section as the narrative of a Composition. */
export function sectionNarrative({ statements, table }: Section): Narrative {
  const list = statements.map(({ text }) => `<li>${escapeXml(text)}</li>`).join('');
  const cells = (tag: 'th' | 'td', texts: readonly string[]): string =>
    `<tr>${texts.map((text) => `<${tag}>${escapeXml(text)}</${tag}>`).join('')}</tr>`;
  const rows = (table?.rows ?? []).map((row) => cells('td', row.cells)).join('');
  const shown = table === undefined ? '' : `<table>${cells('th', table.head)}${rows}</table>`;
  return narrative(`${list === '' ? '' : `<ul>${list}</ul>`}${shown}`);
}

export const textNarrative = (text: string): Narrative => narrative(`<p>${escapeXml(text)}</p>`);

const narrative = (content: string): Narrative => ({
  status: 'generated',
  div: `<div xmlns="http://www.w3.org/1999/xhtml">${content}</div>`,
});

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** Characters that XML cannot hold are left out: one would make the whole document unreadable. */
const escapeXml = (text: string): string =>
  text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replace(/[&<>"]/g, (character) => ENTITIES[character] ?? '');
