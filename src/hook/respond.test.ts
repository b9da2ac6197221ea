import { describe, expect, test } from '@jest/globals';
import type { MedicationRequest } from 'fhir/r4.js';
import type { Suggestion } from '../core/compose/suggest/suggestion.js';
import type { CardContent, Decision } from '../core/decision.js';
import { faultInResponse } from './check-response.js';
import { nameBasedUuid } from './name-based-uuid.js';
import { type AnswerIdentity, respond } from './respond.js';

const topic = {
  system: 'http://terminology.hl7.org/CodeSystem/cdshooks-card-type',
  code: 'guideline',
  display: 'Guideline',
};
const card = (more: Partial<CardContent> = {}): CardContent => ({
  kind: 'safety',
  indicator: 'critical',
  summary: 'Oxycodone supply runs until 28 Nov 2026: earliest naltrexone 8 Dec 2026',
  detail: '- Oxycodone',
  source: { label: 'label', url: 'https://example.org/', topic },
  suggestions: [],
  atMostOne: false,
  overrideReasons: [],
  orders: ['MedicationRequest/draft-1'],
  rules: [{ id: 'opioid-ongoing', version: '1.0.0', state: 'met', indicator: 'critical' }],
  notBefore: '2026-12-05',
  earliestDate: '2026-12-08',
  unknown: ['MedicationDispense'],
  ...more,
});
const decision = (...cards: readonly CardContent[]): Decision => ({
  orders: ['MedicationRequest/draft-1'],
  findings: [],
  cards,
  notBefore: undefined,
  earliestDate: undefined,
  plan: undefined,
  wouldClear: undefined,
  gaps: [],
  liverScores: undefined,
  readiness: undefined,
  billing: undefined,
  localCodes: [],
  knowledge: 'abcdef012345',
});
const identity = {
  decision: nameBasedUuid('a decision'),
  service: 'naltrexone-safety',
  patientId: 'p1',
  encounterId: undefined,
  user: undefined,
};
const answer = (...cards: readonly CardContent[]) => respond(decision(...cards), identity);
const order: Suggestion = {
  id: 'order-liver-tests',
  label: 'Order a liver panel',
  recommended: true,
  action: {
    type: 'create',
    description: 'Orders a hepatic function panel.',
    resource: { resourceType: 'ServiceRequest', status: 'draft' },
    stated: false,
  },
};
const record: Suggestion = {
  ...order,
  id: 'record',
  recommended: false,
  action: {
    type: 'create',
    description: 'Adds an observation.',
    resource: { resourceType: 'Observation', status: 'final' },
    stated: true,
  },
};
const move: Suggestion = {
  ...order,
  id: 'move',
  action: {
    type: 'update',
    description: 'Moves it.',
    resource: { resourceType: 'MedicationRequest', id: 'draft-1' } as MedicationRequest,
  },
};
const reason = { system: 'urn:x', code: 'given-later', display: 'Later' };

describe('respond', () => {
  test('puts everything that is behind a card into its extension', () => {
    expect(answer(card())).toEqual({
      cards: [
        {
          uuid: nameBasedUuid(`${identity.decision}/card/safety`),
          summary: card().summary,
          detail: '- Oxycodone',
          indicator: 'critical',
          source: { label: 'label', url: 'https://example.org/', topic },
          extension: {
            'org.naltrexone-cds': {
              decision: identity.decision,
              service: 'naltrexone-safety',
              orders: ['MedicationRequest/draft-1'],
              rules: [
                { id: 'opioid-ongoing', version: '1.0.0', state: 'met', indicator: 'critical' },
              ],
              notBefore: '2026-12-05',
              earliestDate: '2026-12-08',
              unknown: ['MedicationDispense'],
              knowledge: 'abcdef012345',
            },
          },
        },
      ],
    });
  });

  test('leaves out what there is not; null and empty things never leave', () => {
    const text = JSON.stringify(
      answer(card({ detail: '', notBefore: undefined, earliestDate: undefined, unknown: [] })),
    );
    expect(text).not.toMatch(/null|""|\[\]|\{\}|detail|notBefore|earliestDate|unknown/);
  });

  test('no cards are an empty list', () => {
    expect(JSON.stringify(answer())).toBe('{"cards":[]}');
  });

  test('the same decision under the same identity gives the same bytes, and each card its own uuid', () => {
    const once = JSON.stringify(answer(card(), card({ kind: 'missing' })));
    expect(JSON.stringify(answer(card(), card({ kind: 'missing' })))).toBe(once);
    const uuids = answer(card(), card({ kind: 'missing' })).cards.map(({ uuid }) => uuid);
    expect(new Set(uuids).size).toBe(2);
  });
});

describe('suggestions', () => {
  const signed: AnswerIdentity = {
    ...identity,
    encounterId: 'enc1',
    user: 'Practitioner/dr1',
  };
  const offered = (content: Partial<CardContent>, as: AnswerIdentity = identity) =>
    respond(decision(card(content)), as).cards[0];

  test('what is created is of the patient, encounter and clinician of the call; what is replaced is the draft', () => {
    const [created, stated, updated] =
      offered({ suggestions: [order, record, move] }, signed)?.suggestions ?? [];
    expect(created).toEqual({
      label: 'Order a liver panel',
      uuid: nameBasedUuid(`${identity.decision}/card/safety/suggestion/order-liver-tests`),
      isRecommended: true,
      actions: [
        {
          type: 'create',
          description: 'Orders a hepatic function panel.',
          resource: {
            resourceType: 'ServiceRequest',
            status: 'draft',
            subject: { reference: 'Patient/p1' },
            encounter: { reference: 'Encounter/enc1' },
            requester: { reference: 'Practitioner/dr1' },
          },
        },
      ],
    });
    expect(stated?.isRecommended).toBeUndefined();
    expect(stated?.actions[0]?.resource).toMatchObject({
      performer: [{ reference: 'Practitioner/dr1' }],
    });
    expect(updated?.actions).toEqual([
      {
        type: 'update',
        description: 'Moves it.',
        resource: { resourceType: 'MedicationRequest', id: 'draft-1' },
      },
    ]);
  });

  test('without a clinician no fact is recorded, and no author is made up', () => {
    const suggestions = offered({ suggestions: [order, record] })?.suggestions;
    expect(suggestions).toHaveLength(1);
    expect(suggestions?.[0]?.actions[0]?.resource).toEqual({
      resourceType: 'ServiceRequest',
      status: 'draft',
      subject: { reference: 'Patient/p1' },
    });
  });

  test('how they go together is said with them, and only with them', () => {
    expect(offered({ suggestions: [order, move] })?.selectionBehavior).toBe('any');
    expect(offered({ suggestions: [order, move], atMostOne: true })?.selectionBehavior).toBe(
      'at-most-one',
    );
    expect(offered({ suggestions: [record] })).not.toHaveProperty('selectionBehavior');
    expect(offered({ suggestions: [record] })).not.toHaveProperty('suggestions');
  });

  test('reasons to go on are codings with a display', () => {
    expect(offered({ overrideReasons: [reason] })?.overrideReasons).toEqual([reason]);
    expect(offered({})).not.toHaveProperty('overrideReasons');
  });

  test('all of it may leave', () => {
    const full = { suggestions: [order, record, move], overrideReasons: [reason] };
    expect(faultInResponse(respond(decision(card(full)), signed))).toBeUndefined();
  });
});

describe('the answer is checked before it leaves', () => {
  test('a good one passes', () => {
    expect(faultInResponse(answer(card(), card({ kind: 'missing' })))).toBeUndefined();
    expect(faultInResponse(answer())).toBeUndefined();
  });

  test('139 characters are a summary, 140 are not', () => {
    expect(faultInResponse(answer(card({ summary: 'x'.repeat(139) })))).toBeUndefined();
    expect(faultInResponse(answer(card({ summary: 'x'.repeat(140) })))).toBe(
      '/cards/0/summary maxLength',
    );
  });

  test('characters outside the basic plane count double, as some clients count them', () => {
    expect(faultInResponse(answer(card({ summary: '😀'.repeat(69) })))).toBeUndefined();
    expect(faultInResponse(answer(card({ summary: '😀'.repeat(70) })))).toBe(
      '/cards/0/summary maxLength',
    );
  });

  test.each<[string, Partial<CardContent>]>([
    ['an empty summary', { summary: '' }],
    ['a summary of two lines', { summary: 'a\nb' }],
    ['no rules', { rules: [] }],
    ['no orders', { orders: [] }],
    ['a date that is none', { earliestDate: '8 Dec 2026' }],
    ['an unknown indicator', { indicator: 'hard-stop' as never }],
    ['a source without label', { source: { label: '', url: 'https://example.org/', topic } }],
    [
      'a source that is no https address',
      { source: { label: 'x', url: 'javascript:alert(1)', topic } },
    ],
    [
      'a topic without code',
      { source: { label: 'x', url: 'https://example.org/', topic: { ...topic, code: '' } } },
    ],
  ])('%s does not leave', (_name, more) => {
    expect(faultInResponse(answer(card(more)))).toBeDefined();
  });

  test.each<[string, object]>([
    ['systemActions', { cards: [], systemActions: [] }],
    ['no cards', {}],
    ['a null', { cards: [{ ...answer(card()).cards[0], detail: null }] }],
    ['an empty list of suggestions', { cards: [{ ...answer(card()).cards[0], suggestions: [] }] }],
    [
      'an action that takes something away',
      {
        cards: [
          {
            ...answer(card()).cards[0],
            suggestions: [
              {
                label: 'x',
                uuid: identity.decision,
                actions: [{ type: 'delete', description: 'x', resourceId: 'ServiceRequest/1' }],
              },
            ],
            selectionBehavior: 'any',
          },
        ],
      },
    ],
  ])('%s does not leave', (_name, response) => {
    expect(faultInResponse(response as never)).toBeDefined();
  });
});

test('a name-based uuid is a version 5 one in lower case', () => {
  expect(nameBasedUuid('x')).toMatch(
    /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  );
  expect(nameBasedUuid('x')).not.toBe(nameBasedUuid('y'));
});
