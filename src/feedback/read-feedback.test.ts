import { describe, expect, test } from '@jest/globals';
import { ServiceError } from '../errors.js';
import { cutComment } from './cut-comment.js';
import { readFeedback } from './read-feedback.js';

const CARD = '4e0a3a1e-3283-4575-ab82-028d55fe2719';
const TAKEN = 'e56e1945-20b3-4393-8503-a1a20fd73152';
const AT = Date.UTC(2026, 10, 24, 18, 44, 45, 520);

const item = (more: object = {}) => ({ card: CARD, outcome: 'overridden', ...more });
const first = (more: object) => readFeedback({ feedback: [item(more)] }).items[0]!;

describe('a body', () => {
  test.each<[string, unknown, number]>([
    ['as CDS Hooks has it', { feedback: [item(), item({ outcome: 'accepted' })] }, 2],
    ['with one item in place of the list', { feedback: item() }, 1],
    ['that is the list', [item(), item()], 2],
    ['that is one item', item(), 1],
    ['with nothing to say', { feedback: [] }, 0],
    ['with more in it', { feedback: [item()], hookInstance: 'x', card: 7 }, 1],
  ])('%s', (_, body, items) => {
    const read = readFeedback(body);
    expect([read.items.length, read.withoutCard]).toEqual([items, []]);
  });

  test.each([null, 'x', 7, {}, { feedback: null }, { feedback: 'x' }, { feedback: 7 }])(
    '%j is no feedback',
    (body) => {
      expect(() => readFeedback(body)).toThrow(new ServiceError('request-invalid'));
    },
  );

  test('with 1000 items is read, with 1001 not', () => {
    expect(readFeedback({ feedback: Array(1000).fill(item()) }).items).toHaveLength(1000);
    expect(() => readFeedback({ feedback: Array(1001).fill(item()) })).toThrow('body-too-large');
  });

  test('items without a card are named by their places, the others are read', () => {
    const nameless = [null, 'x', 7, [], {}, { card: '' }, { card: ' ' }, { card: 7 }, { card: {} }];
    const read = readFeedback({ feedback: [item(), ...nameless, item()] });
    expect([read.items.length, read.withoutCard]).toEqual([2, [1, 2, 3, 4, 5, 6, 7, 8, 9]]);
  });
});

test.each([
  ['bare', CARD],
  ['in capitals', CARD.toUpperCase()],
  ['as FHIR writes it', `urn:uuid:${CARD}`],
  ['with blanks', ` ${CARD} `],
])('a card %s', (_, card) => {
  expect(first({ card }).card).toBe(CARD);
});

test.each<[unknown, string]>([
  ['accepted', 'accepted'],
  ['overridden', 'overridden'],
  ['ACCEPTED', 'accepted'],
  ['dismissed', 'unknown'],
  ['', 'unknown'],
  [undefined, 'unknown'],
  [null, 'unknown'],
  [{ code: 'accepted' }, 'unknown'],
])('outcome %j', (outcome, read) => {
  expect(first({ outcome }).outcome).toBe(read);
});

test.each<[string, unknown, readonly string[]]>([
  ['objects', [{ id: TAKEN }], [TAKEN]],
  ['objects with uuid', [{ uuid: TAKEN }], [TAKEN]],
  ['ids alone', [TAKEN, 's1'], [TAKEN, 's1']],
  ['one object', { id: TAKEN }, [TAKEN]],
  ['one id', TAKEN, [TAKEN]],
  ['in any order, twice', ['s2', { id: 's1' }, 's2'], ['s1', 's2']],
  ['other things', [null, 7, {}, { id: 7 }, []], []],
  ['none', undefined, []],
  ['null', null, []],
])('accepted suggestions: %s', (_, acceptedSuggestions, read) => {
  expect(first({ acceptedSuggestions }).suggestions).toEqual(read);
});

const reason = (code: string, system?: string) => ({ code, system });
test.each<[string, object, object]>([
  [
    'as CDS Hooks has it',
    {
      overrideReason: {
        reason: { code: 'verified', system: 'http://x/or', display: 'Verified' },
        userComment: 'seen',
      },
    },
    { reason: reason('verified', 'http://x/or'), comment: 'seen' },
  ],
  ['without system', { overrideReason: { reason: { code: 'a' } } }, { reason: reason('a') }],
  [
    'flat, as drafts of 1.1 had it',
    { overrideReason: { code: 'a', system: 's', userComment: ['one', 'two'] } },
    { reason: reason('a', 's'), comment: 'one\ntwo' },
  ],
  ['a code alone', { overrideReason: 'a' }, { reason: reason('a') }],
  ['a sentence alone', { overrideReason: 'he insists' }, { comment: 'he insists' }],
  ['a code as reason', { overrideReason: { reason: 'a' } }, { reason: reason('a') }],
  [
    'a CodeableConcept',
    { overrideReason: { reason: { text: 't', coding: [{ display: 'd' }, { code: 'a' }] } } },
    { reason: reason('a') },
  ],
  ['a list', { overrideReason: { reason: [{ code: 'a' }] } }, { reason: reason('a') }],
  ['in plural', { overrideReasons: [{ code: 'a' }] }, { reason: reason('a') }],
  [
    'words without a code',
    { overrideReason: { reason: { display: 'he insists' }, userComment: 'really' } },
    { comment: 'really\nhe insists' },
  ],
  ['a comment beside it', { userComment: 'seen' }, { comment: 'seen' }],
  ['a comment that is no text', { userComment: { text: 'x' } }, { comment: '{"text":"x"}' }],
  ['an empty comment', { overrideReason: { userComment: '  ' } }, {}],
  ['nothing', {}, {}],
  ['null', { overrideReason: null }, {}],
  ['nonsense', { overrideReason: { reason: 7, userComment: null } }, {}],
])('override reason: %s', (_, sent, read) => {
  expect(first(sent)).toMatchObject({ reason: undefined, comment: undefined, ...read });
});

test.each<[unknown, number | undefined]>([
  ['2026-11-24T18:44:45.520Z', AT],
  ['2026-11-24T13:44:45.520-05:00', AT],
  ['2026-11-24T18:44:45.520Z UTC', AT],
  ['2026-11-24 18:44:45.520Z', AT],
  ['2026-11-24T18:44Z', Date.UTC(2026, 10, 24, 18, 44)],
  [AT, AT],
  [String(AT), AT],
  [AT / 1000, undefined],
  ['2026-11-24T18:44:45', undefined],
  ['2026-11-24', undefined],
  ['2026-02-30T00:00:00Z', undefined],
  ['2026-13-45T00:00:00Z', undefined],
  ['yesterday', undefined],
  [null, undefined],
  [undefined, undefined],
])('outcomeTimestamp %j', (outcomeTimestamp, read) => {
  expect(first({ outcomeTimestamp }).at).toBe(read);
});

test('a timestamp in the spelling of .NET', () => {
  expect(first({ outcomeTimeStamp: '2026-11-24T18:44:45.520Z' }).at).toBe(AT);
});

test.each(['a', 'é', '漢', '💊'])('a comment of %s is cut between two characters', (character) => {
  const { bytes, cut } = cutComment(character.repeat(2000));
  const most = Math.floor(2000 / Buffer.byteLength(character));
  const long = character !== 'a';
  expect([bytes.toString(), cut]).toEqual([character.repeat(most), long]);
  expect(cutComment(`${character.repeat(most)}${character}`).cut).toBe(true);
});
