/** How much of a query the scopes grant: all of it, only some of its categories, or nothing. */
export type Grant = 'all' | 'part' | 'none';

export interface ScopeQuery {
  readonly resourceType: string;
  readonly interaction: 'read' | 'search';
  /** The category that the query itself is limited to. */
  readonly category?: string | undefined;
}

interface Scope {
  readonly resourceType: string;
  /** Undefined when the letters are no permission that we know: it may grant anything. */
  readonly actions: string | undefined;
  readonly limits: URLSearchParams;
}

/**
 * What SMART scopes, version 1 (`patient/Observation.read`) or 2 (`patient/Observation.rs?category=…`), say of a query. Only
 * what they clearly forbid is `none`: without a scope on resources, and where a scope cannot be read, the server decides.
 * @param text `fhirAuthorization.scope`
 */
export function smartScopes(text: string | undefined): (query: ScopeQuery) => Grant {
  const scopes = (text ?? '').split(/\s+/).flatMap(readScope);
  if (scopes.length === 0) return () => 'all';
  return ({ resourceType, interaction, category }) => {
    const granting = scopes.filter(
      (scope) =>
        (scope.resourceType === '*' || scope.resourceType === resourceType) &&
        (scope.actions?.includes(interaction === 'read' ? 'r' : 's') ?? true),
    );
    const grants = granting.map(({ limits }) => grantUnder(limits, category));
    return grants.includes('all') ? 'all' : grants.includes('part') ? 'part' : 'none';
  };
}

/** A scope on resources; all others (`openid`, `launch`) say nothing about a chart. */
export const RESOURCE_SCOPE =
  /^(?:patient|user|system)\/(\*|[A-Z][A-Za-z]*)\.([a-z]+|\*)(?:\?(.*))?$/;

function readScope(text: string): readonly Scope[] {
  const [, resourceType, actions = '', limits = ''] = RESOURCE_SCOPE.exec(text) ?? [];
  return resourceType === undefined
    ? []
    : [{ resourceType, actions: lettersOf(actions), limits: new URLSearchParams(limits) }];
}

function lettersOf(actions: string): string | undefined {
  switch (actions) {
    case 'read':
      return 'rs';
    case 'write':
      return 'cud';
    case '*':
      return 'cruds';
    default:
      return /^c?r?u?d?s?$/.test(actions) ? actions : undefined;
  }
}

function grantUnder(limits: URLSearchParams, category: string | undefined): Grant {
  if (limits.size === 0) return 'all';
  const granted = limits.get('category');
  if (limits.size > 1 || granted === null || category === undefined) return 'part';
  return granted.split(',').some((one) => codeOf(one) === category) ? 'all' : 'none';
}

/** `system|code` or `code`. */
const codeOf = (token: string): string => token.slice(token.lastIndexOf('|') + 1);
