import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { errorCatalogue, ServiceError, toOperationOutcome, type ErrorCode } from './errors.js';

const documented = new Map(
  [
    ...readFileSync(new URL('../docs/errors.md', import.meta.url), 'utf8').matchAll(
      /^\| `([a-z-]+)` +\| (\d{3}) +\|/gm,
    ),
  ].map(([, code, status]) => [code!, Number(status)]),
);
const catalogue = new Map(
  Object.entries(errorCatalogue).map(([code, { status }]) => [code, status]),
);

test('docs/errors.md lists the codes of the catalogue, all of them and no others, with their status', () => {
  expect(Object.fromEntries(documented)).toEqual(Object.fromEntries(catalogue));
});

describe.each(Object.keys(errorCatalogue) as ErrorCode[])('%s', (code) => {
  test('becomes an OperationOutcome with its code and public words', () => {
    const outcome = toOperationOutcome(new ServiceError(code));
    expect(outcome).toEqual({
      resourceType: 'OperationOutcome',
      issue: [
        {
          severity: 'error',
          code: errorCatalogue[code].issue,
          details: {
            coding: [{ system: 'urn:naltrexone-cds:errors', code }],
            text: errorCatalogue[code].words,
          },
        },
      ],
    });
  });
});

test('a field that is to blame is named', () => {
  const outcome = toOperationOutcome(new ServiceError('request-invalid', 'context.patientId'));
  expect(outcome.issue[0]).toMatchObject({ expression: ['context.patientId'] });
});
