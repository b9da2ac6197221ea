import type { Knowledge } from '../../src/core/pack/knowledge.js';
import type { HookParts } from '../../src/hook/hook-parts.js';
import { wire, type Wiring } from '../../src/wire.js';

let wired: Wiring | undefined;

/** The service as it starts, from `cards/`, once per test file. */
const theService = (): Wiring =>
  (wired ??= wire({ fhir: undefined, budgetMs: 4000, report: () => undefined }));

export const hookParts = (): HookParts => theService().hook;
export const theKnowledge = (): Knowledge => hookParts().knowledge;

/** The prefetch templates of a service in the discovery document, by key. */
export const prefetchTemplates = (
  service = 'naltrexone-safety',
  profile: 'full' | 'minimal' | 'none' = 'full',
): Readonly<Record<string, string>> =>
  theService()
    .discovery({ discovery: profile, readiness: { documentation: 'on' } })
    .document.services.find(({ id }) => id === service)?.prefetch ?? {};
