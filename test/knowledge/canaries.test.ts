import { expect, test } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CanaryCodes } from '../../src/core/pack/canaries.js';
import { CARDS } from '../../src/wire.js';
import { canaryExceptions } from '../support/canary-exceptions.js';
import { theKnowledge } from '../support/hook-parts.js';
import { type CodeTable, losableKnowledge } from '../support/without-code.js';

/* A new code of a drug wants its canary: without one nobody notices when the code is lost. */

const SYSTEM_OF: Readonly<Record<CodeTable, string>> = {
  rxnorm: 'http://www.nlm.nih.gov/research/umls/rxnorm',
  ndc: 'http://hl7.org/fhir/sid/ndc',
  hcpcs: 'urn:oid:2.16.840.1.113883.6.285',
  atc: 'http://www.whocc.no/atc',
  snomed: 'http://snomed.info/sct',
};

const groups = readdirSync(join(CARDS, 'canaries'))
  .filter((file) => file.endsWith('-codes.json'))
  .flatMap((file) => {
    const text = readFileSync(join(CARDS, 'canaries', file), 'utf8');
    return (JSON.parse(text) as CanaryCodes).groups.map((group) => ({ ...group, file }));
  });
const tried = new Set(
  groups.flatMap(({ system = 'text', codes }) => codes.map((code) => `${system} ${code}`)),
);

test('every code of naltrexone and of an opioid has a canary', () => {
  const exceptions = canaryExceptions();
  const missing = losableKnowledge(theKnowledge()).codes.flatMap(({ table, code, row }) => {
    const drugs = [
      ...(row.naltrexone ? ['naltrexone'] : []),
      ...row.opioids.filter((drug) => !exceptions.has(drug)),
    ];
    const system = SYSTEM_OF[table];
    const isTried =
      tried.has(`${system} ${code}`) ||
      // Of a product in the NDC a package is ordered.
      (table === 'ndc' && [...tried].some((one) => one.startsWith(`${system} ${code}`)));
    if (drugs.length === 0 || isTried) return [];
    const kind = row.naltrexone ? 'naltrexone' : 'opioid';
    const group = groups.find(({ id }) => id === `${table}-${kind}`) ?? {
      ...{ id: `${table}-${kind} (new)`, file: `${kind}-codes.json` },
    };
    return [
      `${table} ${code} (${drugs.join(', ')}): add it to the group ${group.id} of cards/canaries/${group.file}`,
    ];
  });
  expect(missing).toEqual([]);
});

test('the exceptions are drugs whose codes stand in the tables, and in no canary', () => {
  const { codes } = losableKnowledge(theKnowledge());
  for (const drug of canaryExceptions()) {
    const ofDrug = codes.filter(({ row }) => row.opioids.length === 1 && row.opioids[0] === drug);
    expect(ofDrug.length).toBeGreaterThan(0);
    expect(ofDrug.filter(({ table, code }) => tried.has(`${SYSTEM_OF[table]} ${code}`))).toEqual(
      [],
    );
  }
});
