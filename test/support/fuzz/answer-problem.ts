import type { CdsResponse } from '../../../src/hook/cds-response.js';
import { errorCatalogue, type ErrorCode } from '../../../src/errors.js';
import { faultInResponse } from '../../../src/hook/check-response.js';

/** An answer as it came. */
export interface SeenAnswer {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** What is wrong with an answer, whatever was asked; undefined = nothing. */
export function answerProblem(answer: SeenAnswer): string | undefined {
  const { method, path, status, headers, text } = answer;
  if (headers['x-content-type-options'] !== 'nosniff') return 'no security headers';
  if (method === 'HEAD' || status === 204 || status === 304) {
    return text === '' ? undefined : 'a body where none may be';
  }
  const body = parsed(text);
  if (body === undefined) return `status ${status} without JSON`;
  if (status === 200) {
    if (!path.startsWith('/cds-services/')) return undefined;
    const fault = faultInResponse(body as CdsResponse);
    return fault === undefined ? undefined : `breaks the schema at ${fault}`;
  }
  if (status >= 500 && status !== 503) return `status ${status}`;
  if (status === 503 && headers['retry-after'] === undefined) return '503 without Retry-After';
  const code = codeOf(answer);
  if (code === undefined) return 'no OperationOutcome of ours';
  return errorCatalogue[code].status === status ? undefined : `status ${status} says ${code}`;
}

/** Our code of an answer that is no success. */
export function codeOf({ text }: SeenAnswer): ErrorCode | undefined {
  const { resourceType, issue } = (parsed(text) ?? {}) as any;
  const code: unknown = issue?.[0]?.details?.coding?.[0]?.code;
  const isOurs = resourceType === 'OperationOutcome' && Object.hasOwn(errorCatalogue, String(code));
  return isOurs ? (code as ErrorCode) : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
