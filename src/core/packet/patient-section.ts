import type { Coverage, MedicationRequest, Patient } from 'fhir/r4.js';
import { resourcesOf } from '../chart.js';
import { provenanceOf, rowsOf } from '../evidence/chart-rows.js';
import { listOf, textOf, textsOf } from '../evidence/fhir-json.js';
import type { Provenance } from '../evidence/provenance.js';
import { span, type WordValue } from '../rules/rule.js';
import { readFhirTime } from '../time/read-fhir-time.js';
import { isSaid } from './before-sending.js';
import { type Fact, fact, gap } from './documented.js';
import type { PaperInput } from './paper-input.js';
import type { Section } from './paper.js';
import type { StatementWriter } from './statements.js';

export const NO_COVERAGE = gap('coverage', 'coverages');

/** Who is treated, who pays, who prescribes. */
export function patientSection(given: PaperInput, write: StatementWriter): Section {
  const coverages = coverageFacts(given);
  const facts = [...patientFacts(given), ...coverages, ...prescriberFacts(given)];
  return {
    id: 'patient',
    title: write.title('heading-patient'),
    warns: false,
    statements: [
      ...facts.map(write.fact).filter(isSaid),
      ...(coverages.length === 0 ? [write.gap(NO_COVERAGE)] : []),
    ],
    table: undefined,
  };
}

const chartText = (text: string): WordValue => ({ kind: 'chart-text', text });

function patientFacts({ chart, situation }: PaperInput): readonly Fact[] {
  const patient = resourcesOf(chart.slices.patient).find(
    (one): one is Patient => one.resourceType === 'Patient',
  );
  if (patient?.id === undefined) return [];
  const row: Provenance = { source: `Patient/${patient.id}`, slice: 'patient', complete: true };
  const name = nameOf(patient);
  const born = readFhirTime(patient.birthDate, situation.clock.zone);
  return [
    ...(name === undefined ? [] : [fact('patient.name', { name: chartText(name) }, [row])]),
    ...(born === undefined ? [] : [fact('patient.birth-date', { date: span(born) }, [row])]),
  ];
}

/** The official name, else the first that is not an old one. */
function nameOf({ name }: Patient): string | undefined {
  const names = listOf(name).filter(({ use }) => use !== 'old');
  const [best] = [...names.filter(({ use }) => use === 'official'), ...names];
  if (best === undefined) return undefined;
  const parts = [...textsOf(best.given), ...textsOf(best.family)];
  return textOf(best.text) ?? (parts.length === 0 ? undefined : parts.join(' '));
}

/** Of active coverages, as they stand: the payor's name and the member's number. */
const coverageFacts = ({ chart }: PaperInput): readonly Fact[] =>
  rowsOf(chart, 'Coverage', ['coverages']).flatMap((row) => {
    const { status, payor, subscriberId } = row.resource as Partial<Coverage>;
    const rows = [provenanceOf(row)] as const;
    const name = listOf(payor).flatMap(({ display }) => textOf(display) ?? [])[0];
    const number = textOf(subscriberId);
    return status !== 'active'
      ? []
      : [
          ...(name === undefined ? [] : [fact('coverage.payor', { payor: chartText(name) }, rows)]),
          ...(number === undefined
            ? []
            : [fact('coverage.member', { number: chartText(number) }, rows)]),
        ];
  });

function prescriberFacts({ situation: { order } }: PaperInput): readonly Fact[] {
  const { requester } = order.resource as Partial<MedicationRequest>;
  const name = textOf(requester?.display);
  const row: Provenance = { source: order.ref, slice: 'order', complete: true };
  return name === undefined ? [] : [fact('order.prescriber', { name: chartText(name) }, [row])];
}
