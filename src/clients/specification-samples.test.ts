import { describe, expect, test } from '@jest/globals';
import { faultsInClaims } from './check-claims.js';
import { faultsInHeader } from './check-header.js';
import { faultInSignature } from './check-signature.js';
import { inlineKeys } from './client-keys.js';
import { isToken, readToken, type Token } from './read-token.js';
import type { RegisteredClient } from './registered-client.js';

/*
 * The signed samples of the CDS Hooks specification, of release 1.0 and of 2.0 to 3.0-ballot (CC BY 4.0, Health Level Seven
 * International and Boston Children's Hospital), with the public key that is printed beside them.
 */

const KEY = {
  kty: 'EC',
  use: 'sig',
  crv: 'P-384',
  kid: 'example-kid',
  x: '46SDH7Znh821wblCBglA61sNE9ZrHYKKt3qRtRTmSXyOI_FIGBLWrWa0GPUkDCEk',
  y: 'XMcRuuoGW7CXjQdy-F5i3FeBE0x9hPLdeFdSoDd3ELmx404tLX0VRRcqzAsPhXcI',
  alg: 'ES384',
};
const KEYS = inlineKeys([KEY]);

const SAMPLES: readonly [release: string, text: string][] = [
  [
    '1.0',
    'eyJhbGciOiJFUzM4NCIsInR5cCI6IkpXVCIsImtpZCI6ImV4YW1wbGUta2lkIiwiamt1IjoiaHR0cHM6' +
      'Ly9maGlyLWVoci5leGFtcGxlLmNvbS9qd2tfdXJpIn0.eyJpc3MiOiJodHRwczovL2ZoaXItZWhyLmV4' +
      'YW1wbGUuY29tLyIsInN1YiI6ImNsaWVudF9pZCIsImF1ZCI6Imh0dHBzOi8vY2RzLmV4YW1wbGUub3Jn' +
      'L2Nkcy1zZXJ2aWNlcy9zb21lLXNlcnZpY2UiLCJleHAiOjE0MjI1Njg4NjAsImlhdCI6MTMxMTI4MDk3' +
      'MCwianRpIjoiZWUyMmIwMjEtZTFiNy00NjExLWJhNWItOGVlYzZhMzNhYzFlIiwidGVuYW50IjoiMmRk' +
      'ZDZjM2EtOGU5YS00NGM2LWEzMDUtNTIxMTFhZDMwMmEyIn0.CUFPkplnWd6YGIvzoHolWCQBDsCL8QtT' +
      'WKGg_QFpS169WrqDGzktRi-_we6-6rVzbjerU27ZKww_SW0-b9RTz-dPJNcqsueMio8r6EqXUXhbLm_c' +
      'h3XFSbDlGHDl_tqo',
  ],
  [
    '2.0 to 3.0-ballot',
    'eyJhbGciOiJFUzM4NCIsInR5cCI6IkpXVCIsImtpZCI6ImV4YW1wbGUta2lkIiwiamt1IjoiaHR0cHM6' +
      'Ly9maGlyLWVoci5leGFtcGxlLmNvbS9qd2tfdXJpIn0.eyJpc3MiOiJodHRwczovL2ZoaXItZWhyLmV4' +
      'YW1wbGUuY29tLyIsImF1ZCI6Imh0dHBzOi8vY2RzLmV4YW1wbGUub3JnL2Nkcy1zZXJ2aWNlcy9zb21l' +
      'LXNlcnZpY2UiLCJleHAiOjE0MjI1Njg4NjAsImlhdCI6MTMxMTI4MDk3MCwianRpIjoiZWUyMmIwMjEt' +
      'ZTFiNy00NjExLWJhNWItOGVlYzZhMzNhYzFlIiwidGVuYW50IjoiMmRkZDZjM2EtOGU5YS00NGM2LWEz' +
      'MDUtNTIxMTFhZDMwMmEyIn0.d1WfLjGRKlcWB94l9do4cM8REXeYJLL6SGUBO8VHZhfM8mwKYP70EMxJ' +
      '67War4TQblEpaQrp11wx5p7oPFm2ETYgCicS84vXWEIYTdjooZdooCSDf2L8-i4awdoUwiEb',
  ],
];

const client = {
  id: 'sample',
  issuer: 'https://fhir-ehr.example.com/',
  tenant: '2ddd6c3a-8e9a-44c6-a305-52111ad302a2',
  algorithms: ['ES384', 'RS384'],
  audiences: ['https://cds.example.org/cds-services/some-service'],
  jku: ['https://fhir-ehr.example.com/jwk_uri'],
  keys: KEYS,
} as unknown as RegisteredClient;

const read = (text: string): Token => {
  const token = readToken(text);
  if (!isToken(token)) throw new Error(token.reason);
  return token;
};

describe.each(SAMPLES)('the sample of %s', (_release, text) => {
  test('has a signature that holds', async () => {
    expect(await faultInSignature(read(text), KEYS)).toBeUndefined();
  });

  test('has one that does not hold with a byte changed anywhere', async () => {
    const at = text.lastIndexOf('.') + 20;
    const changed = text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1);
    expect(await faultInSignature(read(changed), KEYS)).toMatchObject({
      reason: 'signature-wrong',
    });
  });

  test('is refused for its times alone: expired in 2015, and made for three and a half years', () => {
    const token = read(text);
    expect(faultsInHeader(token.header)).toEqual([]);
    const today = faultsInClaims(token, client, Date.parse('2026-11-24T20:00:00Z'));
    expect(today.map(({ reason }) => reason)).toEqual(['expired', 'life-too-long']);
    const inItsLife = faultsInClaims(token, client, 1_400_000_000_000);
    expect(inItsLife).toMatchObject([{ reason: 'life-too-long', seconds: 111_287_890 }]);
  });
});
