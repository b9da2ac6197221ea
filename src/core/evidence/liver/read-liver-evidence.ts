import type { LiverEvidence } from '../liver-result.js';
import { isLiverTestAwaited } from './is-liver-test-awaited.js';
import type { LiverContext, LiverSources } from './liver-context.js';
import { panelTimes } from './panel-times.js';
import { type FoundResults, readContained, readObservation } from './read-liver-results.js';

/**
 * The liver, coagulation and renal results of a chart, and whether liver tests are under way: from Observations, their
 * components, and Observations contained in panels and reports (`clinical-liver-other` 0, B2.2-B2.7).
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
  return { results, pending: isLiverTestAwaited(sources, context.terminology), futureDated };
}
