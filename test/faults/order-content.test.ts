import { describe, expect, test } from '@jest/globals';
import { caseToFhir } from '../support/case-to-fhir.js';
import type { Fact } from '../support/clinical-case.js';
import { answered } from '../support/compare-answer.js';
import { answerRequest, requestOf } from '../support/run-case.js';

const GOOD = ['oud', 'negative-panel', 'normal-liver', 'naloxone'];
const OXYCODONE = 'oxycodone/acetaminophen tablet';
const LEVELS = ['none', 'info', 'warning', 'critical'];

/** Signs the order of a good chart with some more facts; `change` edits the JSON that is sent. */
async function answerTo(facts: Fact[], change = (body: any): any => body) {
  const sent = caseToFhir({ given: GOOD, facts });
  const body = change(JSON.parse(JSON.stringify(requestOf(sent))));
  const { response, events } = await answerRequest(body, sent);
  expect(events.map(({ failure }) => failure).filter(Boolean)).toEqual([]);
  return { ...answered(response.cards), cards: response.cards };
}
const atLeastWarning = ({ indicator }: { indicator: string }) => {
  expect(LEVELS.indexOf(indicator)).toBeGreaterThanOrEqual(LEVELS.indexOf('warning'));
};
const dispensed = (more: object): Fact => ({
  ...{ type: 'MedicationDispense', code: OXYCODONE, whenHandedOver: '-2d', daysSupply: 5 },
  ...more,
});
/** Edits each row of the type in prefetch. */
const editing = (type: string, edit: (row: any) => void) => (body: any) => {
  for (const { entry = [] } of Object.values<any>(body.prefetch).filter(Boolean)) {
    for (const { resource } of entry) if (resource.resourceType === type) edit(resource);
  }
  return body;
};
const draftOf = (body: any) => body.context.draftOrders.entry[0].resource;

describe('row 67: a draft that does not say whose it is', () => {
  const LINE = 'Draft orders that do not say whose they are, checked as orders of this patient: 1.';
  test.each([
    ['no subject', undefined],
    ['null', null],
    ['a display alone', { display: 'Maria' }],
    ['an identifier alone', { identifier: { value: '4711' } }],
    ['a urn', { reference: 'urn:uuid:5f1c2a7e-8b0d-4f35-9d0a-6c2d7f1e4b11' }],
    ['a group', { reference: 'Group/p1' }],
    ['text', 'Patient/p1'],
  ])('%s: it is checked for the patient of the call, and the card says so', async (_, subject) => {
    const change = (body: any) => {
      draftOf(body).subject = subject;
      return body;
    };
    const answer = await answerTo([dispensed({})], change);
    expect(answer.indicator).toBe('critical');
    expect(answer.words).toContain(LINE);
    // Whose chart it is was said by the call: beside a clean one the draft is no reason for a card of its own.
    expect((await answerTo([], change)).indicator).toBe('none');
  });

  test('an opioid beside a naltrexone order counts, and is said', async () => {
    const answer = await answerTo([], (body) => {
      const resource = {
        ...{ resourceType: 'MedicationRequest', id: 'draft-2', status: 'draft', intent: 'order' },
        medicationCodeableConcept: { text: 'oxycodone 5 mg tablet' },
      };
      body.context.draftOrders.entry.push({ resource });
      return body;
    });
    expect(answer.rules).toContain('opioid-same-signing');
    expect(answer.words).toContain(LINE);
  });

  test('drafts that name their patient are no words worth', async () => {
    expect((await answerTo([dispensed({})])).words).not.toContain('do not say whose');
  });
});

test.each([null, 7, 'x', [], {}, { resource: null }, { resource: 7 }])(
  'row 69: an entry %j beside naltrexone does not hide it',
  async (entry) => {
    const answer = await answerTo([dispensed({})], (body) => {
      body.context.draftOrders.entry.unshift(entry);
      return body;
    });
    expect(answer.indicator).toBe('critical');
  },
);

describe('row 72: an opioid is known by its words, however they are written', () => {
  test.each([
    ['capitals', 'OXYCODONE 5 MG TABLET'],
    ['full-width letters', 'ｏｘｙｃｏｄｏｎｅ 5 mg tablet'],
    ['zero-width characters', 'oxy\u200bcod\u200done 5 mg tablet'],
    ['a soft hyphen', 'oxy\u00adcodone 5 mg tablet'],
  ])('%s', async (_name, text) => {
    const answer = await answerTo(
      [dispensed({ code: { text: 'oxycodone' } })],
      editing('MedicationDispense', (row) => {
        if (JSON.stringify(row).includes('oxycodone')) row.medicationCodeableConcept = { text };
      }),
    );
    expect(answer.indicator).toBe('critical');
  });
});

test.each(['2026-02-30', '2026-13-01', '0000-00-00', 'yesterday', 'NaN', '2026-11-22T25:00:00Z'])(
  'row 74: an opioid with the date %s is never cleared by it',
  async (date) => {
    const change = editing('MedicationDispense', (row) => {
      if (JSON.stringify(row).includes('xycodone')) row.whenHandedOver = date;
    });
    atLeastWarning(await answerTo([dispensed({})], change));
  },
);

test('row 75: an end before its start: the later of the two counts', async () => {
  const backwards = { type: 'MedicationStatement', code: OXYCODONE, status: 'stopped' };
  const answer = await answerTo([{ ...backwards, start: '-2d', end: '-40d' }]);
  atLeastWarning(answer);
});

test.each([-5, 0, 1e9, '5', 'x', null])(
  'row 78: a supply of %j days does not hide the dispense',
  async (value) => {
    const change = editing('MedicationDispense', (row) => {
      if (JSON.stringify(row).includes('xycodone')) row.daysSupply = { value, unit: 'd' };
    });
    atLeastWarning(await answerTo([dispensed({})], change));
  },
);

test.each([-380, 0, 1e308, '380', null])(
  'row 77: a dose of %j: the safety rules run all the same',
  async (value) => {
    const change = (body: any) => {
      draftOf(body).dosageInstruction = [
        { doseAndRate: [{ doseQuantity: { value, unit: 'mg' } }] },
      ];
      return body;
    };
    expect((await answerTo([dispensed({})], change)).indicator).toBe('critical');
  },
);

test.each([null, -20, 'x', 1e308])('row 79: an ALT of %j is never a normal one', async (value) => {
  const change = editing('Observation', (row) => {
    if (JSON.stringify(row).includes('"1742-6"')) row.valueQuantity = { value, unit: 'U/L' };
  });
  expect((await answerTo([], change)).indicator).not.toBe('none');
});

test('row 82: 20,000 rows and 500 drafts are one set of cards inside the budget', async () => {
  const started = performance.now();
  const answer = await answerTo([dispensed({})], (body) => {
    const rows = body.prefetch.medicationDispenses.entry;
    const copies = Array.from({ length: 20_000 }, (_, n) => ({
      resource: { ...rows[0].resource, id: `c${n}` },
    }));
    body.prefetch.medicationDispenses = { resourceType: 'Bundle', entry: [...rows, ...copies] };
    const { entry } = body.context.draftOrders;
    const draft = draftOf(body);
    body.context.draftOrders.entry = [
      ...entry,
      ...Array.from({ length: 499 }, (_, n) => ({
        resource: { ...draft, id: `d${n}`, medicationCodeableConcept: { text: 'ibuprofen' } },
      })),
    ];
    return body;
  });
  expect(performance.now() - started).toBeLessThan(4000);
  expect(answer.indicator).toBe('critical');
  expect(answer.cards.length).toBeLessThanOrEqual(2);
  expect(answer.rules).toContain('data-source-unreadable');
});

test.each([
  '<img src=x onerror=alert(1)>',
  '[x](javascript:alert(1))',
  '# SAFE TO GIVE\n\nNaltrexone may be given',
  'oxycodone \u202egnihton\u202c \u0000\u0007',
  '{{constructor.constructor("return process")()}}',
  'oxycodone '.repeat(500),
])('row 83: hostile text in a drug name stays text: %j', async (text) => {
  const change = editing('MedicationDispense', (row) => {
    if (JSON.stringify(row).includes('xycodone')) {
      row.medicationCodeableConcept = {
        ...row.medicationCodeableConcept,
        text: `oxycodone ${text}`,
      };
    }
  });
  const { cards, indicator } = await answerTo([dispensed({})], change);
  expect(indicator).toBe('critical');
  for (const { summary, detail = '' } of cards) {
    expect(summary.length).toBeLessThanOrEqual(139);
    expect(summary + detail.replace(/\n/g, '')).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
    expect(detail).not.toMatch(/<[a-z]/i);
    expect(detail).not.toMatch(/^# /m);
    expect(detail).not.toMatch(/[^\\]\]\(/);
  }
});
