import { expect, test } from '@jest/globals';
import { renderPdf } from '../../src/packet/render-pdf.js';
import { chartOf, NOW, packetOf, requestOf } from '../support/packet-of.js';
import { pdfText } from '../support/pdf-text.js';

const now = new Date(NOW);
const joined = (text: string): string => text.replace(/\s+/g, '');
const named = (given: string, family: string) =>
  chartOf('rosa-well-documented').map((row) =>
    row.resourceType === 'Patient' ? { ...row, name: [{ given: [given], family }] } : row,
  );

test('the letter says what the model says, in selectable text, with numbered pages', async () => {
  const { letter } = await packetOf(requestOf('rosa-well-documented'));
  const pages = pdfText(await renderPdf(letter, { now, compress: false }));
  const all = joined(pages.join(''));
  for (const { text } of letter.sections.flatMap(({ statements }) => statements)) {
    expect(all).toContain(joined(text));
  }
  expect(all).toContain(joined(letter.notice.text));
  expect(all).not.toContain(joined(letter.missingCharacters));
  pages.forEach((page, place) => {
    expect(joined(page)).toContain(`${String(place + 1)}/${String(pages.length)}`);
  });
  expect(pages.length).toBeLessThanOrEqual(3);
});

test('every answer of the packet stands in its table', async () => {
  const { packet } = await packetOf(requestOf('rosa-well-documented'));
  const all = joined(pdfText(await renderPdf(packet, { now, compress: false })).join(''));
  const table = packet.sections.find(({ id }) => id === 'answers')?.table;
  expect(table?.rows.length).toBeGreaterThan(40);
  for (const cell of table?.rows.flatMap(({ cells }) => cells) ?? []) {
    expect(all).toContain(joined(cell));
  }
});

test('accents, Greek and Cyrillic are shown; what the font cannot show is a box, and that is said', async () => {
  const european = await packetOf(
    requestOf('rosa-well-documented', named('Zoë Łucja', 'Ναλτρεξόνη-Đỗ Иванова')),
  );
  const shown = joined(
    pdfText(await renderPdf(european.letter, { now, compress: false })).join(''),
  );
  expect(shown).toContain(joined('Patient: Zoë Łucja Ναλτρεξόνη-Đỗ Иванова.'));
  expect(shown).not.toContain(joined(european.letter.missingCharacters));

  const other = await packetOf(requestOf('rosa-well-documented', named('李 明', 'עברית')));
  const boxed = joined(pdfText(await renderPdf(other.letter, { now, compress: false })).join(''));
  expect(boxed).toContain('Patient:\u25a1\u25a1\u25a1\u25a1\u25a1\u25a1\u25a1.');
  expect(boxed).toContain(joined(other.letter.missingCharacters));
});

test('the same paper is the same file; no patient in what names the document; tagged for screen readers', async () => {
  const { letter } = await packetOf(requestOf('rosa-well-documented'));
  const first = await renderPdf(letter, { now });
  expect(first.equals(await renderPdf(letter, { now }))).toBe(true);
  const plain = (await renderPdf(letter, { now, compress: false })).toString('latin1');
  expect(plain).toContain('(Letter of medical necessity: naltrexone)');
  expect(plain).not.toMatch(/Rosa|Marchetti/);
  expect(plain).toContain('/Lang (en-US)');
  expect(plain).toContain('/S /H1');
});
