/* eslint-disable */
import { test } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import { caseToFhir } from '../support/case-to-fhir.js';
import { answered } from '../support/compare-answer.js';
import { compareAnswer } from '../support/compare-answer.js';
import { runCase } from '../support/run-case.js';
import { P } from './probes-liver.js';
import './probes-other.js';
import './probes-more.js';

const QS = ['liver-tests-missing','liver-tests-stale','liver-tests-aging','liver-result-unreadable','liver-tests-pending','overdose-rescue-missing','ntx-indication-missing','data-source-unreadable','opioid-tox-missing','opioid-tox-coverage-gap','opioid-tox-aging'];
test('probes', async () => {
  const out: string[] = [];
  let bad = 0;
  const only = process.env.ONLY ? new RegExp(process.env.ONLY) : undefined;
  for (const q of P) {
    if (only && !only.test(q.name)) continue;
    const { exact, has, ind, not, mention, earliestDate, raw, mut, mutPatient, ...c } = q;
    let diffs: string[] = [];
    try {
      const sent: any = caseToFhir(JSON.parse(JSON.stringify(c)));
      if (raw) sent.resources.push(...raw);
      if (mut) mut(sent.context.draftOrders.entry[0].resource);
      if (mutPatient) mutPatient(sent.resources[0]);
      const { response, events } = await runCase(sent, 'prefetch');
      const got = answered(response.cards as any);
      diffs.push(...compareAnswer({ indicator: ind, rules: has ?? [], not, mention, earliestDate } as any, response.cards as any, sent));
      if (exact) {
        const a = [...new Set(exact as string[])].sort().join(','), b = [...got.rules].sort().join(',');
        if (a !== b) diffs.push(`rules: expected [${a}], got [${b}]`);
      }
      const cards = response.cards as any[]; const lvl = ['none','info','warning','critical'];
      const ext = cards.map((k) => k.extension?.['org.naltrexone-cds']?.rules ?? []);
      const isQ = (id: string) => QS.includes(id);
      if (cards.length > 2) diffs.push('more than two cards');
      const all = ext.flat().map((r: any) => r.id); if (new Set(all).size !== all.length) diffs.push('listed twice ' + all);
      cards.forEach((k, i) => { const want = Math.max(0, ...ext[i].map((r: any) => lvl.indexOf(r.indicator))); if (lvl[want] !== k.indicator) diffs.push(`card ${i} indicator ${k.indicator}, rules say ${lvl[want]}`); if (k.summary.length >= 140) diffs.push('summary long'); const bl = (k.detail ?? '').split('\n').filter((x: string) => x.startsWith('- ')).length; if (bl > 7) diffs.push('bullets ' + bl); });
      if (cards.length === 2 && cards[0].indicator === 'critical' && ext[1].every((r: any) => r.indicator === 'info' && isQ(r.id))) diffs.push('missing card should be folded');
      if (cards.length === 2 && !(ext[0].some((r: any) => !isQ(r.id)))) diffs.push('two missing cards');
      for (const e of events) if (e.failure) diffs.push('FAILURE ' + String((e.failure as any).stack).slice(0, 400));
      (globalThis as any).lastGot = got.indicator + ' ' + got.rules;
      if (diffs.length) diffs.push(`   got ${got.indicator} [${got.rules}] dates ${got.dates}`);
      if (process.env.SHOW) out.push(JSON.stringify(c.facts), got.words);
    } catch (e: any) { diffs = ['THROW ' + e.message]; }
    if (!ind) out.push('UNSPEC ' + q.name + ': ' + diffs.length + ' ' + (globalThis as any).lastGot); if (diffs.length) { bad++; out.push(`${q.id} ${q.name}: ${diffs.join(' | ')}`); }
  }
  out.push(`${P.length} probes, ${bad} differ`);
  writeFileSync('/tmp/probe-out.txt', out.join('\n') + '\n');
}, 600000);
