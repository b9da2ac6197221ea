import { test } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import { caseToFhir } from '../support/case-to-fhir.js';
import { runCase } from '../support/run-case.js';
import { P } from './probes-liver.js';
import './probes-other.js';
import './probes-more.js';
test('one', async () => {
  const out: any[] = []; const seen = new Set<string>();
  for (const q of P) {
    const { exact, has, ind, not, mention, earliestDate, raw, mut, mutPatient, name, ...c } = q;
    const key = (exact ?? []).slice().sort().join() + ind + (c.order?.kind ?? '');
    if (!exact?.length || seen.has(key) || raw || mut || mutPatient) continue; seen.add(key);
    const { response } = await runCase(caseToFhir(JSON.parse(JSON.stringify({ id: 'x', name, ...c }))), 'prefetch');
    out.push(`### ${name} ${exact}`, ...response.cards.map((k: any) => `[${k.indicator}] ${k.summary}\n${(k.detail ?? '').split('\n\nRules:')[0]}`), '');
  }
  writeFileSync('/tmp/one.txt', out.join('\n'));
}, 100000);
