import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Keys } from '../keys/load-keys.js';
import { UnsealError } from './unseal-error.js';

/** What was sealed for one purpose opens for no other. */
type SealPurpose = 'snapshot' | 'findings' | 'comment' | 'unread-text';

/** Encrypts what may be a patient's own words or data, so that it can be kept. */
export interface Sealing {
  readonly seal: (purpose: SealPurpose, bytes: Uint8Array) => Uint8Array;
  /** @throws UnsealError when the key is gone or the bytes are others */
  readonly unseal: (purpose: SealPurpose, sealed: Uint8Array) => Uint8Array;
}

const CIPHER = 'aes-256-gcm';
/** The only layout so far: this byte, length of the key's id, the id, IV, ciphertext, tag. */
const LAYOUT = 1;
const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * AES-256-GCM: seals with the current key, opens with any of the ring. Purpose, layout and the key's id are authenticated too. A
 * random IV is safe for some 2^32 seals under one key (NIST SP 800-38D, 8.3).
 */
export const sealWith = (keys: Keys['snapshot']): Sealing => ({
  seal(purpose, bytes) {
    const { kid, key } = keys.current;
    const named = Buffer.from(kid);
    const head = Buffer.concat([Buffer.from([LAYOUT, named.length]), named]);
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv(CIPHER, key, iv, { authTagLength: TAG_BYTES });
    cipher.setAAD(boundTo(purpose, head));
    return Buffer.concat([head, iv, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
  },
  unseal(purpose, sealed) {
    const all = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
    const headEnd = 2 + (all[1] ?? 0);
    const ivEnd = headEnd + IV_BYTES;
    const tagStart = all.length - TAG_BYTES;
    if (all[0] !== LAYOUT || tagStart < ivEnd) throw new UnsealError('damaged');
    const head = all.subarray(0, headEnd);
    const key = keys.find(head.toString('latin1', 2));
    if (key === undefined) throw new UnsealError('key-missing');
    const decipher = createDecipheriv(CIPHER, key, all.subarray(headEnd, ivEnd), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAAD(boundTo(purpose, head)).setAuthTag(all.subarray(tagStart));
    try {
      return Buffer.concat([decipher.update(all.subarray(ivEnd, tagStart)), decipher.final()]);
    } catch (error) {
      throw new UnsealError('damaged', { cause: error });
    }
  },
});

const boundTo = (purpose: SealPurpose, head: Buffer): Buffer =>
  Buffer.concat([Buffer.from(`${purpose}\0`), head]);
