import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Decision } from '../../src/core/decision.js';
import { addressResource } from '../../src/hook/address-resource.js';
import type { FhirCase } from '../support/case-to-fhir.js';
import { decideCase, prepareCase } from '../support/decide-case.js';
import { type DecidedCase, decideCases, draftsOf, withDrafts } from '../support/decide-cases.js';
import { theKnowledge } from '../support/hook-parts.js';

/* What becomes of an answer when its suggestion is taken. */

const CONTEXT = { patientId: 'p1', encounterId: undefined, user: 'Practitioner/dr1' };
const knowledge = theKnowledge();
const names = Object.keys(knowledge.suggestions.create);

let answers: readonly DecidedCase[] = [];
beforeAll(async () => {
  answers = await decideCases();
});

const offersOf = ({ cards }: Decision) => cards.flatMap(({ suggestions }) => suggestions);
/** The first cases that offer it: more of them only take longer. */
const offering = (name: string) =>
  answers.filter(({ decision }) => offersOf(decision).some(({ id }) => id === name)).slice(0, 12);
const decideAgain = async (sent: FhirCase): Promise<Decision> => {
  const decision = decideCase(await prepareCase(sent), knowledge);
  if (decision === undefined) throw new Error('the order is gone');
  return decision;
};
/** The rules that offer this, and that nobody has answered for. */
const openRules = ({ findings }: Decision, name: string) =>
  findings
    .filter(
      ({ question, outcome, acknowledged }) =>
        acknowledged === undefined &&
        knowledge.questions.get(question)?.outcomes[outcome]?.suggestions?.includes(name),
    )
    .map(({ rule }) => rule);

/** The resource that is offered under a name, as it leaves. */
function proposed(decision: Decision, name: string): any {
  const offer = offersOf(decision).find(({ id }) => id === name);
  if (offer?.action.type !== 'create') throw new Error(`${name} is not offered`);
  return addressResource(offer.action.resource, CONTEXT);
}

test.each(names)('%s is offered in some case', (name) => {
  expect(offering(name).length).toBeGreaterThan(0);
});

describe('signed, it is not offered again, and a fact ends its finding', () => {
  test.each(names)('%s', async (name) => {
    const wrong: string[] = [];
    for (const { id, sent, decision } of offering(name)) {
      const resource = { ...proposed(decision, name), id: 'accepted' };
      if (resource.status === 'draft') resource.status = 'active';
      const after = await decideAgain({ ...sent, resources: [...sent.resources, resource] });
      if (offersOf(after).some((offer) => offer.id === name)) wrong.push(`${id}: offered again`);
      if (resource.resourceType !== 'ServiceRequest') {
        wrong.push(...openRules(after, name).map((rule) => `${id}: ${rule} is still open`));
      }
    }
    expect(wrong).toEqual([]);
  });
});

describe('drafted beside the order, it is not offered again', () => {
  test.each(names.filter((name) => !name.startsWith('record-')))('%s', async (name) => {
    const wrong: string[] = [];
    for (const { id, sent, decision } of offering(name)) {
      const resource = { ...proposed(decision, name), id: 'accepted' };
      const after = await decideAgain(withDrafts(sent, [...draftsOf(sent), resource]));
      if (offersOf(after).some((offer) => offer.id === name)) wrong.push(id);
    }
    expect(wrong).toEqual([]);
  });
});

test('a moved order is early no more: no waiting time is left before its day', async () => {
  const WAITING = ['opioid-ongoing', 'opioid-interval-short', 'opioid-interval-borderline'];
  const wrong: string[] = [];
  let moved = 0;
  for (const { id, sent, decision } of answers) {
    const moves = updatesOf(decision, 'move-planned-day');
    if (moves.length === 0) continue;
    moved += 1;
    const drafts = draftsOf(sent).map(
      (draft) => moves.find((move) => move.id === draft.id) ?? draft,
    );
    const after = await decideAgain(withDrafts(sent, drafts));
    const left = after.findings.filter(
      ({ rule, outcome }) => WAITING.includes(rule) && outcome !== 'illicit-unproven',
    );
    if (left.length > 0) wrong.push(`${id}: ${left.map(({ rule }) => rule).join(', ')}`);
    if (updatesOf(after, 'move-planned-day').length > 0) wrong.push(`${id}: again`);
  }
  expect(moved).toBeGreaterThan(50);
  expect(wrong).toEqual([]);
});

test('an order with a corrected billing code carries no other, and differs in nothing else', async () => {
  let corrected = 0;
  for (const { id, sent, decision } of answers) {
    const [order] = updatesOf(decision, 'correct-billing-code');
    if (order === undefined) continue;
    corrected += 1;
    const [draft] = draftsOf(sent);
    const right = JSON.stringify(draft).replaceAll(/J23(?:20|10|12|13|11)|J2212|J2323/g, 'J2315');
    expect([id, order]).toEqual([id, JSON.parse(right)]);
    const prepared = await prepareCase(withDrafts(sent, [order]), [], ['readiness']);
    const after = decideCase(prepared, theKnowledge());
    const left = after?.findings.filter(({ question }) => question === 'billing-code');
    expect([id, left]).toEqual([id, []]);
  }
  expect(corrected).toBeGreaterThanOrEqual(4);
});

const updatesOf = (decision: Decision, kind: string) =>
  offersOf(decision).flatMap(({ id, action }) =>
    action.type === 'update' && id.startsWith(kind) ? [action.resource] : [],
  );
