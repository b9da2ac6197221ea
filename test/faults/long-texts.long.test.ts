import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTestService, type TestService } from '../support/running-service.js';

/* T18 of the threat model: no text makes a matcher of ours run for long. Each stands in every field that one of them reads. */

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.close());

const LENGTH = 60_000;
const fill = (text: string): string => text.repeat(Math.ceil(LENGTH / text.length));

const chartOf = (text: string) => {
  const concept = { text, coding: [{ system: text, code: text, display: text }] };
  const subject = { reference: 'Patient/p1' };
  const bundle = (...resources: object[]) => ({
    resourceType: 'Bundle',
    type: 'searchset',
    entry: resources.map((resource) => ({ resource: { subject, ...resource } })),
  });
  const dosage = [{ text, patientInstruction: text, timing: { code: { text } }, route: concept }];
  return {
    medicationRequests: bundle({
      resourceType: 'MedicationRequest',
      status: 'active',
      authoredOn: text,
      medicationCodeableConcept: concept,
      dosageInstruction: dosage,
    }),
    medicationStatements: bundle({
      resourceType: 'MedicationStatement',
      status: 'active',
      effectiveDateTime: text,
      medicationCodeableConcept: concept,
      note: [{ text }],
      dosage,
    }),
    laboratory: bundle({
      resourceType: 'Observation',
      status: 'final',
      code: concept,
      effectiveDateTime: '2026-11-20',
      valueString: text,
      interpretation: [concept],
      referenceRange: [{ text }],
      note: [{ text }],
    }),
    conditions: bundle({ resourceType: 'Condition', code: concept, onsetDateTime: text }),
  };
};

test.each<[string, string]>([
  ['one letter', 'a'],
  ['spaces', ' '],
  ['digits', '1'],
  ['digits and points', '1.'],
  ['nines and dashes', '9-'],
  ['beginnings of a drug', 'naltrexon '],
  ['beginnings of an opioid', 'oxycod-'],
  ['units', '5 mg '],
  ['markup', '*_`['],
  ['backslashes', '\\'],
  ['brackets', '(('],
  ['links', 'http://a.b/'],
  ['line breaks', '\n'],
  ['combining marks', 'e\u0301\u0323'],
  ['full-width letters', 'Ａ'],
  ['zero-width spaces', '\u200B'],
  ['lone surrogates', '\uD83D'],
])('60,000 characters of %s in every field are answered in good time', async (_name, part) => {
  const text = fill(part);
  const draft = {
    resourceType: 'MedicationRequest',
    subject: { reference: 'Patient/p1' },
    medicationCodeableConcept: { text: `naltrexone ${text}` },
    dosageInstruction: [{ text }],
  };
  const body = {
    hook: 'order-sign',
    hookInstance: text,
    context: {
      patientId: 'p1',
      draftOrders: { resourceType: 'Bundle', entry: [{ resource: draft }] },
    },
    prefetch: chartOf(text),
  };
  const start = performance.now();
  const response = await fetch(`${service.url}/cds-services/naltrexone-safety`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const { cards } = (await response.json()) as any;
  expect(response.status).toBe(200);
  expect(cards.length).toBeGreaterThan(0);
  expect(JSON.stringify(cards).length).toBeLessThan(20_000);
  expect(performance.now() - start).toBeLessThan(2000);
  expect(service.hookEvents.at(-1)?.failure).toBeUndefined();
});
