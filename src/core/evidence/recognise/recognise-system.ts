import type { CodeSystem, Terminology } from '../../pack/terminology.js';
import { remember } from './remember.js';

/**
 * The code system of a coding by any name of `code-systems.csv`: http or https, in any case, with or without a closing
 * slash, as `urn:oid:` or bare OID, SNOMED CT also with its edition. Undefined for a missing or foreign system: its codes
 * are not trusted, whatever they look like.
 */
export function recogniseSystem(terminology: Terminology, system: unknown): CodeSystem | undefined {
  if (typeof system !== 'string') return undefined;
  const known = terminology.systems.get(system);
  if (known !== undefined) return known;
  const remembered = terminology.memo.systems.get(system);
  if (remembered !== undefined) return remembered ?? undefined;
  return (
    remember(terminology.memo.systems, system, readSystem(terminology, system) ?? null) ?? undefined
  );
}

function readSystem(terminology: Terminology, system: string): CodeSystem | undefined {
  const name = normaliseSystem(system);
  return (
    terminology.systems.get(name) ??
    terminology.systems.get(name.replace(/\/(?:version\/)?\d+(?:\/.*)?$/, '')) ??
    terminology.systems.get(`urn:oid:${name}`)
  );
}

/** One spelling for the names of a code system. */
export const normaliseSystem = (system: string): string =>
  system
    .trim()
    .toLowerCase()
    .replace(/^https:/, 'http:')
    .replace(/^http:\/\/www\./, 'http://')
    .replace(/\|.*$/, '')
    .replace(/\/+$/, '');
