import { expect, test } from '@jest/globals';
import { theKnowledge } from '../../test/support/hook-parts.js';
import { loadSitePolicy } from '../knowledge/load-site-policy.js';
import { chooseArm } from './choose-arm.js';

const siteBy = (by: 'encounter' | 'clinician' | 'patient' | 'site') =>
  loadSitePolicy(
    {
      experiment: {
        ...{ id: 'waits', by, reason: 'Trial', owner: 'Pharmacy', date: '2026-11-01' },
        arms: [
          { id: 'usual', share: 3 },
          { id: 'longer', share: 1 },
        ],
      },
    },
    theKnowledge(),
  );

const call = (n: number) => ({
  encounterId: `encounter-${String(n)}`,
  user: `Practitioner/${String(n % 7)}`,
  patientId: `patient-${String(n)}`,
});

const armOf = (by: Parameters<typeof siteBy>[0], n: number, client = 'mercy') =>
  chooseArm(siteBy(by), call(n), { id: client }).arm?.arm;

test('calls are divided in proportion to the shares', () => {
  const site = siteBy('encounter');
  const arms = Array.from(
    { length: 4000 },
    (_, n) => chooseArm(site, call(n), { id: 'mercy' }).arm?.arm,
  );
  const longer = arms.filter((arm) => arm === 'longer').length;
  // Four standard errors around a quarter.
  expect(Math.abs(longer - 1000)).toBeLessThan(4 * Math.sqrt(4000 * 0.25 * 0.75));
});

test.each([
  ['encounter', 3, 3],
  ['clinician', 3, 10],
  ['patient', 5, 5],
  ['site', 1, 2],
] as const)('the same %s stands on the same side', (by, one, other) => {
  expect(armOf(by, one)).toBe(armOf(by, other));
});

test('the chosen policy is that of the arm', () => {
  const site = siteBy('patient');
  const { policy, arm } = chooseArm(site, call(1), { id: 'mercy' });
  expect(policy).toBe(site.experiment?.arms.find(({ id }) => id === arm?.arm)?.policy);
});

test('a call that does not say whose it is stands in no experiment', () => {
  const site = siteBy('encounter');
  const { policy, arm } = chooseArm(site, { ...call(1), encounterId: undefined }, { id: 'mercy' });
  expect([policy, arm]).toEqual([site, undefined]);
  expect(chooseArm(loadSitePolicy({}, theKnowledge()), call(1), { id: 'mercy' }).arm).toBe(
    undefined,
  );
});
