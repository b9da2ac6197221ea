import type { SliceFault } from '../../core/chart.js';
import type { ChartQuery } from '../../core/chart-queries.js';
import type { ReadEvent } from '../../fhir/read-session.js';

interface Explained {
  readonly why: string;
  readonly remedy: string;
}

interface Faulty {
  readonly type: string;
  /** The query as discovery lists it. */
  readonly query: string;
  readonly status: number | undefined;
  /** False when nothing was asked of any server. */
  readonly asked: boolean;
  /** What became of the requests for this resource type, as far as they were not simply read. */
  readonly failures: readonly ReadEvent['outcome'][];
}

/**
 * Why a slice is not wholly known, and what somebody at the site can do.
 */
export function explainFault(
  { resourceType: type, template }: ChartQuery,
  { reason, status }: SliceFault,
  { asked, failures }: Pick<Faulty, 'asked' | 'failures'>,
): Explained {
  const query = template.length > LONGEST ? `${template.slice(0, LONGEST)}…` : template;
  return EXPLAIN[reason]({ type, query, status, asked, failures });
}

const LONGEST = 160;

const always = (why: string, remedy: string) => (): Explained => ({ why, remedy });

const EXPLAIN: Readonly<Record<SliceFault['reason'], (faulty: Faulty) => Explained>> = {
  'not-sent': always(
    'not sent: prefetch only',
    'The entry is "prefetchOnly": look at a real call with naltrexone-cds check.',
  ),
  'not-permitted': notPermitted,
  withheld: always(
    'the server says that it holds data back',
    'Let the user and the application see it (consent, break the glass, sensitivity), or choose another test patient.',
  ),
  'operation-outcome': ({ query }) => ({
    why: 'an OperationOutcome came in the answer',
    remedy: `Read the OperationOutcome that the server gives to ${query}.`,
  }),
  'http-error': httpError,
  unreachable: ({ failures }) => ({
    why: `unreachable (${failures.join(', ') || 'no connection'})`,
    remedy: 'Mend the way to the server; see Connection.',
  }),
  'out-of-time': ({ query }) => ({
    why: 'out of time',
    remedy: `Let the server answer faster to ${query}, or raise "budgetMs" as far as the EHR waits.`,
  }),
  'too-large': ({ query }) => ({
    why: 'the answers are too large',
    remedy: `Let the server page what it gives to ${query}, or choose another test patient.`,
  }),
  'not-fhir': ({ query }) => ({
    why: 'the answer is no FHIR JSON',
    remedy: `Something else than a FHIR server answers to ${query}: a login page, or XML.`,
  }),
  'wrong-fhir-version': always(
    'rows of another FHIR version',
    'Have the EHR send its R4 base as fhirServer, and register that.',
  ),
  'more-pages': always(
    'a next page was not followed',
    'The next links must lie under the registered base, and end: see "fhirBases".',
  ),
  'count-reached': ({ query }) => ({
    why: 'cut off at _count',
    remedy: `The server stopped at _count without a next link; let it give one to ${query}.`,
  }),
  'medication-unreadable': always(
    'a Medication could not be read',
    'Rows name their drug by reference: grant Medication.read, and let references resolve under this base.',
  ),
  'unreadable-row': ({ type }) => ({
    why: 'a row is not readable',
    remedy: `A row is no ${type}, or does not say whose it is: let every row carry its patient.`,
  }),
  'conflicting-rows': always(
    'one row came twice and says different things',
    'Look for a server that gives old versions among the rows.',
  ),
  'declared-absent': always('declared absent in the entry', ''),
  'not-needed': always('no rule reads it', ''),
};

function notPermitted({ type, status, asked, failures }: Faulty): Explained {
  if (status !== undefined) {
    return {
      why: `refused (${String(status)})`,
      remedy:
        status === 401
          ? 'The server wants another access token; see Token.'
          : `Grant ${type} to the application in the EHR, and see that its users may read it.`,
    };
  }
  if (!asked) {
    return { why: 'the server may not be asked', remedy: 'See Base.' };
  }
  if (failures.includes('blocked')) {
    return { why: 'the address is blocked', remedy: 'See Address.' };
  }
  return failures.includes('token-refused')
    ? { why: 'not asked after the token was refused', remedy: 'See Token.' }
    : {
        why: failures.includes('scope-forbids')
          ? 'the scopes do not cover it'
          : 'the scopes cover only a part of it',
        remedy: `Grant all of ${type} to the application in the EHR: patient/${type}.rs (SMART 2) or patient/${type}.read (SMART 1).`,
      };
}

function httpError({ type, query, status = 0 }: Faulty): Explained {
  const why = `the server answers ${String(status)}`;
  if (status === 404) {
    return {
      why,
      remedy: `If the site has no ${type}, declare it in "absentSources"; if it has, let the server answer ${query}.`,
    };
  }
  if (status >= 300 && status < 400) {
    return { why, remedy: 'Redirects are not followed: register the address that answers itself.' };
  }
  return status === 429 || status >= 500
    ? {
        why,
        remedy: `The server was asked twice: see in its log why it could not answer ${query}.`,
      }
    : { why, remedy: `The server does not take ${query}: see in its log what it refuses.` };
}
