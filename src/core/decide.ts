import type { Call } from './call.js';
import type { Chart } from './chart.js';
import { composeCards } from './compose/compose-cards.js';
import type { Decision } from './decision.js';
import { draftsWithoutPatient } from './drafts-without-patient.js';
import { gatherEvidence } from './evidence/gather-evidence.js';
import { translateChart } from './evidence/local-codes/translate-chart.js';
import { usedLocalCodes } from './evidence/local-codes/used-local-codes.js';
import { plannedMoment } from './evidence/planned-moment.js';
import { readIndication, reasonGroups } from './evidence/indication.js';
import type { Knowledge, SitePolicy } from './pack/knowledge.js';
import { numbersOf, numbersUnder } from './pack/policy.js';
import { gapsIn } from './gaps.js';
import { judgeOrder } from './rules/judge-order.js';
import { laneOf, type LaneNumbers } from './rules/lane.js';
import { RULES } from './rules/registry.js';
import type { Clock } from './rules/rule.js';
import { pointAt } from './time/time-zone.js';
import type { Moment } from './time/instant.js';

/**
 * Decides about the orders of one hook call: may naltrexone be given on the planned day, and if not, when and after what?
 * Pure: the same call, chart, knowledge, site policy and instant always give the same decision.
 * Hook, app, command line, replay and simulator all call this function; nothing else decides anything.
 */
export function decide(
  call: Call,
  chart: Chart,
  knowledge: Knowledge,
  site: SitePolicy,
  now: Moment,
): Decision {
  const numbers = numbersUnder(knowledge, site);
  const at = { ...pointAt(now, site.zone), moment: now };
  const { chart: read, uses } = translateChart(chart, knowledge.terminology, site.localCodes);
  const judged = call.orders.map((order) => {
    const planned = plannedMoment(order.resource, at, site.zone);
    const clock: Clock = { now: at, planned, zone: site.zone };
    const evidence = gatherEvidence(read, clock, knowledge, numbers, site.file.laboratoryLimits);
    const { diagnoses } = evidence;
    const reasons = reasonGroups(order.resource, diagnoses, knowledge.terminology);
    const input = {
      call,
      order,
      evidence,
      clock,
      lane: laneOf(evidence, planned, numbersOf<keyof LaneNumbers>(numbers, 'drug')),
      reasons,
      indication: readIndication(reasons, diagnoses, !evidence.incomplete.has('conditions')),
    };
    return judgeOrder(RULES, input, knowledge, site, numbers);
  });
  const { foreignRows } = chart;
  const seen = {
    gaps: gapsIn(chart),
    foreignRows,
    unassigned: draftsWithoutPatient(call),
    localCodes: usedLocalCodes(call, uses),
  };
  return composeCards(judged, seen, knowledge);
}
