import { expect, test } from '@jest/globals';
import { writeKeys } from '../../test/support/keys-file.js';
import { newKeys } from './new-keys.js';
import { readKeysFile } from './read-keys-file.js';
import { rotateKeys } from './rotate-keys.js';

const FIRST = newKeys('2026-01-01');
const SECOND = rotateKeys(FIRST, { today: '2026-06-01' });
const idsOf = ({ snapshot, smartClient }: typeof FIRST) => ({
  snapshot: snapshot.keys.map(({ kid }) => kid),
  smartClient: smartClient.keys.map(({ kid }) => kid),
});

test('new keys are used, the old ones stay for reading, patients stay linked', () => {
  expect(SECOND.snapshot.keys).toEqual([FIRST.snapshot.keys[0], expect.anything()]);
  expect(SECOND.snapshot.current).toBe(SECOND.snapshot.keys[1]!.kid);
  expect(SECOND.smartClient.keys.slice(0, 2)).toEqual(FIRST.smartClient.keys);
  expect(SECOND.patientHash).toEqual(FIRST.patientHash);
});

test('a SMART client key was published a rotation before it signs', () => {
  expect(SECOND.smartClient.current).toBe(FIRST.smartClient.next);
  expect(SECOND.smartClient.next).toBe(SECOND.smartClient.keys[2]!.kid);
});

test('the patient-hash key changes only when that is asked for', () => {
  const renewed = rotateKeys(FIRST, { today: '2026-06-01', patientHash: true });
  expect(renewed.patientHash.secret).not.toBe(FIRST.patientHash.secret);
  expect(renewed.patientHash.kid).toMatch(/^2026-06-01-/);
});

test.each([
  [undefined, 2, 3],
  ['2026-01-01', 2, 3],
  // The pair of January that signs now stays whatever its age.
  ['2026-01-02', 1, 2],
  ['2027-01-01', 1, 2],
])(
  'retiring before %s leaves %i snapshot keys and %i key pairs',
  (retireBefore, secrets, pairs) => {
    const rotated = rotateKeys(FIRST, { today: '2026-06-01', retireBefore });
    const ids = idsOf(rotated);
    expect([ids.snapshot.length, ids.smartClient.length]).toEqual([secrets, pairs]);
    expect(ids.snapshot).toContain(rotated.snapshot.current);
    expect(readKeysFile(writeKeys(rotated))).toEqual(rotated);
  },
);

test('two rotations that retire everything leave none of the keys that were there', () => {
  const all = { today: '2026-06-01', retireBefore: '2026-06-01', patientHash: true };
  const left = idsOf(rotateKeys(rotateKeys(FIRST, all), all));
  const before = idsOf(FIRST);
  for (const ring of ['snapshot', 'smartClient'] as const) {
    expect(left[ring].filter((kid) => before[ring].includes(kid))).toEqual([]);
  }
});

test('a hundred rotations are still a keys file', () => {
  let file = FIRST;
  for (let turn = 0; turn < 100; turn += 1) file = rotateKeys(file, { today: '2026-06-01' });
  expect(readKeysFile(writeKeys(file)).snapshot.keys).toHaveLength(101);
});
