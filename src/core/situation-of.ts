import type { Call } from './call.js';
import type { Chart } from './chart.js';
import { gatherEvidence } from './evidence/gather-evidence.js';
import { reasonGroups } from './evidence/indication.js';
import { plannedMoment } from './evidence/planned-moment.js';
import type { Knowledge, SitePolicy } from './pack/knowledge.js';
import { numbersUnder } from './pack/policy.js';
import type { Clock, RuleInput } from './rules/rule.js';
import { situate } from './rules/situate.js';
import type { Moment } from './time/instant.js';
import { pointAt } from './time/time-zone.js';

/** What the rules judge: each order of a call with its planned day and the evidence as of that day. */
export function situationOf(
  call: Call,
  chart: Chart,
  knowledge: Knowledge,
  site: SitePolicy,
  now: Moment,
): readonly RuleInput[] {
  const numbers = numbersUnder(knowledge, site);
  const at = { ...pointAt(now, site.zone), moment: now };
  return call.orders.map((order) => {
    const planned = plannedMoment(order.resource, at, site.zone);
    const clock: Clock = { now: at, planned, zone: site.zone };
    const evidence = gatherEvidence(chart, clock, knowledge, numbers, order, site.file);
    const { diagnoses } = evidence;
    const reasons = reasonGroups(order.resource, diagnoses, knowledge.terminology);
    return situate({ call, order, evidence, clock, reasons }, numbers);
  });
}
