import { expect, test } from '@jest/globals';
import type { CdsCard } from '../hook/cds-response.js';
import { ServiceError, toOperationOutcome } from '../errors.js';
import { printCards, printOutcome } from './print-cards.js';

const card: CdsCard = {
  uuid: '1d9b4735-e8f1-5a7f-a178-50ae7d42a8e0',
  summary: 'Oxycodone supply runs until 28 Nov 2026: earliest naltrexone 8 Dec 2026',
  detail:
    '- **Oxycodone** runs until 28 Nov 2026: oxycodone 5 MG \\(one \\* tablet\\), dispensed 18 Nov 2026, &lt;b&gt; and more words\n\nNext',
  indicator: 'critical',
  source: {
    label: 'label',
    url: 'https://example.org/a-long-address-that-must-not-be-broken',
    topic: { system: 's', code: 'c', display: 'd' },
  },
  suggestions: ['Move the planned day to 8 Dec 2026', 'Order a urine drug panel'].map((label) => ({
    label,
    uuid: '1d9b4735-e8f1-5a7f-a178-50ae7d42a8e0',
    actions: [{ type: 'create', description: label, resource: { resourceType: 'x' } }],
  })),
  selectionBehavior: 'any',
  extension: {
    'org.naltrexone-cds': {
      decision: '1d9b4735-e8f1-5a7f-a178-50ae7d42a8e0',
      service: 'naltrexone-safety',
      orders: ['MedicationRequest/draft-1'],
      rules: [{ id: 'opioid-ongoing', version: '1.0.0', state: 'met', indicator: 'critical' }],
      earliestDate: '2026-12-08',
      knowledge: 'x',
    },
  },
};

test('a card is read from top to bottom: sentence, detail, facts', () => {
  expect(printCards({ cards: [card] }, { colour: false, columns: 60 })).toBe(
    `CRITICAL  Oxycodone supply runs until 28 Nov 2026: earliest naltrexone 8 Dec 2026

  - Oxycodone runs until 28 Nov 2026: oxycodone 5 MG (one *
    tablet), dispensed 18 Nov 2026, <b> and more words

  Next

  Earliest date   2026-12-08
  Offers          Move the planned day to 8 Dec 2026; Order
                  a urine drug panel
  Orders          MedicationRequest/draft-1
  Source          label
                  https://example.org/a-long-address-that-must-not-be-broken
`,
  );
});

test('colour only where the terminal has it', () => {
  expect(printCards({ cards: [card] }, { colour: true, columns: 60 })).toContain('\u001b[31m');
  expect(printCards({ cards: [card] }, { colour: false, columns: 60 })).not.toContain('\u001b');
});

test('chart text cannot steer the terminal', () => {
  const hostile = {
    ...card,
    summary: 'a \u001b[2Jb\u0007',
    detail: 'x\u001b]0;title\u0007y\u009b31mz',
  };
  expect(printCards({ cards: [hostile] }, { colour: false, columns: 60 })).not.toMatch(
    /[^\P{Cc}\n]/u,
  );
});

test('no card says so', () => {
  expect(printCards({ cards: [] }, { colour: false, columns: 60 })).toMatch(/^No card/);
});

test('a refusal names the field', () => {
  const outcome = toOperationOutcome(new ServiceError('request-invalid', 'context.patientId'));
  expect(printOutcome(outcome)).toMatch(/\(context\.patientId\)\n$/);
});
