import type { Coding, Condition } from 'fhir/r4.js';
import { rowsOf } from '../../evidence/chart-rows.js';
import { type Diagnosis, isOneOf } from '../../evidence/diagnosis.js';
import { listOf, textOf } from '../../evidence/fhir-json.js';
import { conceptTexts } from '../../evidence/toxicology/concept-texts.js';
import type { ConditionGroup } from '../../pack/terminology.js';
import { span, text } from '../../rules/rule.js';
import { answer, type Documented, fact, gap } from '../documented.js';
import type { PacketInput } from '../packet-input.js';
import { isConfirmed } from '../../evidence/is-confirmed.js';

const USE_DISORDERS: ReadonlySet<ConditionGroup> = new Set<ConditionGroup>([
  'opioid-use-disorder active',
  'opioid-use-disorder remission',
  'alcohol-use-disorder',
  'alcohol remission',
]);

/**
 * The use disorders of the problem list with the severity that their rows state. A code does not tell the severity: F11.20
 * covers moderate and severe.
 */
export function readIndication({ situation, chart, words }: PacketInput): Documented {
  const conditions = new Map(
    rowsOf(chart, 'Condition', ['conditions']).map(({ resource }) => [
      `Condition/${resource.id ?? '?'}`,
      resource,
    ]),
  );
  const found = situation.evidence.diagnoses.flatMap((diagnosis) => {
    const condition = conditions.get(diagnosis.provenance.source);
    const counts = condition !== undefined && (diagnosis.active || diagnosis.remission);
    return counts && isOneOf(diagnosis, USE_DISORDERS) && isConfirmed(condition)
      ? [{ diagnosis, condition, severity: severityOf(condition, words.severities) }]
      : [];
  });
  const severity = new Set(found.flatMap((one) => one.severity?.code ?? [])).size === 1;
  return {
    answers: found
      .flatMap(({ diagnosis, condition, severity: stated }) => [
        answer('indication.diagnosis', { valueCoding: codingOf(diagnosis, condition) }, [
          diagnosis.provenance,
        ]),
        ...(stated === undefined || !severity
          ? []
          : [answer('indication.severity', { valueCoding: stated }, [diagnosis.provenance])]),
      ])
      .filter(onlyOneSeverity()),
    facts: [
      ...found.flatMap(({ diagnosis, severity: stated }) => [
        diagnosisFact(diagnosis),
        ...(stated?.display === undefined
          ? []
          : [
              fact(
                'indication.severity',
                {
                  severity: text(stated.display.toLowerCase()),
                  diagnosis: text(diagnosis.display),
                },
                [diagnosis.provenance],
              ),
            ]),
      ]),
      ...reasons(situation),
    ],
    gaps: [
      ...(found.length === 0 ? [gap('diagnosis', 'conditions')] : []),
      ...(found.some((one) => one.severity !== undefined) ? [] : [gap('severity', 'conditions')]),
    ],
  };
}

/** The question takes one answer; two rows that state the same severity give it once. */
function onlyOneSeverity(): (one: { readonly linkId: string }) => boolean {
  let given = false;
  return ({ linkId }) => {
    if (linkId !== 'indication.severity') return true;
    const first = !given;
    given = true;
    return first;
  };
}

function diagnosisFact(diagnosis: Diagnosis) {
  const { display, code, active, at, provenance } = diagnosis;
  const inRemission = !active || isOneOf(diagnosis, REMISSION);
  const values = {
    diagnosis: text(display),
    code: text(code),
    status: text(inRemission ? 'in remission' : 'active'),
  };
  return at === undefined
    ? fact('indication.diagnosis', values, [provenance])
    : fact('indication.diagnosis-dated', { ...values, date: span(at) }, [provenance]);
}

const REMISSION: ReadonlySet<ConditionGroup> = new Set<ConditionGroup>([
  'opioid-use-disorder remission',
  'alcohol remission',
]);

/** The coding of the chart that was recognised. */
const codingOf = ({ code, display, system }: Diagnosis, condition: Condition): Coding => {
  const written = listOf<Coding>(condition.code?.coding).find((one) => one.code === code);
  const { system: uri = SYSTEMS[system], display: words = display } = written ?? {};
  return { system: uri, code, display: words };
};
const SYSTEMS = {
  'ICD-10-CM': 'http://hl7.org/fhir/sid/icd-10-cm',
  'SNOMED CT': 'http://snomed.info/sct',
} as const;

const severityOf = (
  { severity }: Condition,
  severities: PacketInput['words']['severities'],
): Coding | undefined => {
  const codes = listOf<Coding>(severity?.coding).map(({ code }) => code);
  const said = conceptTexts(severity).map((one) => one.trim().toLowerCase());
  return severities.find(
    ({ code, display }) => codes.includes(code) || said.includes(display.toLowerCase()),
  );
};

/** What the order itself gives as its reason. */
const reasons = ({ order }: PacketInput['situation']) =>
  listOf(order.resource.reasonCode).flatMap((concept) => {
    const said = textOf(concept.text) ?? conceptTexts(concept)[0];
    return said === undefined
      ? []
      : [
          fact('indication.reason', { reason: { kind: 'chart-text', text: said } }, [
            { source: order.ref, slice: 'order', complete: true },
          ]),
        ];
  });
