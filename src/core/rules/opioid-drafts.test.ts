import { describe, expect, test } from '@jest/globals';
import { seen } from '../../../test/support/clinical-facts.js';
import { ruleInput } from '../../../test/support/opioid-judging.js';
import type { DraftOrder } from '../call.js';
import type { OtherMedication } from '../evidence/exposure.js';
import { opioidOtherDrugs } from './opioid-other-drugs.js';
import { opioidSameSigning } from './opioid-same-signing.js';
import type { RuleInput } from './rule.js';

const draft = (ref: string, identity: object): DraftOrder => ({ ref, identity }) as never;
const opioid = (ref: string, opioids: readonly string[], exposureClass = 'short-acting') =>
  draft(ref, { is: 'opioid', opioids, exposureClass, name: opioids.join('/') });
const ordered = (source: string) => ({ source, slice: 'order', complete: true });
const LOPERAMIDE = opioid('MedicationRequest/l', ['loperamide'], 'antidiarrhoeal');
const NALOXONE = draft('MedicationRequest/n', {
  is: 'antagonist',
  duplicatesNaltrexone: false,
  name: 'naloxone',
});
const METHYLNALTREXONE = draft('MedicationRequest/m', {
  is: 'antagonist',
  duplicatesNaltrexone: true,
  name: 'methylnaltrexone',
});
const IBUPROFEN = draft('MedicationRequest/i', { is: 'other', name: 'ibuprofen' });
const UNREADABLE = draft('MedicationRequest/u', { is: 'unresolvable' });
const input = (
  otherDrafts: readonly DraftOrder[],
  otherMedications: readonly OtherMedication[] = [],
) => ruleInput({ otherMedications }, { call: { otherDrafts } as unknown as RuleInput['call'] });
const texts = (...names: readonly string[]) => ({
  kind: 'list',
  items: names.map((name) => ({ kind: 'text', text: name })),
});
const refs = (...names: readonly string[]) => ({
  kind: 'list',
  items: names.map((name) => ({ kind: 'chart-text', text: name })),
});

describe('signed together with naltrexone', () => {
  test.each<[string, DraftOrder[], unknown[]]>([
    [
      'opioids, each named once, every draft shown',
      [opioid('MedicationRequest/a', ['oxycodone']), opioid('MedicationRequest/b', ['oxycodone'])],
      [
        {
          outcome: 'opioid-drafted',
          values: {
            opioids: texts('oxycodone'),
            drafts: refs('MedicationRequest/a', 'MedicationRequest/b'),
          },
          evidence: [ordered('MedicationRequest/a'), ordered('MedicationRequest/b')],
        },
      ],
    ],
    [
      'what cannot be read is said beside an opioid too',
      [UNREADABLE, opioid('MedicationRequest/a', ['morphine'])],
      [
        {
          outcome: 'opioid-drafted',
          values: { opioids: texts('morphine'), drafts: refs('MedicationRequest/a') },
          evidence: [ordered('MedicationRequest/a')],
        },
        {
          outcome: 'unresolvable-draft',
          subject: 'unresolvable draft',
          values: { drafts: refs('MedicationRequest/u') },
          evidence: [ordered('MedicationRequest/u')],
        },
      ],
    ],
    ['no conflict', [LOPERAMIDE, NALOXONE, METHYLNALTREXONE, IBUPROFEN], []],
  ])('%s', (_, drafts, expected) => {
    expect(opioidSameSigning.judge(input(drafts), {})).toEqual(expected);
  });
});

describe('opioids of the gut and other antagonists', () => {
  const listed = (kind: OtherMedication['kind'], name: string): OtherMedication => ({
    kind,
    name,
    provenance: seen(`MedicationRequest/${name}`),
  });
  test.each<[string, DraftOrder[], OtherMedication[], unknown[]]>([
    [
      'drafted',
      [LOPERAMIDE, METHYLNALTREXONE],
      [],
      [
        {
          outcome: 'antidiarrhoeal',
          values: { drugs: texts('loperamide') },
          evidence: [ordered('MedicationRequest/l')],
        },
        {
          outcome: 'second-antagonist',
          values: { drugs: texts('methylnaltrexone') },
          evidence: [ordered('MedicationRequest/m')],
        },
      ],
    ],
    [
      'listed, by name, and drafted again',
      [LOPERAMIDE],
      [
        listed('antidiarrhoeal', 'loperamide'),
        listed('peripheral-antagonist', 'samidorphan'),
        listed('antidiarrhoeal', 'diphenoxylate'),
      ],
      [
        {
          outcome: 'antidiarrhoeal',
          values: { drugs: texts('diphenoxylate', 'loperamide') },
          evidence: [
            seen('MedicationRequest/loperamide'),
            seen('MedicationRequest/diphenoxylate'),
            ordered('MedicationRequest/l'),
          ],
        },
        {
          outcome: 'second-antagonist',
          values: { drugs: texts('samidorphan') },
          evidence: [seen('MedicationRequest/samidorphan')],
        },
      ],
    ],
    [
      'other drafts are not named',
      [opioid('MedicationRequest/a', ['oxycodone']), NALOXONE, IBUPROFEN, UNREADABLE],
      [],
      [],
    ],
  ])('%s', (_, drafts, medications, expected) => {
    expect(opioidOtherDrugs.judge(input(drafts, medications), {})).toEqual(expected);
  });
});
