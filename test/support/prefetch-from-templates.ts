import type { FhirResource } from 'fhir/r4.js';
import type { Fault } from './clinical-case.js';
import type { FhirCase } from './case-to-fhir.js';
import { readRow, searchRows, searchset } from './fhir-search.js';

/** What an EHR sends for one key: null = the query found nothing, undefined = the key is left out. */
type PrefetchValue = FhirResource | null | undefined;

const OUTCOME: FhirResource = {
  resourceType: 'OperationOutcome',
  issue: [{ severity: 'error', code: 'exception', diagnostics: 'The query could not be run' }],
};

/**
 * Runs the prefetch templates of a discovery document over the chart of a case, as an EHR would.
 * A key whose query fails is left out, or answered with an OperationOutcome where the case says so.
 */
export function prefetchFromTemplates(
  templates: Readonly<Record<string, string>>,
  { context, resources, access }: Pick<FhirCase, 'context' | 'resources' | 'access'>,
): Record<string, FhirResource | null> {
  const values = Object.entries(templates).map(
    ([key, template]) => [key, prefetchValue(template, context, resources, access)] as const,
  );
  return Object.fromEntries(
    values.filter((entry): entry is [string, FhirResource | null] => entry[1] !== undefined),
  );
}

function prefetchValue(
  template: string,
  context: FhirCase['context'],
  resources: readonly FhirResource[],
  access: Readonly<Record<string, Fault>>,
): PrefetchValue {
  const query = fillTokens(template, context);
  if (query === undefined) return undefined;
  const type = /^\w+/.exec(query)?.[0] ?? '';
  const fault = access[type];
  if (fault === 'OperationOutcome' || fault === 'recovered') return OUTCOME;
  if (fault !== undefined) return undefined;
  if (!query.includes('?')) return readRow(query, resources) ?? null;
  const { rows, count } = searchRows(query, resources);
  return searchset(rows.slice(0, count), 'https://ehr.example/fhir');
}

/** Fills `{{context.…}}`; a template whose token has no value cannot be run. */
function fillTokens(template: string, context: FhirCase['context']): string | undefined {
  const filled = template.replace(/\{\{context\.(\w+)\}\}/g, (token, name: string) => {
    const value = context[name];
    return typeof value === 'string' ? value : token;
  });
  return filled.includes('{{') ? undefined : filled;
}
