import { test } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import { caseToFhir } from '../support/case-to-fhir.js';
import { runCase } from '../support/run-case.js';
import { P } from './probes-liver.js';
import './probes-other.js';
import './probes-more.js';
const QS = ['liver-tests-missing','liver-tests-stale','liver-tests-aging','liver-result-unreadable','liver-tests-pending','overdose-rescue-missing','ntx-indication-missing','data-source-unreadable','opioid-tox-missing','opioid-tox-coverage-gap','opioid-tox-aging'];
const RIDE = ['thioridazine-interaction','acetaminophen-heavy','eosinophilic-pneumonia-history'];
const lvl = ['none','info','warning','critical'];
test('random', async () => {
  const out: string[] = []; let s = 12345; const rnd = () => (s = (s * 1103515245 + 12345) % 2147483648) / 2147483648;
  const facts = P.filter((q) => !q.raw && !q.mut).flatMap((q) => q.facts).filter((f: any) => !f.id && !f.hasMember);
  const kinds = ['depot','depot','depot','oral','contrave','ldn'];
  const givens = [['aud','negative-panel','normal-liver'],['oud','negative-panel'],['oud','aud','depot-given'],['negative-panel','normal-liver'],['aud','depot-given','normal-liver -200d']];
  const run = async (c: any) => (await runCase(caseToFhir(c), 'prefetch'));
  for (let i = 0; i < 1500; i++) {
    const n = 1 + Math.floor(rnd() * 7);
    const fs = Array.from({ length: n }, () => facts[Math.floor(rnd() * facts.length)]);
    const c: any = JSON.parse(JSON.stringify({ id: 'r', name: 'r', given: givens[Math.floor(rnd() * givens.length)], order: { kind: kinds[Math.floor(rnd() * kinds.length)] }, facts: fs, ...(rnd() < 0.1 ? { access: { [['Observation','Condition','MedicationStatement','MedicationRequest'][Math.floor(rnd()*4)]!]: '403' } } : {}) }));
    const diffs: string[] = [];
    const { response, events } = await run(c);
    const cards = response.cards as any[];
    const ext = cards.map((k) => k.extension?.['org.naltrexone-cds']?.rules ?? []);
    const all = ext.flat().map((r: any) => r.id);
    if (cards.length > 2) diffs.push('cards ' + cards.length);
    if (new Set(all).size !== all.length) diffs.push('twice ' + all);
    cards.forEach((k, j) => { const want = Math.max(0, ...ext[j].map((r: any) => lvl.indexOf(r.indicator))); if (lvl[want] !== k.indicator) diffs.push(`ind ${k.indicator} rules ${lvl[want]}`); if (k.summary.length >= 140) diffs.push('long ' + k.summary); if ((k.detail ?? '').split('\n').filter((x: string) => x.startsWith('- ')).length > 7) diffs.push('bullets'); });
    const stars = (j: number) => ext[j].filter((r: any) => !QS.includes(r.id) && !RIDE.includes(r.id));
    if (cards.length === 2) { if (cards[0].indicator === 'critical' && ext[1].every((r: any) => r.indicator === 'info')) diffs.push('not folded'); if (!stars(0).some((r: any) => r.indicator !== 'info')) diffs.push('info star card beside missing'); if (ext[0].some((r: any) => QS.includes(r.id))) diffs.push('? on safety card'); if (stars(1).length) diffs.push('star on missing card'); if (ext[1].some((r: any) => RIDE.includes(r.id))) diffs.push('ride on missing beside safety'); }
    if (cards.length === 1 && ext[0].every((r: any) => RIDE.includes(r.id))) diffs.push('card of ride-alongs');
    if (cards.length === 1) { const q = ext[0].filter((r: any) => QS.includes(r.id)); const st = stars(0); if (q.length && st.some((r: any) => r.indicator !== 'info') && !(cards[0].indicator === 'critical' && q.every((r: any) => r.indicator === 'info'))) diffs.push('? and ★ wrongly on one card'); }
    for (const e of events) if (e.failure) diffs.push('FAIL ' + String((e.failure as any).stack).slice(0, 500));
    // a contrave/ldn cap: same facts under ldn never worse than depot in liver rules
    if (diffs.length) out.push(i + ' ' + diffs.join(' | ') + ' ' + JSON.stringify(c).slice(0, 1500));
  }
  out.push('done ' + out.length);
  writeFileSync('/tmp/random.txt', out.join('\n') + '\n');
}, 600000);
