import { describe, expect, test } from '@jest/globals';
import { readBundle } from './read-bundle.js';

const row = (id: string) => ({ resourceType: 'Condition', id });
const bundle = (entry: unknown, more = {}) => ({ resourceType: 'Bundle', entry, ...more });
const read = (value: unknown) => readBundle(value, 'Condition');
const idsOf = (value: unknown) => read(value).rows.map(({ id }) => id);

describe('readBundle', () => {
  test('reads a searchset, with and without type, fullUrl and search', () => {
    expect(idsOf(bundle([{ resource: row('a') }, { fullUrl: 'x', resource: row('b') }]))).toEqual([
      'a',
      'b',
    ]);
    expect(read(bundle([{ resource: row('a') }])).fault).toBeUndefined();
  });

  test('no entries are nothing there, not a fault', () => {
    expect(read(bundle([]))).toMatchObject({ rows: [], fault: undefined });
    expect(read(bundle(undefined))).toMatchObject({ rows: [], fault: undefined });
    expect(read(bundle(null))).toMatchObject({ rows: [], fault: undefined });
  });

  test('one entry that is no list counts as a list of one', () => {
    expect(idsOf(bundle({ resource: row('a') }))).toEqual(['a']);
  });

  test.each([null, undefined, [], 'Bundle', 3, true, {}, { resourceType: 'Condition' }])(
    '%j is no FHIR answer',
    (value) => {
      expect(read(value)).toMatchObject({ rows: [], fault: { reason: 'not-fhir' } });
    },
  );

  test('an OperationOutcome is one, as a whole or as an entry beside rows', () => {
    const outcome = { resourceType: 'OperationOutcome', issue: [] };
    expect(read(outcome).fault).toEqual({ reason: 'operation-outcome' });
    const beside = bundle([
      { resource: row('a') },
      { search: { mode: 'outcome' }, resource: outcome },
    ]);
    expect(read(beside)).toMatchObject({
      rows: [{ id: 'a' }],
      fault: { reason: 'operation-outcome' },
    });
  });

  test('a mere remark beside rows, or beside none, is not', () => {
    const remark = (code: string) => ({
      search: { mode: 'outcome' },
      resource: {
        resourceType: 'OperationOutcome',
        issue: [{ severity: 'information', code, diagnostics: 'Page 1 of 1' }],
      },
    });
    const hint = remark('informational');
    expect(read(bundle([{ resource: row('a') }, hint]))).toMatchObject({
      rows: [{ id: 'a' }],
      fault: undefined,
    });
    expect(read(bundle([hint]))).toMatchObject({ rows: [], fault: undefined });
    expect(read(bundle([hint, remark('suppressed')])).fault).toEqual({ reason: 'withheld' });
    expect(read(bundle([hint, remark('not-supported')])).fault).toEqual({
      reason: 'operation-outcome',
    });
    // In place of a searchset even a remark is no answer to the question.
    expect(read(hint.resource).fault).toEqual({ reason: 'operation-outcome' });
  });

  test.each([
    [null],
    ['x'],
    [{}],
    [{ resource: null }],
    [{ response: { status: '404' } }],
    [[row('b')]],
  ])('an unreadable entry %j is not passed over', (entry) => {
    const page = read(bundle([{ resource: row('a') }, entry]));
    expect(page).toMatchObject({ rows: [{ id: 'a' }], fault: { reason: 'unreadable-row' } });
  });

  test('rows of another type are left out; nothing else at all is no answer', () => {
    const other = { resource: { resourceType: 'Patient', id: 'p' } };
    expect(read(bundle([other, { resource: row('a') }]))).toMatchObject({ fault: undefined });
    expect(read(bundle([other])).fault).toEqual({ reason: 'unreadable-row' });
    expect(read(bundle([{ ...other, search: { mode: 'include' } }])).fault).toBeUndefined();
  });

  test('Medications that came along are kept by id and by fullUrl', () => {
    const medication = { resourceType: 'Medication', id: 'm1' };
    const page = read(bundle([{ fullUrl: 'urn:uuid:1', resource: medication }]));
    expect(page.medications.map(([address]) => address)).toEqual(['Medication/m1', 'urn:uuid:1']);
    expect(page.fault).toBeUndefined();
  });

  test('next page and total', () => {
    const link = [
      { relation: 'self', url: 'a' },
      { relation: 'next', url: 'b' },
    ];
    expect(read(bundle([], { link, total: 3 }))).toMatchObject({ next: 'b', total: 3 });
    expect(read(bundle([], { link: { relation: 'next' } })).next).toBe('');
    expect(read(bundle([], { link: 'next', total: '3' }))).toMatchObject({
      next: undefined,
      total: undefined,
    });
  });
});
