import type { CodeableConcept, Coding, FhirResource } from 'fhir/r4.js';
import { type Chart, resourcesOf, type SliceName } from '../../core/chart.js';
import { listOf, textOf } from '../../core/evidence/fhir-json.js';
import { medicationOf } from '../../core/evidence/recognise/medication-of.js';
import { recogniseCondition } from '../../core/evidence/recognise/recognise-condition.js';
import { recogniseMedication } from '../../core/evidence/recognise/recognise-medication.js';
import { recogniseObservationCode } from '../../core/evidence/recognise/recognise-observation-code.js';
import { recogniseProcedure } from '../../core/evidence/recognise/recognise-procedure.js';
import {
  normaliseSystem,
  recogniseSystem,
} from '../../core/evidence/recognise/recognise-system.js';
import type { Terminology } from '../../core/pack/terminology.js';
import type { CodingRow } from './report.js';

type Basis = 'code' | 'words' | undefined;
type Concept = CodeableConcept | undefined;

/**
 * Counts how far the tables know what the rows of a chart are about. No code and no text of a row is in the answer.
 * @param chart with the site's local codes read, so that they count as known
 */
export function countCodings(chart: Chart, terminology: Terminology): readonly CodingRow[] {
  const byType = new Map<string, Map<unknown, FhirResource>>();
  for (const name of Object.keys(chart.slices) as SliceName[]) {
    for (const row of resourcesOf(chart.slices[name])) {
      if (!(row.resourceType in CONCEPTS)) continue;
      const rows = byType.get(row.resourceType) ?? new Map<unknown, FhirResource>();
      byType.set(row.resourceType, rows.set(row.id ?? row, row));
    }
  }
  return [...byType].map(([type, rows]) =>
    countRows(type, [...rows.values()], { chart, terminology }),
  );
}

interface Tables {
  readonly chart: Chart;
  readonly terminology: Terminology;
}

function countRows(type: string, rows: readonly FhirResource[], tables: Tables): CodingRow {
  const { terminology } = tables;
  const seen = rows.map((row) => {
    const concepts = (CONCEPTS[type] ?? (() => []))(row, tables);
    const bases = concepts.map((concept) => basisOf(type, concept, terminology));
    return {
      basis: bases.includes('code') ? 'code' : bases.find((one) => one !== undefined),
      codings: concepts.flatMap((concept) => listOf<Coding>(concept?.coding)),
    };
  });
  const unknown = seen.filter(({ basis }) => basis === undefined);
  return {
    resourceType: type,
    rows: rows.length,
    byCode: seen.filter(({ basis }) => basis === 'code').length,
    byWords: seen.filter(({ basis }) => basis === 'words').length,
    notKnown: unknown.length,
    localOnly: unknown.filter(({ codings }) =>
      codings.every(({ system }) => recogniseSystem(terminology, system) === undefined),
    ).length,
    systems: systemsOf(
      seen.flatMap(({ codings }) => codings),
      terminology,
    ),
  };
}

const ownCode = (row: FhirResource): readonly Concept[] => [
  (row as { readonly code?: CodeableConcept }).code,
];
const medication = (row: FhirResource, { chart }: Tables): readonly Concept[] => [
  medicationOf(row as Parameters<typeof medicationOf>[0], chart.medications),
];

/** Where each type says what it is about. A Patient is about nothing that has a code. */
const CONCEPTS: Readonly<
  Record<string, (row: FhirResource, tables: Tables) => readonly Concept[]>
> = {
  MedicationRequest: medication,
  MedicationStatement: medication,
  MedicationDispense: medication,
  MedicationAdministration: medication,
  Observation: (row) => [
    ...ownCode(row),
    ...listOf((row as { readonly component?: { code?: CodeableConcept }[] }).component).map(
      ({ code }) => code,
    ),
  ],
  DiagnosticReport: ownCode,
  ServiceRequest: ownCode,
  Condition: ownCode,
  Procedure: ownCode,
  AllergyIntolerance: ownCode,
};

function basisOf(type: string, concept: Concept, terminology: Terminology): Basis {
  switch (type) {
    case 'Observation':
    case 'DiagnosticReport':
    case 'ServiceRequest': {
      const identity = recogniseObservationCode(terminology, concept);
      return identity.is === 'other' ? undefined : identity.by;
    }
    case 'Condition':
      return recogniseCondition(terminology, concept) === undefined ? undefined : 'code';
    case 'Procedure': {
      const identity = recogniseProcedure(terminology, concept);
      if (identity.is === 'exposure') return identity.medication.basis;
      return identity.is === 'other' && identity.role === undefined ? undefined : 'code';
    }
    default: {
      const identity = recogniseMedication(terminology, concept);
      return identity.is === 'other' || identity.is === 'unresolvable' ? undefined : identity.basis;
    }
  }
}

function systemsOf(
  codings: readonly Coding[],
  terminology: Terminology,
): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const { system } of codings) {
    const name = recogniseSystem(terminology, system) ?? foreignName(system);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return Object.fromEntries([...counts].sort(([, one], [, other]) => other - one));
}

/** The address of a code system, which a local code is registered with; anything else in its place is not repeated. */
function foreignName(system: unknown): string {
  const text = textOf(system);
  if (text === undefined) return 'no system';
  return /^(?:https?:\/\/|urn:)[\w.:/~%-]{1,120}$/i.test(text.trim())
    ? normaliseSystem(text)
    : 'no address of a system';
}
