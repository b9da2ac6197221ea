import type { ChartQuery } from '../../core/chart-queries.js';
import {
  type Grant,
  RESOURCE_SCOPE,
  type ScopeQuery,
  smartScopes,
} from '../../fhir/smart-scopes.js';
import type { ScopeGrant, ScopeRow } from './report.js';

/**
 * What the scopes of a token grant of what the service asks for, type by type. Medication is read when a row of a medication
 * list names one by reference.
 * @param text SMART scopes of version 1 or 2, as the EHR sends them
 * @returns nothing when none of them is about resources: then the server decides
 */
export function checkScopes(text: string, queries: readonly ChartQuery[]): readonly ScopeRow[] {
  const scopes = text.split(/\s+/).filter((one) => RESOURCE_SCOPE.test(one));
  if (scopes.length === 0) return [];
  const types = [...new Set(queries.map(({ resourceType }) => resourceType))];
  return [...types, 'Medication'].sort().map((resourceType) => {
    const own = queries.filter((query) => query.resourceType === resourceType);
    const searches = own.filter(({ count }) => count !== undefined);
    return {
      resourceType,
      search: grantOf(
        scopes,
        searches.map(({ category }) => ({
          resourceType,
          interaction: 'search',
          category,
        })),
      ),
      read: grantOf(scopes, searches.length === 0 ? [{ resourceType, interaction: 'read' }] : []),
    };
  });
}

const VERSION_1 = /\.(?:read|write|\*)$/;

function grantOf(scopes: readonly string[], asked: readonly ScopeQuery[]): ScopeGrant | undefined {
  if (asked.length === 0) return undefined;
  const granted = grantsOf(scopes, asked);
  if (granted.every((grant) => grant === 'none')) return { grant: 'missing' };
  const byVersion1 = grantsOf(
    scopes.filter((scope) => VERSION_1.test(scope)),
    asked,
  );
  return {
    grant: granted.every((grant) => grant === 'all') ? 'granted' : 'restricted',
    version: byVersion1.every((grant) => grant === 'none') ? 'v2' : 'v1',
  };
}

/** To `smartScopes` no scope at all means that the server decides; of one version alone it means that it grants nothing. */
const grantsOf = (scopes: readonly string[], asked: readonly ScopeQuery[]): readonly Grant[] =>
  scopes.length === 0 ? asked.map(() => 'none') : asked.map(smartScopes(scopes.join(' ')));
