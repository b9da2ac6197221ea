import { beforeAll, expect, test } from '@jest/globals';
import type { CdsCard } from '../../src/hook/cds-response.js';
import { faultInResponse } from '../../src/hook/check-response.js';
import { nameBasedUuid } from '../../src/hook/name-based-uuid.js';
import { respond } from '../../src/hook/respond.js';
import { decideCases, draftsOf } from '../support/decide-cases.js';
import { fhirProblems } from '../support/fhir-problems.js';

/* What every card of every case offers. */

const IDENTITY = {
  decision: nameBasedUuid('of a case'),
  service: 'naltrexone-safety',
  patientId: 'p1',
  encounterId: undefined,
  user: 'Practitioner/dr1',
};

interface Answer {
  readonly id: string;
  readonly drafts: readonly any[];
  readonly cards: readonly any[];
}
let answers: readonly Answer[] = [];
beforeAll(async () => {
  answers = (await decideCases()).map(({ id, sent, decision }) => ({
    id,
    drafts: draftsOf(sent),
    cards: respond(decision, IDENTITY).cards,
  }));
});

const offered = (): any[] =>
  answers.flatMap(({ cards }) => cards.flatMap(({ suggestions = [] }) => suggestions));
const wrongCards = (isWrong: (card: any, drafts: readonly any[]) => boolean): string[] =>
  answers
    .filter(({ cards, drafts }) => cards.some((card) => isWrong(card, drafts)))
    .map(({ id }) => id);

test('many cards offer something, of every kind', () => {
  const kinds = offered().map(({ label }) => /^\w+/.exec(label)?.[0]);
  expect([...new Set(kinds)].sort()).toEqual([
    'Create',
    'Move',
    'Order',
    'Prescribe',
    'Record',
    'Replace',
  ]);
  expect(kinds.length).toBeGreaterThan(200);
});

test('every answer is legal', () => {
  expect(answers.filter(({ cards }) => faultInResponse({ cards: cards as CdsCard[] }))).toEqual([]);
});

test('every resource that is offered is valid R4 by two validators', () => {
  const resources = new Map(
    offered()
      .flatMap(({ actions }) => actions)
      .map(({ resource }) => [JSON.stringify(resource), resource]),
  );
  expect(resources.size).toBeGreaterThan(20);
  const wrong = [...resources.values()].flatMap((resource) =>
    fhirProblems(resource).map((problem) => ({ resource, problem })),
  );
  expect(wrong).toEqual([]);
});

test('one action each; what is new has no id and is of this patient, what is replaced is the draft itself', () => {
  expect(
    wrongCards(({ suggestions = [] }, drafts) =>
      suggestions.some(({ actions }: any) => {
        const [{ type, resource }] = actions;
        return (
          actions.length !== 1 ||
          (type === 'create'
            ? resource.id !== undefined ||
              (resource.subject ?? resource.for).reference !== 'Patient/p1'
            : !drafts.some(
                ({ id, resourceType }) =>
                  id === resource.id && resourceType === resource.resourceType,
              ))
        );
      }),
    ),
  ).toEqual([]);
});

test('a moved draft differs in nothing but its planned dates', () => {
  const planned = (draft: any): object => ({
    ...draft,
    occurrenceDateTime: undefined,
    dosageInstruction: draft.dosageInstruction?.map(({ timing, ...dosage }: any) => ({
      ...dosage,
      timing: { ...timing, event: undefined, repeat: { ...timing?.repeat, boundsPeriod: null } },
    })),
  });
  const moves = answers.flatMap(({ drafts, cards }) =>
    cards
      .flatMap(({ suggestions = [] }) => suggestions)
      .filter(({ label }: any) => label.startsWith('Move'))
      .flatMap(({ actions }: any) => actions)
      .map(({ resource }: any) => ({
        resource,
        draft: drafts.find(({ id }) => id === resource.id),
      })),
  );
  expect(moves.length).toBeGreaterThan(50);
  for (const { resource, draft } of moves) expect(planned(resource)).toEqual(planned(draft));
});

test('suggestions, their number, their uuids and how they go together', () => {
  expect(
    wrongCards(({ suggestions, selectionBehavior }) => {
      if (suggestions === undefined) return selectionBehavior !== undefined;
      const uuids = suggestions.map(({ uuid }: any) => uuid);
      const recommended = suggestions.filter(({ isRecommended }: any) => isRecommended);
      return (
        suggestions.length > 4 ||
        new Set(uuids).size < uuids.length ||
        (selectionBehavior === 'at-most-one' && recommended.length > 1)
      );
    }),
  ).toEqual([]);
});

test('every safety card above info gives reasons to go on, each once', () => {
  expect(
    wrongCards(({ overrideReasons = [], indicator, source }) => {
      const codes = overrideReasons.map(({ code }: any) => code);
      return (
        new Set(codes).size < codes.length ||
        codes.length > 8 ||
        (indicator !== 'info' && source.topic.code === 'contraindication' && codes.length < 3)
      );
    }),
  ).toEqual([]);
});
