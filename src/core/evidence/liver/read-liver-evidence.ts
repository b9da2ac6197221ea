import type { LiverEvidence } from '../liver-result.js';
import { isLiverTestAwaited } from './is-liver-test-awaited.js';
import type { LiverContext, LiverSources } from './liver-context.js';
import { panelTimes } from './panel-times.js';
import { readLiverConditions } from './read-liver-conditions.js';
import { type FoundResults, readContained, readObservation } from './read-liver-results.js';
import { readLiverSigns } from './read-liver-signs.js';

/**
 * The liver, coagulation and renal results of a chart, and whether liver tests are under way: from Observations, their
 * components, and Observations contained in panels and reports (`clinical-liver-other` 0, B2.2-B2.7). Beside them the signs and
 * Conditions of liver disease (B2.13, B2.14).
 */
export function readLiverEvidence(sources: LiverSources, context: LiverContext): LiverEvidence {
  const panels = panelTimes([...sources.observations, ...sources.reports], context.zone);
  const found: FoundResults = { results: [], futureDated: [] };
  for (const observation of sources.observations) {
    readObservation(observation, context, panels, found);
    readContained(observation, context, found);
  }
  for (const report of sources.reports) readContained(report, context, found);
  const { results, futureDated } = found;
  return {
    results,
    signs: readLiverSigns(sources.observations, context, panels, futureDated),
    conditions: readLiverConditions(sources.diagnoses, context, futureDated),
    ageYears: context.ageYears,
    pending: isLiverTestAwaited(sources, context.terminology),
    futureDated,
  };
}
