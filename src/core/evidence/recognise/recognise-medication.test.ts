import { describe, expect, test } from '@jest/globals';
import type { Coding } from 'fhir/r4.js';
import fc from 'fast-check';
import { SYSTEM_ALIASES } from '../../../../test/support/system-aliases.js';
import { terminology } from '../../../../test/support/terminology.js';
import { type MedicationContext, recogniseMedication } from './recognise-medication.js';

type Concept = Parameters<typeof recogniseMedication>[1];
type Identity = ReturnType<typeof recogniseMedication>;

const RXNORM = 'http://www.nlm.nih.gov/research/umls/rxnorm';
const HCPCS = 'http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets';
const NDC = 'http://hl7.org/fhir/sid/ndc';
const ATC = 'http://www.whocc.no/atc';
const SNOMED = 'http://snomed.info/sct';

const recognise = (concept: Concept, context?: MedicationContext): Identity =>
  recogniseMedication(terminology, concept, context);
const words = (text: string, context?: MedicationContext): Identity => recognise({ text }, context);
const coded = (system: string | undefined, code: string, display?: string): Concept => ({
  coding: [{ ...(system && { system }), code, ...(display && { display }) }],
});
const rxnorm = (code: string): Concept => coded(RXNORM, code);
const classOf = (identity: Identity): string =>
  identity.is === 'opioid' ? identity.exposureClass : identity.is;
const productOf = (identity: Identity): string =>
  identity.is === 'naltrexone' ? identity.product : identity.is;

describe('naltrexone', () => {
  test.each([
    ['Vivitrol', 'depot'],
    ['VIVITROL® 380MG', 'depot'],
    ['naltrexone 380 mg extended-release injectable suspension', 'depot'],
    ['naltrexone ER injection', 'depot'],
    ['XR-NTX', 'depot'],
    ['naltrexone implant', 'depot'],
    ['naltrexone', 'oral'],
    ['naltrexone HCl 50mg tab', 'oral'],
    ['ReVia', 'oral'],
    ['naltrexone 6 mg, low dose', 'oral'],
    ['Contrave ER', 'contrave'],
    ['bupropion 90 mg / naltrexone 8 mg extended-release tablet', 'contrave'],
    ['LDN', 'ldn'],
    ['low dose naltrexone', 'ldn'],
    ['naltrexone 4.5 mg capsule, compounded low dose', 'ldn'],
    ['naltrexone 3 mg', 'ldn'],
    ['naltrexone 5 mg', 'ldn'],
    ['naltrexone 6 mg', 'oral'],
  ])('words "%s" → %s', (text, product) => {
    expect(productOf(words(text))).toBe(product);
  });

  test.each<[string, MedicationContext | undefined, string]>([
    ['nothing else is known', undefined, 'oral'],
    ['route intramuscular', { route: 'intramuscular' }, 'depot'],
    ['380 mg', { doseMg: 380 }, 'depot'],
    ['a dosage text that says so', { words: 'extended-release injectable suspension' }, 'depot'],
    ['50 mg a day', { dailyDoseMg: 50 }, 'oral'],
    ['5 mg a day', { dailyDoseMg: 5 }, 'ldn'],
    ['6 mg a day', { dailyDoseMg: 6 }, 'oral'],
    ['4.5 mg', { doseMg: 4.5 }, 'ldn'],
    ['4.5 mg, 9 mg a day', { doseMg: 4.5, dailyDoseMg: 9 }, 'oral'],
    ['a dosage text with an interval', { words: 'every 12 hours, start with a low dose' }, 'oral'],
  ])('ingredient code 7243 with %s', (_, context, product) => {
    expect(productOf(recognise(rxnorm('7243'), context))).toBe(product);
  });

  test.each([
    ['637213', 'depot'],
    ['637216', 'depot'],
    ['1483744', 'oral'],
    ['152092', 'oral'],
    ['1551468', 'contrave'],
  ])('RxNorm %s → %s', (code, product) => {
    expect(recognise(rxnorm(code))).toMatchObject({ is: 'naltrexone', product, basis: 'code' });
  });

  test('a product code stays what it is, whatever route, dose or dosage text say', () => {
    expect(productOf(recognise(rxnorm('637216'), { route: 'intravenous', doseMg: 50 }))).toBe(
      'depot',
    );
    expect(productOf(recognise(rxnorm('1483744'), { words: 'until the Vivitrol injection' }))).toBe(
      'oral',
    );
    expect(productOf(recognise(rxnorm('1483744'), { doseMg: 4.5 }))).toBe('oral');
    const tablet = { ...rxnorm('1483744'), text: 'oral naltrexone before Vivitrol' };
    expect(productOf(recognise(tablet))).toBe('oral');
    expect(productOf(recognise(tablet, { route: 'intramuscular' }))).toBe('depot');
  });

  test('J2315 is the depot, unless code or words say tablet', () => {
    expect(productOf(recognise(coded(HCPCS, 'J2315')))).toBe('depot');
    expect(
      productOf(recognise({ ...coded(HCPCS, 'J2315'), text: 'naltrexone 50 mg oral tablet' })),
    ).toBe('oral');
    const both = [
      { system: RXNORM, code: '1483744' },
      { system: HCPCS, code: 'J2315' },
    ];
    expect(productOf(recognise({ coding: both }))).toBe('oral');
  });

  test('J2320 is nandrolone; only beside naltrexone it is a billing mistake for the depot', () => {
    expect(recognise(coded(HCPCS, 'J2320')).is).toBe('other');
    const beside = [
      { system: HCPCS, code: 'J2320' },
      { system: RXNORM, code: '7243' },
    ];
    expect(productOf(recognise({ coding: beside }))).toBe('depot');
    expect(productOf(recognise({ ...coded(HCPCS, 'J2320'), text: 'naltrexone' }))).toBe('depot');
  });

  test.each(['J2310', 'J2212', 'J2323'])(
    'a wrong billing code %s beside Vivitrol changes nothing',
    (code) => {
      const coding = [
        { system: RXNORM, code: '637216' },
        { system: HCPCS, code },
      ];
      expect(productOf(recognise({ coding }))).toBe('depot');
    },
  );

  test('by NDC and ATC', () => {
    expect(productOf(recognise(coded(NDC, '65757-300-01')))).toBe('depot');
    expect(productOf(recognise(coded(NDC, '0406117001')))).toBe('oral');
    expect(productOf(recognise(coded(ATC, 'N07BB04')))).toBe('oral');
    expect(productOf(recognise(coded(ATC, 'A08AA62')))).toBe('contrave');
  });

  test('codes that circulate in demo code as naltrexone are not accepted as naltrexone', () => {
    expect(recognise(rxnorm('1116442'))).toEqual({ is: 'unresolvable' });
    expect(recognise(rxnorm('1655058'))).toMatchObject({ is: 'opioid', opioids: ['meperidine'] });
  });
});

describe('an opioid with naltrexone in one product is an opioid, never naltrexone therapy', () => {
  test.each<[string, Concept]>([
    ['RxNorm Embeda', rxnorm('863848')],
    ['RxNorm Troxyca', rxnorm('1806702')],
    ['Embeda', { text: 'Embeda 20-0.8' }],
    ['Troxyca', { text: 'Troxyca ER' }],
    ['morphine sulfate/naltrexone', { text: 'morphine sulfate/naltrexone' }],
    ['naltrexone with oxycodone', { text: 'naltrexone-oxycodone' }],
    [
      'two ingredient codes and the name',
      {
        ...{ text: 'morphine/naltrexone' },
        coding: [
          { system: RXNORM, code: '7243' },
          { system: RXNORM, code: '7052' },
        ],
      },
    ],
  ])('%s', (_, concept) => {
    expect(recognise(concept)).toMatchObject({
      is: 'opioid',
      exposureClass: 'extended-release',
      extendedRelease: true,
      besideNaltrexone: undefined,
    });
  });
});

describe('when codes and words disagree, the opioid is not lost', () => {
  test.each<[string, Concept]>([
    ['naltrexone code, opioid words', { ...rxnorm('637216'), text: 'oxycodone 5 mg' }],
    ['naltrexone code, the word opioid', { ...rxnorm('637216'), text: 'opioid tablets' }],
    [
      'two codings',
      {
        coding: [
          { system: RXNORM, code: '637216' },
          { system: RXNORM, code: '7804' },
        ],
      },
    ],
    [
      'a local display',
      {
        coding: [{ system: 'urn:local', code: 'x', display: 'Oxycodone 5' }],
        text: 'naltrexone 380 mg',
      },
    ],
  ])('%s: an opioid, and naltrexone beside it', (_, concept) => {
    expect(recognise(concept)).toMatchObject({ is: 'opioid', besideNaltrexone: 'depot' });
  });

  test.each<[string, Concept]>([
    [
      'naloxone code, buprenorphine words',
      { ...rxnorm('1725059'), text: 'buprenorphine/naloxone 8-2' },
    ],
    ['an unknown code, opioid words', { ...rxnorm('99999999'), text: 'hydrocodone' }],
    ['a code without a system', coded(undefined, '7052', 'Morphine')],
  ])('%s', (_, concept) => {
    expect(recognise(concept)).toMatchObject({ is: 'opioid', besideNaltrexone: undefined });
  });
});

describe('exposure classes by words', () => {
  test.each([
    ['Percocet 5/325', 'short-acting'],
    ['oxyCODONE-acetaminophen', 'short-acting'],
    ['oxycodone 5 mg q12h', 'short-acting'],
    ['oxycodone 10 mg every 12 hours', 'short-acting'],
    ['Tylenol #3', 'short-acting'],
    ['dihydrocodeine', 'short-acting'],
    ['heroin', 'short-acting'],
    ['paregoric', 'short-acting'],
    ['morphine sulfate 4 mg/mL injection', 'short-acting'],
    ['fentanyl citrate 200 mcg buccal tablet', 'short-acting'],
    ['carfentanil', 'short-acting'],
    ['guaifenesin/codeine oral solution', 'antitussive'],
    ['promethazine-codeine syrup', 'antitussive'],
    ['Tussionex', 'antitussive'],
    ['oxycodone ER 10 mg', 'extended-release'],
    ['OxyContin', 'extended-release'],
    ['MS Contin 15 mg', 'extended-release'],
    ['fentanyl 25 mcg/hr patch', 'transdermal'],
    ['Duragesic', 'transdermal'],
    ['fentanyl TD', 'transdermal'],
    ['tramadol ER 100 mg', 'tramadol'],
    ['methadone 10 mg', 'methadone'],
    ['levorphanol', 'long-acting'],
    ['Suboxone 8-2 film', 'buprenorphine-transmucosal'],
    ['buprenorphine 8 mg', 'buprenorphine-transmucosal'],
    ['buprenorphine 0.3 mg/mL injection', 'buprenorphine-transmucosal'],
    ['buprenorphine 10 mcg/hr transdermal patch', 'buprenorphine-patch'],
    ['Butrans', 'buprenorphine-patch'],
    ['Sublocade 300 mg', 'sublocade'],
    ['buprenorphine extended-release injection', 'sublocade'],
    ['buprenorphine injection', 'sublocade'],
    ['Brixadi', 'brixadi-monthly'],
    ['Brixadi 96 mg', 'brixadi-monthly'],
    ['buprenorphine 128 mg monthly injection', 'brixadi-monthly'],
    ['Brixadi 24 mg', 'brixadi-weekly'],
    ['Brixadi (weekly)', 'brixadi-weekly'],
    ['buprenorphine 16 mg weekly injection', 'brixadi-weekly'],
    ['Probuphine', 'buprenorphine-implant'],
    ['pentazocine/naloxone', 'mixed-agonist-antagonist'],
    ['butorphanol nasal spray', 'mixed-agonist-antagonist'],
    ['dezocine', 'mixed-agonist-antagonist'],
    ['fentanyl 100 mcg IV', 'perioperative'],
    ['fentanyl/bupivacaine epidural', 'perioperative'],
    ['remifentanil', 'perioperative'],
    ['Kratom', 'kratom-tianeptine-nitazene'],
    ['7-OH', 'kratom-tianeptine-nitazene'],
    ['tianeptine', 'kratom-tianeptine-nitazene'],
    ['isotonitazene', 'kratom-tianeptine-nitazene'],
    ['opioid tablets', 'unknown-opioid'],
    ['opioid pain medicine, name unknown', 'unknown-opioid'],
    ['narcotics', 'unknown-opioid'],
    ['opioid substitution', 'unknown-opioid'],
    ['loperamide', 'antidiarrhoeal'],
    ['diphenoxylate / atropine 2.5 mg', 'antidiarrhoeal'],
    ['eluxadoline', 'antidiarrhoeal'],
  ])('"%s" → %s', (text, exposureClass) => {
    expect(classOf(words(text))).toBe(exposureClass);
  });

  test('every class is covered by some words', () => {
    expect(terminology.caution.size).toBe(18);
  });

  test('extended release and 12 hours', () => {
    expect(words('12 HR oxycodone 10 mg tablet')).toMatchObject({
      extendedRelease: true,
      hours12: true,
    });
    expect(words('tramadol ER 100 mg')).toMatchObject({ extendedRelease: true, hours12: false });
    expect(words('oxycodone 5 mg', { words: '1 tablet, at most 6 in 24 hr' })).toMatchObject({
      extendedRelease: false,
      hours12: false,
    });
  });
});

describe('form words, route and dose refine an ingredient-level code', () => {
  test.each<[string, Concept, MedicationContext | undefined, string]>([
    ['fentanyl', rxnorm('4337'), undefined, 'short-acting'],
    ['fentanyl IV', rxnorm('4337'), { route: 'intravenous' }, 'perioperative'],
    ['fentanyl epidural', rxnorm('4337'), { route: 'epidural' }, 'perioperative'],
    ['fentanyl intrathecal', rxnorm('4337'), { route: 'intrathecal' }, 'perioperative'],
    ['fentanyl by patch', rxnorm('4337'), { route: 'transdermal' }, 'transdermal'],
    [
      'fentanyl, patch words',
      { ...rxnorm('4337'), text: 'fentanyl patch' },
      undefined,
      'transdermal',
    ],
    ['fentanyl, patch in the dosage', rxnorm('4337'), { words: 'apply 1 patch' }, 'transdermal'],
    ['fentanyl injection by nose', rxnorm('4336'), { route: 'nasal' }, 'short-acting'],
    ['morphine IV', rxnorm('7052'), { route: 'intravenous' }, 'short-acting'],
    [
      'oxycodone, ER words',
      { ...rxnorm('7804'), text: 'Oxycodone ER' },
      undefined,
      'extended-release',
    ],
    [
      'oxycodone tablet, ER words',
      { ...rxnorm('1049221'), text: 'Oxycodone XR' },
      undefined,
      'extended-release',
    ],
    ['buprenorphine', rxnorm('1819'), undefined, 'buprenorphine-transmucosal'],
    ['buprenorphine by patch', rxnorm('1819'), { route: 'transdermal' }, 'buprenorphine-patch'],
    ['buprenorphine under the skin', rxnorm('1819'), { route: 'subcutaneous' }, 'sublocade'],
    [
      'buprenorphine into a vein',
      rxnorm('1819'),
      { route: 'intravenous' },
      'buprenorphine-transmucosal',
    ],
    ['Brixadi code under the skin', rxnorm('2639027'), { route: 'subcutaneous' }, 'brixadi-weekly'],
    [
      'Brixadi code, general words',
      { ...rxnorm('2639027'), text: 'buprenorphine ER injection' },
      undefined,
      'brixadi-weekly',
    ],
    ['Brixadi 16 mg', { text: 'Brixadi' }, { doseMg: 16 }, 'brixadi-weekly'],
    ['Brixadi 128 mg', { text: 'Brixadi' }, { doseMg: 128 }, 'brixadi-monthly'],
    ['film code, depot words', { ...rxnorm('1010604'), text: 'Sublocade' }, undefined, 'sublocade'],
  ])('%s → %s', (_, concept, context, exposureClass) => {
    expect(classOf(recognise(concept, context))).toBe(exposureClass);
  });
});

describe('other code systems', () => {
  test.each([
    ['J0578', 'brixadi-monthly'],
    ['J0577', 'brixadi-weekly'],
    ['Q9991', 'sublocade'],
    ['G2069', 'sublocade'],
    ['G2067', 'methadone'],
    ['J2270', 'short-acting'],
    ['J3490', 'unresolvable'],
    ['G2074', 'other'],
  ])('HCPCS %s → %s', (code, expected) => {
    expect(classOf(recognise(coded(HCPCS, code)))).toBe(expected);
  });

  test.each([
    ['N02AA01', 'short-acting'],
    ['N02AA55', 'extended-release'],
    ['N02AG01', 'unknown-opioid'],
    ['R05DA04', 'antitussive'],
    ['R05DA12', 'antitussive'],
    ['R05DA09', 'other'],
    ['N07BC04', 'other'],
    ['N07BC51', 'buprenorphine-transmucosal'],
    ['N01AH06', 'perioperative'],
    ['A06AH01', 'antagonist'],
    ['A07DA03', 'antidiarrhoeal'],
    ['A07DA02', 'short-acting'],
    ['N07BB', 'unresolvable'],
    ['C09AA01', 'unresolvable'],
  ])('ATC %s → %s', (code, expected) => {
    expect(classOf(recognise(coded(ATC, code)))).toBe(expected);
  });

  test.each([
    ['373529000', 'short-acting'],
    ['387173000', 'buprenorphine-transmucosal'],
    ['404642006', 'unknown-opioid'],
    ['67939000', 'other'],
  ])('SNOMED CT %s → %s', (code, expected) => {
    expect(classOf(recognise(coded(SNOMED, code)))).toBe(expected);
  });

  test.each([RXNORM, ...(SYSTEM_ALIASES[RXNORM] ?? [])])(
    'morphine under the system %s',
    (system) => {
      for (const spelling of [system, `${system}/`, system.toUpperCase()]) {
        expect(classOf(recognise(coded(spelling, '7052')))).toBe('short-acting');
      }
    },
  );
});

describe('antagonists and what only sounds like an opioid', () => {
  test.each([
    ['naloxone 4 mg nasal spray', 'naloxone', true, false],
    ['Narcan (opioid overdose reversal)', 'naloxone', true, false],
    ['nalmefene', 'nalmefene', true, false],
    ['methylnaltrexone 12 mg SC', 'methylnaltrexone', false, true],
    ['Relistor for opioid-induced constipation', 'methylnaltrexone', false, true],
    ['olanzapine/samidorphan', 'samidorphan', false, true],
    ['naloxegol', 'naloxegol', false, false],
    ['naldemedine', 'naldemedine', false, false],
    ['alvimopan', 'alvimopan', false, false],
  ])('"%s"', (text, antagonist, rescue, duplicatesNaltrexone) => {
    expect(words(text)).toMatchObject({
      is: 'antagonist',
      antagonist,
      rescue,
      duplicatesNaltrexone,
    });
  });

  test('a strength component and a neonatal strength are no rescue products', () => {
    expect(recognise(rxnorm('353392'))).toMatchObject({ is: 'antagonist', rescue: false });
    expect(recognise(rxnorm('1191212'))).toMatchObject({ is: 'antagonist', rescue: false });
    expect(recognise(coded(ATC, 'N07BB05'))).toMatchObject({ is: 'antagonist', rescue: false });
  });

  test.each([
    'apomorphine 10 mg/mL',
    'dextromethorphan',
    'Robitussin DM',
    'guaifenesin/dextromethorphan syrup',
    'lofexidine 0.18 mg',
    'oxymetazoline',
    'oxybutynin',
    'non-opioid analgesic',
    'opioid antagonist',
    'no opioids',
    'amoxicillin 500 mg capsule',
    'Xylocaine',
    'morphinelike',
    'noscapine',
  ])('"%s" is something else', (text) => {
    expect(words(text).is).toBe('other');
  });

  test.each<[string, Concept]>([
    ['nothing', undefined],
    ['null', null],
    ['an empty concept', {}],
    ['blank words', { text: '  ' }],
    ['the words unknown medication', { text: 'Unknown medication' }],
    ['treatment that may well be an opioid', { text: 'Medication for opioid use disorder' }],
    ['an unknown code of a known system', rxnorm('1')],
    ['a known code without its system', coded(undefined, '7052')],
    ['a local code', coded('urn:local', '123')],
    ['an unclassified drug code', coded(HCPCS, 'J3490')],
    ['junk', { coding: [null, 7, { code: 5 }] } as never],
  ])('%s is unresolvable', (_, concept) => {
    expect(recognise(concept)).toEqual({ is: 'unresolvable' });
  });

  test('a code of a system without drugs names something else', () => {
    expect(recognise(coded('http://loinc.org', '24325-3')).is).toBe('other');
  });
});

/** Rows whose own words say more than the table: syrups of codeine and hydrocodone are antitussives (`clinical-opioid` 4). */
const REFINED_BY_ITS_NAME: readonly string[] = [
  'Codeine 5 MG/ML Syrup: antitussive',
  'Acetaminophen 21.7 MG/ML / Hydrocodone 0.5 MG/ML Syrup: antitussive',
];

describe('properties', () => {
  const medications = terminology.medications;

  test('no antagonist is ever an opioid or naltrexone, by code, display or both', () => {
    for (const code of medications.rxnorm.values()) {
      if (code.antagonist === undefined) continue;
      for (const concept of [
        rxnorm(code.code),
        { text: code.display },
        { ...rxnorm(code.code), text: code.display },
      ]) {
        expect([code.display, recognise(concept).is]).toEqual([code.display, 'antagonist']);
      }
    }
  });

  test('every opioid row is an opioid of its class, and its own words do not change that', () => {
    const changed: string[] = [];
    for (const code of medications.rxnorm.values()) {
      if (code.opioids.length === 0) continue;
      const alone = recognise(rxnorm(code.code));
      const withWords = recognise({ ...rxnorm(code.code), text: code.display });
      if (alone.is !== 'opioid' || withWords.is !== 'opioid') changed.push(`${code.code} lost`);
      else if (alone.exposureClass !== withWords.exposureClass)
        changed.push(`${code.display}: ${withWords.exposureClass}`);
    }
    expect(changed).toEqual(REFINED_BY_ITS_NAME);
  });

  test('every naltrexone row is naltrexone of one product', () => {
    for (const code of medications.rxnorm.values()) {
      if (!code.naltrexone || code.opioids.length > 0) continue;
      const alone = recognise(rxnorm(code.code));
      expect(alone.is).toBe('naltrexone');
      expect(recognise({ ...rxnorm(code.code), text: code.display })).toEqual(alone);
    }
  });

  const codings: readonly Coding[] = [
    { system: RXNORM, code: '7243', display: 'naltrexone' },
    { system: RXNORM, code: '637216', display: 'Vivitrol' },
    { system: RXNORM, code: '7804', display: 'oxycodone' },
    { system: RXNORM, code: '1819', display: 'Buprenorphine' },
    { system: RXNORM, code: '863848' },
    { system: RXNORM, code: '7242' },
    { system: RXNORM, code: '29899', display: 'methylnaltrexone' },
    { system: HCPCS, code: 'J2315' },
    { system: HCPCS, code: 'J2320' },
    { system: NDC, code: '65757-300-01' },
    { system: ATC, code: 'N02A' },
    { system: SNOMED, code: '67939000' },
    { system: 'urn:local', code: 'x', display: 'narcotic, long acting' },
  ];

  test('the order of the codings does not matter', () => {
    const byCode = (a: Coding, b: Coding): number => ((a.code ?? '') < (b.code ?? '') ? -1 : 1);
    fc.assert(
      fc.property(fc.shuffledSubarray([...codings]), (some) => {
        const { ...found } = recognise({ coding: some });
        const { ...sorted } = recognise({ coding: [...some].sort(byCode) });
        if (found.is === 'other' && sorted.is === 'other') return;
        expect(found).toEqual(sorted);
      }),
    );
  });

  test('a further coding never makes an opioid anything else', () => {
    fc.assert(
      fc.property(fc.subarray([...codings]), fc.constantFrom(...codings), (some, more) => {
        if (recognise({ coding: some }).is !== 'opioid') return;
        expect(recognise({ coding: [...some, more] }).is).toBe('opioid');
      }),
    );
  });

  test('a full memo starts anew and changes no answer', () => {
    for (let n = 0; n < 6_000; n++) words(`some drug ${n}`);
    expect(terminology.memo.medicationWords.size).toBeLessThanOrEqual(5_000);
    expect(classOf(words('oxycodone'))).toBe('short-acting');
  });
});
