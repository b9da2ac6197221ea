/**
 * Issue types that say nothing about the rows: `informational` is "unrelated to the processing success of the completed
 * operation" (FHIR R4, issue-type), `success` its companion of R5. Every other type, also one that is not known here, may stand
 * for rows that were left out (`suppressed`, `security`, `incomplete`, `timeout`, `throttled`, `too-costly`, `business-rule`) or
 * for a filter that was ignored (`not-supported`, `processing`), so that rows are wrong or missing.
 */
const REMARKS = new Set<unknown>(['informational', 'success']);

/** An error is one whatever type it gives itself. */
const MILD = new Set<unknown>(['information', 'warning', 'success']);

/**
 * Is an OperationOutcome among the rows of a searchset (`search.mode` outcome) no more than a remark, such as a hint about
 * paging? Then the searchset is as whole as without it. An outcome without issues says nothing, and is none.
 */
export function isRemark(outcome: object): boolean {
  const { issue } = outcome as { issue?: unknown };
  const issues: readonly unknown[] = Array.isArray(issue) ? issue : [issue];
  return issues.length > 0 && issues.every(isMildRemark);
}

function isMildRemark(issue: unknown): boolean {
  if (typeof issue !== 'object' || issue === null) return false;
  const { severity, code } = issue as { severity?: unknown; code?: unknown };
  return MILD.has(severity) && REMARKS.has(code);
}
