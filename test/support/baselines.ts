import { sayTime } from './case-time.js';
import type { Fact } from './clinical-case.js';

interface Baseline {
  /** As a clinician would say it. */
  readonly words: string;
  /** When, if the case does not say otherwise. */
  readonly usually: string;
  readonly facts: (at: string) => Fact[];
}

/** What many charts have in common, at its usual time, so that a case shows only its difference. */
const baselines: Readonly<Record<string, Baseline>> = {
  /** Active opioid dependence (F11.20). */
  oud: {
    words: 'opioid dependence',
    usually: '-54d',
    facts: (at) => [{ type: 'Condition', code: 'F11.20 opioid dependence', recordedDate: at }],
  },
  /** Active alcohol dependence (F10.20). */
  aud: {
    words: 'alcohol dependence',
    usually: '-54d',
    facts: (at) => [{ type: 'Condition', code: 'F10.20 alcohol dependence', recordedDate: at }],
  },
  /** A full urine panel, final, all negative, yesterday at 10:00. */
  'negative-panel': {
    words: 'negative urine panel',
    usually: '-1dT10:00',
    facts: (at) => [
      {
        type: 'Observation',
        code: 'urine drug screen panel',
        effective: at,
        components: [
          'opiates screen',
          'oxycodone screen',
          'fentanyl screen',
          'methadone screen',
          'buprenorphine test',
        ].map((code) => ({ code, value: 'Negative' })),
      },
    ],
  },
  /** ALT, AST and total bilirubin, normal, 20 days ago. */
  'normal-liver': {
    words: 'normal liver tests',
    usually: '-20d',
    facts: (at) => [normalAlt(at), normalAst(at), normalBilirubin(at)],
  },
  'normal-alt': { words: 'normal ALT', usually: '-20d', facts: (at) => [normalAlt(at)] },
  'normal-ast': { words: 'normal AST', usually: '-20d', facts: (at) => [normalAst(at)] },
  'normal-bilirubin': {
    words: 'normal bilirubin',
    usually: '-20d',
    facts: (at) => [normalBilirubin(at)],
  },
  /** Nasal naloxone dispensed. */
  naloxone: {
    words: 'rescue naloxone',
    usually: '-54d',
    facts: (at) => [
      {
        type: 'MedicationDispense',
        code: 'naloxone nasal spray',
        whenHandedOver: at,
        daysSupply: 30,
      },
    ],
  },
  /** Platelets of 80: an info of the bleeding risk of an intramuscular injection. */
  'platelets-80': {
    words: 'platelets 80',
    usually: '-14d',
    facts: (at) => [
      { type: 'Observation', code: 'platelets', effective: at, value: 80, unit: '10*3/uL' },
    ],
  },
  /** Compensated cirrhosis, known for years: Child-Pugh may be judged. */
  cirrhosis: {
    words: 'cirrhosis',
    usually: '-1058d',
    facts: (at) => [{ type: 'Condition', code: 'K74.60 cirrhosis', recordedDate: at }],
  },
  /** Medicare pays. */
  medicare: {
    words: 'Medicare',
    usually: '0d',
    facts: () => [{ type: 'Coverage', id: 'cov1', payer: 'medicare' }],
  },
  /** A depot of naltrexone administered four weeks ago: the patient is on treatment. */
  'depot-given': {
    words: 'depot given',
    usually: '-28d',
    facts: (at) => [
      {
        type: 'MedicationAdministration',
        code: 'naltrexone',
        form: 'depot',
        doseMg: 380,
        effective: at,
      },
    ],
  },
};

function normalAlt(at: string): Fact {
  return lab('ALT', at, 25, 'U/L', '0-45');
}

function normalAst(at: string): Fact {
  return lab('AST', at, 22, 'U/L', '0-40');
}

function normalBilirubin(at: string): Fact {
  return lab('total bilirubin', at, 0.7, 'mg/dL', '0-1.2');
}

const lab = (
  code: string,
  effective: string,
  value: number,
  unit: string,
  refRange: string,
): Fact => ({
  type: 'Observation',
  code,
  effective,
  value,
  unit,
  refRange,
});

/**
 * The facts behind `given`: "oud", or "negative-panel -73h" with another time than usual.
 * @throws Error on an unknown name
 */
export function baselineFacts(given: readonly string[]): readonly Fact[] {
  return given.map(read).flatMap(({ baseline, at }) => baseline.facts(at ?? baseline.usually));
}

/** The same in words: "opioid dependence", "negative urine panel 73 h ago". */
export function baselineWords(given: readonly string[]): readonly string[] {
  return given
    .map(read)
    .map(({ baseline, at }) =>
      at === undefined ? baseline.words : `${baseline.words} ${sayTime(at)}`,
    );
}

function read(entry: string): { baseline: Baseline; at: string | undefined } {
  const [name = '', at] = entry.split(' ');
  const baseline = baselines[name];
  if (baseline === undefined) throw new Error(`"${name}" is not a baseline of a case`);
  return { baseline, at };
}
