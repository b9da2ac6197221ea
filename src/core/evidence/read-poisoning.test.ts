import { describe, expect, test } from '@jest/globals';
import { terminology } from '../../../test/support/terminology.js';
import { readPoisoning } from './read-poisoning.js';

const read = (code: string): ReturnType<typeof readPoisoning> =>
  readPoisoning(terminology, { system: 'ICD-10-CM', code, display: '' });

describe('readPoisoning', () => {
  test.each([
    ['T40.411A', 'poisoning', 'event', 'short-acting', true],
    ['T40411A', 'poisoning', 'event', 'short-acting', true],
    ['t40.412a', 'poisoning', 'event', 'short-acting', true],
    ['T40.414D', 'poisoning', 'past-event', 'short-acting', true],
    ['T40.413S', 'poisoning', 'past-event', 'short-acting', true],
    ['T40.415A', 'adverse-effect', 'event', 'short-acting', false],
    ['T40.416A', 'underdosing', 'event', 'short-acting', false],
    ['T40.1X1A', 'poisoning', 'event', 'short-acting', true],
    ['T40.1X', 'unknown', 'event', 'short-acting', true],
    ['T40.0X1A', 'poisoning', 'event', 'short-acting', false],
    ['T40.2X2A', 'poisoning', 'event', 'short-acting', false],
    ['T40.3X1A', 'poisoning', 'event', 'methadone', false],
    ['T40.421A', 'poisoning', 'event', 'tramadol', false],
    ['T40.491A', 'poisoning', 'event', 'unknown-opioid', false],
    ['T40.4X1A', 'poisoning', 'event', 'unknown-opioid', false],
    ['T40.601A', 'poisoning', 'event', 'unknown-opioid', false],
    ['T40.695D', 'adverse-effect', 'past-event', 'unknown-opioid', false],
    ['T40.604', 'poisoning', 'event', 'unknown-opioid', false],
  ])('%s', (code, intent, encounter, exposureClass, illicit) => {
    expect(read(code)).toMatchObject({ intent, encounter, exposureClass, illicit });
  });

  test.each(['T40.5X1A', 'T40.7X1A', 'T40.8X1A', 'T40.901A', 'T39.1X1A'])(
    '%s is no opioid',
    (code) => {
      expect(read(code)).toBeUndefined();
    },
  );

  test.each([
    ['opioid-overdose or poisoning: heroin, accidental', ['heroin'], 'short-acting', true],
    ['opioid-overdose or poisoning: methadone', ['methadone'], 'methadone', false],
    ['opioid-overdose or poisoning', ['unknown opioid'], 'unknown-opioid', false],
  ])('SNOMED CT, by our words "%s"', (display, opioids, exposureClass, illicit) => {
    const condition = { system: 'SNOMED CT', code: '1', display } as const;
    expect(readPoisoning(terminology, condition)).toEqual({
      intent: 'unknown',
      encounter: 'event',
      opioids,
      exposureClass,
      illicit,
    });
  });
});
