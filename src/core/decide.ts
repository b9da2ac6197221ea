import type { Call } from './call.js';
import type { Chart } from './chart.js';
import { composeCards } from './compose/compose-cards.js';
import { sayChecked } from './compose/say-checked.js';
import type { Decision } from './decision.js';
import { draftsWithoutPatient } from './drafts-without-patient.js';
import { translateChart } from './evidence/local-codes/translate-chart.js';
import { usedLocalCodes } from './evidence/local-codes/used-local-codes.js';
import type { Knowledge, SitePolicy } from './pack/knowledge.js';
import { numbersUnder } from './pack/policy.js';
import { protocolOf } from './pack/protocol-of.js';
import { clearAnswer } from './plan/clear-answer.js';
import { makePlan } from './plan/make-plan.js';
import { gapsIn } from './gaps.js';
import { MadeDecision } from './made-decision.js';
import { judgeOrder } from './rules/judge-order.js';
import { rulesUnder } from './rules/site-rules.js';
import { situationOf } from './situation-of.js';
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
  const { chart: read, uses } = translateChart(chart, knowledge.terminology, site.localCodes);
  const inputs = situationOf(call, read, knowledge, site, now);
  const rules = rulesUnder(knowledge, site)[call.question];
  const judged = inputs.map((input) => judgeOrder(rules, input, site.file));
  const [first] = call.question === 'naltrexone' ? inputs : [];
  const plan = first && makePlan(first, protocolOf(knowledge, site), numbers);
  const wouldClear =
    plan && clearAnswer(inputs, judged, plan, { rules, policy: site.file }, numbers);
  const seen = {
    gaps: gapsIn(chart),
    foreignRows: chart.foreignRows,
    unassigned: draftsWithoutPatient(call),
    localCodes: usedLocalCodes(call, uses),
  };
  const composed = composeCards(judged, seen, { plan, wouldClear }, knowledge, site);
  return new MadeDecision(
    {
      ...composed,
      plan,
      wouldClear,
      cards:
        composed.cards.length > 0
          ? composed.cards
          : sayChecked(inputs, chart, composed, knowledge, site),
    },
    {
      inputs: call.question === 'mirror' ? [] : inputs,
      isSafety: call.question === 'naltrexone',
      knowledge,
      numbers,
    },
  );
}
