import type { Refusal } from './refusal.js';

/** Parameters that would bring a key along or name a place to get one from, or change what is signed (RFC 8725, 3.1, 3.9, 3.10). */
const REFUSED = ['crit', 'b64', 'jwk', 'x5u', 'x5c', 'cty', 'enc', 'zip'];
const MAX_KID = 256;

/** What is wrong with the header of a token, whoever sent it. */
export function faultsInHeader(header: Readonly<Record<string, unknown>>): readonly Refusal[] {
  const faults: Refusal[] = [];
  const { typ, kid } = header;
  if (typeof typ !== 'string' || typ.toUpperCase() !== 'JWT') {
    faults.push({ reason: 'type-refused', part: 'typ', expected: ['JWT'], got: said(typ) });
  }
  for (const part of REFUSED) {
    if (Object.hasOwn(header, part)) faults.push({ reason: 'header-refused', part });
  }
  if (typeof kid !== 'string' || kid === '' || kid.length > MAX_KID) {
    faults.push({ reason: 'kid-missing', part: 'kid', got: said(kid) });
  }
  return faults;
}

/** A value of a token as an operator reads it. */
export function said(value: unknown): string {
  if (value === undefined) return 'nothing';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
