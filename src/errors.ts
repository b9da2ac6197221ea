/**
 * Every fault that a caller can meet, once: its code, HTTP status and the words that the caller may read. The words hold
 * neither patient data nor internals. `docs/errors.md` lists the same codes; a test compares both.
 */
const CATALOGUE = {
  'body-unreadable': {
    status: 400,
    issue: 'structure',
    words: 'The body did not arrive whole, or could not be decompressed.',
  },
  'body-not-json': { status: 400, issue: 'structure', words: 'The body is not JSON in UTF-8.' },
  'body-too-deep': { status: 400, issue: 'too-long', words: 'The body is nested too deeply.' },
  'request-invalid': {
    status: 400,
    issue: 'required',
    words: 'A required field of the CDS Hooks request is missing or has the wrong type.',
  },
  'hook-not-served': {
    status: 400,
    issue: 'not-supported',
    words: 'This service does not answer this hook. The discovery document lists the hooks.',
  },
  'draft-orders-missing': {
    status: 400,
    issue: 'required',
    words: 'context.draftOrders is missing or is no FHIR Bundle.',
  },
  'patient-mismatch': {
    status: 400,
    issue: 'business-rule',
    words: 'The request names more than one patient. Nothing was evaluated.',
  },
  'feedback-incomplete': {
    status: 400,
    issue: 'required',
    words:
      'An item of the feedback names no card: it is named in "expression". All other items are stored.',
  },
  'line-invalid': {
    status: 400,
    issue: 'structure',
    words:
      'A line needs a string or number "id" and an object "request"; "now" is an instant with offset, "timeZone" an IANA zone, "site" the content of a site file.',
  },
  'not-authenticated': { status: 401, issue: 'login', words: 'Not authenticated.' },
  'service-unknown': {
    status: 404,
    issue: 'not-found',
    words: 'There is no such CDS service here. The discovery document lists the services.',
  },
  'feedback-not-kept': {
    status: 404,
    issue: 'not-supported',
    words: 'This service keeps no feedback: it has no store.',
  },
  'route-unknown': { status: 404, issue: 'not-found', words: 'There is nothing at this address.' },
  'method-not-allowed': {
    status: 405,
    issue: 'not-supported',
    words: 'This address does not answer this method.',
  },
  'chart-unreadable': {
    status: 412,
    issue: 'incomplete',
    words: 'Nothing of the chart could be had: no prefetch, and no answer of the FHIR server.',
  },
  'body-too-large': { status: 413, issue: 'too-long', words: 'The body is too large.' },
  'media-type-unsupported': {
    status: 415,
    issue: 'not-supported',
    words:
      'The body must be application/json in UTF-8, plain or compressed with gzip, deflate or br.',
  },
  'request-malformed': {
    status: 400,
    issue: 'structure',
    words: 'This is not a well-formed HTTP request.',
  },
  'request-timeout': {
    status: 408,
    issue: 'timeout',
    words: 'The request did not arrive in time.',
  },
  'headers-too-large': {
    status: 431,
    issue: 'too-long',
    words: 'The address or the headers are too large.',
  },
  'rate-limited': {
    status: 429,
    issue: 'throttled',
    words: 'This client asks too often. Ask again after the time in Retry-After.',
  },
  'feedback-quota': {
    status: 429,
    issue: 'throttled',
    retryAfter: 3600,
    words:
      'This client has sent as much feedback as is taken in a day. Nothing of this was stored.',
  },
  overloaded: {
    status: 503,
    issue: 'throttled',
    words: 'The service is busy. Nothing was evaluated. Ask again after the time in Retry-After.',
  },
  'replay-unchecked': {
    status: 503,
    issue: 'transient',
    words:
      'Whether this token was used before cannot be checked now. Nothing was evaluated. Ask again with a new token.',
  },
  'feedback-not-stored': {
    status: 503,
    issue: 'transient',
    retryAfter: 30,
    words:
      'The feedback cannot be stored now. Send it again after the time in Retry-After; what is stored already is not stored twice.',
  },
  'not-ready': {
    status: 503,
    issue: 'transient',
    words:
      'The service is not ready for calls: it shuts down, or has not seen the keys of its clients yet.',
  },
  internal: {
    status: 500,
    issue: 'exception',
    words: 'The service failed. Nothing was evaluated.',
  },
} as const satisfies Record<string, CatalogueEntry>;

interface CatalogueEntry {
  readonly status: number;
  /** Code of the FHIR value set issue-type. */
  readonly issue: string;
  /** Seconds, for `Retry-After` where nobody knows better. */
  readonly retryAfter?: number;
  readonly words: string;
}

export type ErrorCode = keyof typeof CATALOGUE;

export const errorCatalogue: Readonly<Record<ErrorCode, CatalogueEntry>> = CATALOGUE;

/** A fault of the caller, or of what the caller sent. Bugs throw anything else. */
export class ServiceError extends Error {
  readonly code: ErrorCode;
  /** The fields that are wrong, by our own names for them; never text from the request. */
  readonly fields: readonly string[];

  constructor(code: ErrorCode, ...fields: readonly string[]) {
    super(code);
    this.name = 'ServiceError';
    this.code = code;
    this.fields = fields;
  }

  get status(): number {
    return CATALOGUE[this.code].status;
  }

  get retryAfter(): number | undefined {
    return errorCatalogue[this.code].retryAfter;
  }
}

/** What every error answer looks like (CDS Hooks 3.0-ballot: an OperationOutcome beside any status that is no success). */
export interface ErrorOutcome {
  readonly resourceType: 'OperationOutcome';
  readonly issue: readonly {
    readonly severity: 'error';
    readonly code: string;
    readonly details: {
      readonly coding: readonly { readonly system: string; readonly code: ErrorCode }[];
      readonly text: string;
    };
    readonly expression?: readonly string[];
  }[];
}

/** The one place that turns an error into what the caller reads. */
export function toOperationOutcome(error: ServiceError): ErrorOutcome {
  const { issue, words } = CATALOGUE[error.code];
  return {
    resourceType: 'OperationOutcome',
    issue: [
      {
        severity: 'error',
        code: issue,
        details: {
          coding: [{ system: 'urn:naltrexone-cds:errors', code: error.code }],
          text: words,
        },
        ...(error.fields.length === 0 ? {} : { expression: error.fields }),
      },
    ],
  };
}
