import { isIP } from 'node:net';
import { addressKind } from '../egress/address-kind.js';
import { isThisMachine } from '../egress/is-this-machine.js';
import { mayAsk } from '../egress/may-ask.js';
import { parseFhirBase } from '../fhir/fhir-base.js';
import type { ClientEntry } from './clients-file.js';
import { jwksBase } from './jwks-base.js';
import { readJwks } from './read-jwks.js';

export interface EntryFault {
  readonly member: string;
  readonly problem: string;
  readonly remedy: string;
}

const MEDICATION_SOURCES = [
  'MedicationRequest',
  'MedicationStatement',
  'MedicationDispense',
  'MedicationAdministration',
];

/**
 * What a schema cannot say of an entry.
 * @param earlier the entries before it in the file
 */
export function faultInEntry(
  entry: ClientEntry,
  earlier: readonly ClientEntry[],
): EntryFault | undefined {
  return (
    faultOfNames(entry, earlier) ??
    faultOfKeys(entry) ??
    faultOfBases(entry) ??
    faultOfSources(entry)
  );
}

function faultOfNames(
  { id, issuer, tenant }: ClientEntry,
  earlier: readonly ClientEntry[],
): EntryFault | undefined {
  if (earlier.some((other) => other.id === id)) {
    return fault('id', 'another client has this id', 'Give each client its own');
  }
  return earlier.some((other) => other.issuer === issuer && other.tenant === tenant)
    ? fault(
        'issuer',
        'another client has this issuer and tenant, so nobody could tell who calls',
        'Tell them apart by "tenant", or make them one client',
      )
    : undefined;
}

function faultOfKeys({ keys, jwksUrl, jku }: ClientEntry): EntryFault | undefined {
  if ((keys === undefined) === (jwksUrl === undefined)) {
    return fault(
      'keys',
      'it wants exactly one of "keys" and "jwksUrl"',
      'Give the public keys, or the address where they are published',
    );
  }
  if (keys !== undefined) {
    const { refused } = readJwks(keys);
    return refused[0] === undefined
      ? undefined
      : fault(
          'keys',
          `the key ${refused[0].kid ?? 'without kid'} cannot be used: ${refused[0].why}`,
          'Give a public key that can check signatures',
        );
  }
  if (jku !== undefined) {
    return fault('jku', 'it goes with "keys" only', 'Remove it: "jwksUrl" is the accepted jku');
  }
  return isSafeAddress(jwksUrl) && mayAsk(new URL(jwksUrl), jwksBase(jwksUrl))
    ? undefined
    : fault(
        'jwksUrl',
        'it is no https address that can be asked',
        'Use https, without user, fragment and encoded slashes; http is for loopback alone',
      );
}

/**
 * Keys or charts that come over a wire that others can write on would be anybody's. A number in place of a name is never
 * resolved, so metadata and link-local addresses are refused here already.
 */
function isSafeAddress(text: string | undefined): text is string {
  if (text === undefined || !URL.canParse(text)) return false;
  const { protocol, hostname, username, password } = new URL(text);
  if (username !== '' || password !== '') return false;
  const address = hostname.replace(/^\[|\]$/g, '');
  if (isIP(address) !== 0 && addressKind(address) === 'never') return false;
  return protocol === 'https:' || (protocol === 'http:' && isThisMachine(hostname));
}

function faultOfBases({ fhirBases, prefetchOnly }: ClientEntry): EntryFault | undefined {
  if (fhirBases.some((text) => parseFhirBase(text) === undefined || !isSafeAddress(text))) {
    return fault(
      'fhirBases',
      'one of them is no https base address',
      'Use absolute addresses without user, query and fragment, such as https://ehr.example/fhir/r4; http is for loopback alone',
    );
  }
  return fhirBases.length === 0 && prefetchOnly !== true
    ? fault(
        'fhirBases',
        'there is none, so no chart could be read',
        'Name the FHIR server, or set "prefetchOnly": true',
      )
    : undefined;
}

function faultOfSources({ absentSources = [] }: ClientEntry): EntryFault | undefined {
  const absent = new Set(absentSources.map(({ source }): string => source));
  if (absent.size < absentSources.length) {
    return fault('absentSources', 'a source is named twice', 'Keep one of them');
  }
  return MEDICATION_SOURCES.every((source) => absent.has(source))
    ? fault(
        'absentSources',
        'no list of medicines is left',
        'Keep one of MedicationRequest, MedicationStatement, MedicationDispense and MedicationAdministration',
      )
    : undefined;
}

const fault = (member: string, problem: string, remedy: string): EntryFault => ({
  member,
  problem,
  remedy,
});
