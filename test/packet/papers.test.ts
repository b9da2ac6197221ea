import { citableOf } from '../support/citable-of.js';
import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { formatDay } from '../../src/core/compose/format-day.js';
import { checkCited, findUncited, UncitedError } from '../../src/core/packet/check-cited.js';
import type { Paper, Statement } from '../../src/core/packet/paper.js';
import { renderHtml } from '../../src/packet/render-html.js';
import { fhirProblems } from '../support/fhir-problems.js';
import {
  chartOf,
  NOW,
  packetKnowledge,
  packetOf,
  requestOf,
  sha256,
} from '../support/packet-of.js';

const wordsToAvoid = JSON.parse(
  readFileSync(new URL('../knowledge/words-to-avoid.json', import.meta.url), 'utf8'),
) as readonly { readonly word: string }[];
/** Sections whose lines have words of their own. */
const LISTS = new Set(['payer-criteria', 'checklist', 'risks', 'renewal']);
const FOLDERS = ['rosa-well-documented', 'tobias-thin-chart'];

/** The letter with one more statement in its last section. */
const withStatement = (paper: Paper, planted: Statement): Paper => ({
  ...paper,
  sections: paper.sections.map((section, place) =>
    place === paper.sections.length - 1
      ? { ...section, statements: [...section.statements, planted] }
      : section,
  ),
});

describe('every statement is cited', () => {
  test('0 uncited statements in letter and packet, and none in a claim about nothing', async () => {
    const { letter, packet } = await packetOf(requestOf('rosa-well-documented'));
    const citable = await citableOf('rosa-well-documented');
    expect(findUncited(letter, citable)).toEqual([]);
    // What lists look for has words of its own, which the command adds.
    const looked = packet.sections.filter(({ id }) => !LISTS.has(id));
    expect(findUncited({ ...packet, sections: looked }, citable)).toEqual([]);
    const said = letter.sections.flatMap(({ statements }) => statements);
    expect(said.filter(({ basis }) => basis.kind === 'chart').length).toBeGreaterThan(30);
  });

  const planted = (
    basis: Statement['basis'],
    text = 'The patient has been opioid-free for 30 days.',
  ) => ({
    text,
    basis,
    reported: false,
  });
  test.each<[string, Statement]>([
    ['no-citation', planted({ kind: 'chart', citations: [] })],
    [
      'unknown-row',
      planted({ kind: 'chart', citations: [{ source: 'Observation/nowhere', day: undefined }] }),
    ],
    ['unknown-gap', planted({ kind: 'search', looked: ['conditions'] })],
    ['no-search', planted({ kind: 'search', looked: [] })],
    ['changed-frame', planted({ kind: 'frame', frame: 'request' })],
  ])('a planted sentence is caught: %s', async (why, statement) => {
    const { letter } = await packetOf(requestOf('rosa-well-documented'));
    const citable = await citableOf('rosa-well-documented');
    const paper = withStatement(letter, statement);
    expect(findUncited(paper, citable)).toEqual([{ section: 'about', text: statement.text, why }]);
    expect(() => checkCited(paper, citable)).toThrow(UncitedError);
  });

  test('a changed notice, title or column is caught', async () => {
    const { packet } = await packetOf(requestOf('rosa-well-documented'));
    const citable = await citableOf('rosa-well-documented');
    const reasons = (paper: Paper) =>
      findUncited(paper, citable)
        .filter(({ section }) => !LISTS.has(section))
        .map(({ why }) => why);
    expect(reasons({ ...packet, notice: { ...packet.notice, text: 'Free for all.' } })).toEqual([
      'changed-notice',
    ]);
    expect(reasons({ ...packet, title: 'Rosa Marchetti' })).toEqual(['changed-frame']);
    const sections = packet.sections.map((one) => ({
      ...one,
      table: one.table && { ...one.table, head: ['Rosa', 'Marchetti'] },
    }));
    expect(reasons({ ...packet, sections })).toEqual(Array(4).fill('changed-frame'));
  });
});

describe('what papers say', () => {
  test('what speaks against the order stands at the top, with its rows', async () => {
    const { letter, findings } = await packetOf(requestOf('tobias-thin-chart'));
    const texts = letter.sections[0]?.statements.map(({ text }) => text) ?? [];
    expect(letter.sections[0]?.warns).toBe(true);
    expect(texts).toContain(
      'Settle these findings about the order, or explain them, before this is sent:',
    );
    expect(texts.join('\n')).toContain('ALT of 20 Nov 2026 cannot be read');
    expect(findings).toBe(6);
  });

  test('a chart that was not read in full is said at the top of both', async () => {
    const { letter, packet } = await packetOf(
      requestOf('rosa-well-documented', undefined, ['consents']),
    );
    for (const paper of [letter, packet]) {
      const texts = paper.sections[0]?.statements.map(({ text }) => text) ?? [];
      expect(texts).toContain('Consents: not sent with the order.');
      expect(texts.join('\n')).toContain('The chart could not be read in full.');
    }
  });

  test('a row without an id is not cited, nothing rests on it, and the paper says so', async () => {
    const chart = chartOf('rosa-well-documented').map((row) => {
      return row.id === 'rosa-group' ? { ...row, id: undefined } : row;
    });
    const { letter, response } = await packetOf(requestOf('rosa-well-documented', chart));
    const texts = letter.sections.flatMap(({ statements }) => statements.map(({ text }) => text));
    expect(texts.join('\n')).not.toContain('Took place on 19 Nov 2026');
    expect(texts.join('\n')).toContain('cannot be cited');
    expect(JSON.stringify(response)).not.toContain(
      'Group counselling, intensive outpatient programme',
    );
  });

  test('person first: no word to avoid, in any sentence of ours', () => {
    const { words, questionnaire } = packetKnowledge();
    const ours = JSON.stringify([
      words.frames,
      words.facts,
      words.gaps,
      words.sections,
      questionnaire.title,
    ]);
    for (const { word } of wordsToAvoid) {
      expect(ours).not.toMatch(new RegExp(`\\b(?:${word})\\b`, 'i'));
    }
  });
});

/** Rows of a section: first, second and last cell, and the kind of their basis. */
const linesOf = ({ sections }: Paper, id: string) =>
  (sections.find((one) => one.id === id)?.table?.rows ?? []).map(({ cells, basis }) => ({
    title: cells[0] ?? '',
    state: cells[1] ?? '',
    said: cells[3] ?? '',
    by: basis.kind,
  }));
const injected = {
  resourceType: 'MedicationAdministration',
  id: 'rosa-injection',
  status: 'completed',
  medicationCodeableConcept: { text: 'Vivitrol 380 mg extended-release injectable suspension' },
  subject: { reference: 'Patient/rosa-marchetti' },
  effectiveDateTime: '2026-10-26',
};

describe('checklist, denial risks and renewal', () => {
  test('the checklist is counted, and what is met cites its rows', async () => {
    const { packet, documented } = await packetOf(requestOf('rosa-well-documented'));
    const lines = linesOf(packet, 'checklist');
    const applying = lines.filter(({ state }) => state !== 'does not apply');
    const met = applying.filter(({ state }) => state === 'met');
    expect(documented).toEqual({ met: met.length, of: applying.length });
    const said = packet.sections.find(({ id }) => id === 'checklist')?.statements[0]?.text;
    expect(said).toBe('20 of 22 lines of the checklist that apply are documented.');
    expect(new Set(met.map(({ by }) => by))).toEqual(new Set(['chart']));
    expect(lines.find(({ title }) => title === 'Clinical history')?.state).toBe('not documented');
  });

  test('what rests on a row without an id is not met', async () => {
    const chart = chartOf('rosa-well-documented').map((row) =>
      row.id === 'rosa-consent' ? { ...row, id: undefined } : row,
    );
    const { packet, documented } = await packetOf(requestOf('rosa-well-documented', chart));
    const line = linesOf(packet, 'checklist').find(({ title }) => title.includes('consent'));
    expect([line?.state, line?.by]).toEqual(['not documented', 'search']);
    expect(documented.met).toBe(19);
  });

  test('a last use four days ago does not show that there is none', async () => {
    const { packet } = await packetOf(requestOf('tobias-thin-chart'));
    const line = linesOf(packet, 'checklist').find(({ title }) => title.endsWith(': opioid use'));
    expect(line?.state).toBe('not documented');
  });

  test('open denial risks alone are listed; what nobody knows is not said as a fact', async () => {
    const { packet } = await packetOf(requestOf('rosa-well-documented'));
    expect(linesOf(packet, 'risks').map(({ title, state, said }) => [title, state, said])).toEqual([
      [
        'Medical necessity not met',
        'at risk',
        'Clinical history; Reason for the injection rather than tablets',
      ],
      ['No prior authorization', 'cannot be told', 'Nothing that was read decides it.'],
    ]);
  });

  test('the renewal stands in the packet after an injection alone', async () => {
    const before = await packetOf(requestOf('rosa-well-documented'));
    expect(linesOf(before.packet, 'renewal')).toEqual([]);
    const chart = [...chartOf('rosa-well-documented'), injected];
    const after = await packetOf(requestOf('rosa-well-documented', chart));
    expect(linesOf(after.packet, 'renewal').map(({ title }) => title)).toContain('Visits');
  });
});

test.each<[string, string, string]>([
  ['consents', 'Consent that names naltrexone', 'consents'],
  ['documents', 'Consent that names naltrexone', 'documents'],
  ['carePlans', 'Plan for visits and tests', 'care plans'],
  ['allergies', 'Hypersensitivity to naltrexone', 'allergies'],
])('%s not read: the line itself says so, and not "not documented"', async (slice, what, part) => {
  const { letter, packet } = await packetOf(requestOf('tobias-thin-chart', undefined, [slice]));
  for (const { sections } of [letter, packet]) {
    const gaps = sections.find(({ id }) => id === 'gaps')?.statements.map(({ text }) => text);
    const line = gaps?.find((text) => text.startsWith(what));
    expect(line).toContain(`not known. This could not be read in full: ${part}.`);
    expect(line).not.toContain('not documented');
  }
});

describe('criteria of the payer and billing preview', () => {
  test('a judgement cites its rows; without rows nothing is judged', async () => {
    for (const folder of FOLDERS) {
      const { packet } = await packetOf(requestOf(folder));
      const { table } = packet.sections.find(({ id }) => id === 'payer-criteria') ?? {};
      expect(table?.rows.length).toBeGreaterThan(10);
      for (const { basis, cells } of table?.rows ?? []) {
        const judged = !['not documented', 'does not apply'].includes(cells[1] ?? '');
        if (judged) expect(basis.kind).toBe('chart');
      }
    }
  });

  test('a payer that is not known here is said to be not known', async () => {
    const { packet } = await packetOf(requestOf('rosa-well-documented'));
    const { statements } = packet.sections.find(({ id }) => id === 'payer-criteria') ?? {};
    expect(statements?.[0]?.text).toMatch(/^This payer has no policy here/);
  });

  test('drug and injection stand on lines of their own', async () => {
    const { packet } = await packetOf(requestOf('rosa-well-documented'));
    const { table } = packet.sections.find(({ id }) => id === 'billing') ?? {};
    expect(table?.rows.map(({ cells }) => cells)).toEqual([
      ['J2315', '380'],
      ['96372', '1'],
    ]);
  });
});

describe('HTML', () => {
  test('no script, no request, no patient in the title; chart text is text', async () => {
    const chart = chartOf('rosa-well-documented').map((row) =>
      row.id === 'rosa-group'
        ? { ...row, code: { text: 'Counselling <img src=x onerror=alert(1)>"&' } }
        : row,
    );
    const { letter, packet } = await packetOf(requestOf('rosa-well-documented', chart));
    for (const html of [renderHtml(letter), renderHtml(packet)]) {
      expect(html).not.toMatch(
        /<script|<img|<link|http-equiv="refresh"|src=x onerror=alert\(1\)>"/,
      );
      expect(html).toContain('Counselling &lt;img src=x onerror=alert(1)>&quot;&amp;');
      expect(/<title>(.*?)<\/title>/.exec(html)?.[1]).not.toMatch(/Rosa|Marchetti/);
      expect(html).toContain("default-src 'none'");
      expect(html).toContain('This record which has been disclosed to you is protected');
      // Each mark leads to a row of the list.
      for (const [, row] of html.matchAll(/href="#(row-\d+)"/g))
        expect(html).toContain(`id="${row ?? ''}"`);
    }
  });
});

describe('FHIR document', () => {
  test.each(FOLDERS)(
    '%s: valid, Composition first, every cited row as it was read',
    async (folder) => {
      const { document, letter, packet } = await packetOf(requestOf(folder));
      expect(fhirProblems(document)).toEqual([]);
      const entries: any[] = document.entry ?? [];
      for (const { resource } of entries) expect(fhirProblems(resource)).toEqual([]);
      expect(document.type).toBe('document');
      expect(entries[0].resource.resourceType).toBe('Composition');
      const read = new Map(chartOf(folder).map((row) => [`${row.resourceType}/${row.id}`, row]));
      for (const { source } of [...letter.cited, ...packet.cited]) {
        const entry = entries.find(({ fullUrl }) => fullUrl.endsWith(`/${source}`));
        expect(entry).toBeDefined();
        if (read.has(source)) expect(entry.resource).toEqual(read.get(source));
      }
      const urls = entries.map(({ fullUrl }) => fullUrl);
      expect(new Set(urls).size).toBe(urls.length);
      const referenced = JSON.stringify(entries[0].resource).matchAll(/"reference":"([^"]+)"/g);
      for (const [, url] of referenced) expect(urls).toContain(url);
    },
  );

  test('the same chart and instant give the same bytes, another instant others', async () => {
    const bytes = async (now = NOW) =>
      sha256(JSON.stringify((await packetOf(requestOf('rosa-well-documented'), now)).document));
    expect(await bytes()).toBe(await bytes());
    expect(await bytes((NOW + 1000) as typeof NOW)).not.toBe(await bytes());
  });
});

test('days are those of the rows', async () => {
  const { letter } = await packetOf(requestOf('rosa-well-documented'));
  const alt = letter.cited.find(({ source }) => source === 'Observation/rosa-alt');
  expect(alt?.day === undefined ? undefined : formatDay(alt.day)).toBe('18 Nov 2026');
});
