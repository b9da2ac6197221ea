import type { Fact } from './clinical-case.js';

/** What many charts have in common, at its usual time, so that a case shows only its difference. */
const baselines: Readonly<Record<string, { usually: string; facts: (at: string) => Fact[] }>> = {
  /** Active opioid dependence (F11.20). */
  oud: {
    usually: '-54d',
    facts: (at) => [{ type: 'Condition', code: 'F11.20 opioid dependence', recordedDate: at }],
  },
  /** Active alcohol dependence (F10.20). */
  aud: {
    usually: '-54d',
    facts: (at) => [{ type: 'Condition', code: 'F10.20 alcohol dependence', recordedDate: at }],
  },
  /** A full urine panel, final, all negative, yesterday at 10:00. */
  'negative-panel': {
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
    usually: '-20d',
    facts: (at) => [normalAlt(at), normalAst(at), normalBilirubin(at)],
  },
  'normal-alt': { usually: '-20d', facts: (at) => [normalAlt(at)] },
  'normal-ast': { usually: '-20d', facts: (at) => [normalAst(at)] },
  'normal-bilirubin': { usually: '-20d', facts: (at) => [normalBilirubin(at)] },
  /** Nasal naloxone dispensed. */
  naloxone: {
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
  /** A depot of naltrexone administered four weeks ago: the patient is on treatment. */
  'depot-given': {
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
  return given.flatMap((entry) => {
    const [name = '', at] = entry.split(' ');
    const baseline = baselines[name];
    if (baseline === undefined) throw new Error(`"${name}" is not a baseline of a case`);
    return baseline.facts(at ?? baseline.usually);
  });
}
