import type { DiagnosticReport, ServiceRequest } from 'fhir/r4.js';
import type { ChartRow } from '../chart-rows.js';
import type { IdentifiedObservation } from '../identify-observations.js';
import { orderedTest } from '../ordered-test.js';
import type {
  ClearingResult,
  RaisedResult,
  ToxicologyEvidence,
  ToxicologyResult,
} from '../toxicology.js';
import { type CollectedResult, collectResults } from './collect-results.js';
import { factsOfTest } from './facts-of-test.js';
import { standingOf } from './standing-of.js';
import type { ToxicologyReader } from './toxicology-reader.js';

/** The rows of the chart in which drug tests stand; Observations of all slices, each once. */
export interface ToxicologySources {
  readonly observations: readonly IdentifiedObservation[];
  readonly reports: readonly ChartRow<DiagnosticReport>[];
  readonly serviceRequests: readonly ChartRow<ServiceRequest>[];
}

/**
 * Reads the drug tests of a chart and weighs each positive against the others (`clinical-opioid` 6.1-6.4).
 * Never throws on a malformed resource: what cannot be read is no result.
 */
export function readToxicology(
  sources: ToxicologySources,
  reader: ToxicologyReader,
): ToxicologyEvidence {
  const { observations, reports, serviceRequests } = sources;
  const found = collectResults(observations, reports, reader);
  const results = found.results.map((one) =>
    resultOf(one, !found.unfitSpecimens.has(one.specimen, one.collection), reader),
  );
  const negatives = results.filter(isBelievable);
  const clearing = negatives.filter(({ validSpecimen }) => validSpecimen);
  const raised = results.filter(isRaised);
  return {
    raised: raised.map((result) => ({ ...result, standing: standingOf(result, clearing, raised) })),
    clearing,
    invalidSpecimens: negatives.filter(({ validSpecimen }) => !validSpecimen),
    panel: reader.knowledge.panel,
    pending: found.registered || serviceRequests.some((row) => isOpenTestOrder(row, reader)),
  };
}

/** Spelt out, because copying objects this wide is slow. */
function resultOf(
  { test, result, status, coded, collection, specimen, provenance }: CollectedResult,
  validSpecimen: boolean,
  reader: ToxicologyReader,
): ToxicologyResult {
  const facts = factsOfTest(test, reader);
  return {
    analyte: facts.analyte,
    analytes: facts.analytes,
    name: facts.name,
    test: facts.test,
    drug: facts.drug,
    exposureClass: facts.exposureClass,
    illicit: facts.illicit,
    method: facts.method,
    covers: facts.covers,
    panelMembers: facts.panelMembers,
    refutedBy: facts.refutedBy,
    detectionDays: facts.detectionDays,
    crossReacts: facts.crossReacts,
    result,
    status,
    coded,
    validSpecimen,
    collected: collection.collected,
    dating: collection.dating,
    specimen,
    provenance,
  };
}

const isRaised = (result: ToxicologyResult): result is Omit<RaisedResult, 'standing'> =>
  result.result !== 'negative';

const isBelievable = (result: ToxicologyResult): result is ClearingResult =>
  result.result === 'negative' &&
  result.status === 'final' &&
  result.coded &&
  result.collected !== undefined &&
  result.provenance.complete;

const isOpenTestOrder = (
  { resource: { status, doNotPerform, code } }: ChartRow<ServiceRequest>,
  { terminology }: ToxicologyReader,
): boolean =>
  status === 'active' && doNotPerform !== true && orderedTest(code, terminology) === 'toxicology';
