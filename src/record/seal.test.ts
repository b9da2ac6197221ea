import { expect, test } from '@jest/globals';
import { createDecipheriv } from 'node:crypto';
import fc from 'fast-check';
import { writeKeys } from '../../test/support/keys-file.js';
import { loadKeys } from '../keys/load-keys.js';
import { newKeys } from '../keys/new-keys.js';
import { rotateKeys } from '../keys/rotate-keys.js';
import { sealWith } from './seal.js';
import { UnsealError } from './unseal-error.js';

const OLD = newKeys('2026-11-01');
const ringOf = (file: typeof OLD) => loadKeys(writeKeys(file)).snapshot;
const old = sealWith(ringOf(OLD));
const text = Buffer.from('Patient says: last fentanyl in June');

function faultOf(open: () => unknown): string {
  try {
    open();
  } catch (error) {
    if (error instanceof UnsealError) return error.fault;
    throw error;
  }
  return 'none';
}

test('what was sealed is opened, whatever it is, and does not show it', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      expect(Buffer.from(old.unseal('comment', old.seal('comment', bytes)))).toEqual(
        Buffer.from(bytes),
      );
    }),
  );
  expect(Buffer.from(old.seal('comment', text)).includes('fentanyl')).toBe(false);
});

test('the same bytes are sealed differently each time', () => {
  expect(old.seal('comment', text)).not.toEqual(old.seal('comment', text));
});

test('it is AES-256-GCM in the documented layout', () => {
  const sealed = Buffer.from(old.seal('snapshot', text));
  const { kid } = OLD.snapshot.keys[0]!;
  const head = sealed.subarray(0, 2 + kid.length);
  expect(head).toEqual(Buffer.concat([Buffer.from([1, kid.length]), Buffer.from(kid)]));
  const iv = sealed.subarray(head.length, head.length + 12);
  const secret = Buffer.from(OLD.snapshot.keys[0]!.secret, 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', secret, iv, { authTagLength: 16 });
  decipher
    .setAAD(Buffer.concat([Buffer.from('snapshot\0'), head]))
    .setAuthTag(sealed.subarray(-16));
  const opened = [decipher.update(sealed.subarray(head.length + 12, -16)), decipher.final()];
  expect(Buffer.concat(opened)).toEqual(text);
});

test('a rotated ring seals with its new key and opens what the old one sealed', () => {
  const rotated = rotateKeys(OLD, { today: '2026-11-24' });
  const now = sealWith(ringOf(rotated));
  expect(now.unseal('comment', old.seal('comment', text))).toEqual(text);
  const sealed = now.seal('comment', text);
  expect(Buffer.from(sealed).includes(rotated.snapshot.current)).toBe(true);
  expect(faultOf(() => old.unseal('comment', sealed))).toBe('key-missing');
});

test('one changed bit anywhere, another purpose and a cut are noticed', () => {
  const sealed = old.seal('comment', text);
  for (let bit = 0; bit < sealed.length * 8; bit += 1) {
    const changed = Uint8Array.from(sealed);
    changed[bit >> 3]! ^= 1 << (bit & 7);
    expect(faultOf(() => old.unseal('comment', changed))).not.toBe('none');
  }
  for (let length = 0; length < sealed.length; length += 1) {
    expect(faultOf(() => old.unseal('comment', sealed.subarray(0, length)))).not.toBe('none');
  }
  expect(faultOf(() => old.unseal('snapshot', sealed))).toBe('damaged');
});
