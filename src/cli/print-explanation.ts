import type { Explanation, NoCardBecause } from '../explain/explain-decision.js';
import type { WeighedRow } from '../explain/weigh-rows.js';
import type { FeedbackRecord } from '../record/feedback-record.js';
import { harmless } from './harmless.js';
import { printTable } from './print-table.js';

/** The story of one answer, top to bottom. */
export function printExplanation(explanation: Explanation): string {
  const { record, feedback, judged } = explanation;
  const { at, client, hook, question, user, knowledge, site, build, latency } = record;
  return [
    `Decision ${record.decision}`,
    '',
    `1 Asked     ${new Date(at).toISOString()}, ${hook} of ${client}`,
    `            ${question === 'naltrexone' ? 'May naltrexone be given?' : 'May an opioid be given beside naltrexone?'} ${ordersIn(explanation)}`,
    `            by ${user === undefined ? 'nobody who was named' : `${user.type} ${user.mark}`}; hook instance ${record.hookInstance}`,
    `            knowledge ${knowledge}, site policy ${site}${armsIn(explanation)}, build ${build.version}`,
    '',
    `2 Read      in ${latency.gather.toFixed(0)} ms${record.foreignRows === 0 ? '' : `; ${String(record.foreignRows)} rows of other patients were dropped`}`,
    indent(
      printTable(
        ['Part of the chart', 'Known', 'Rows', 'From'],
        record.slices
          .filter(({ reason }) => reason !== 'not-needed')
          .map(({ slice, state, reason, rows, from }) => [
            slice,
            reason === undefined ? state : `${state} (${reason})`,
            String(rows),
            from,
          ]),
      ),
    ),
    '',
    `3 Judged    in ${latency.decide.toFixed(0)} ms`,
    indent(
      record.findings.length === 0
        ? 'No question found anything.'
        : printTable(
            ['Rule', 'Outcome', 'State', 'Indicator', ''],
            record.findings.map((one) => [
              `${one.rule}@${one.version}`,
              one.outcome,
              one.state,
              one.indicator,
              one.shadow ? 'in shadow: on no card' : '',
            ]),
          ),
    ),
    ...quietIn(explanation).map(indent),
    '',
    `4 Answered  ${record.answer}`,
    ...record.cards.map(
      ({ uuid, indicator, rules }) => `            card ${uuid}: ${indicator}, ${rules.join(', ')}`,
    ),
    ...explanation.noCardBecause.map((reason) => `            ${WHY[reason]}`),
    ...(judged?.earliestDate === undefined
      ? []
      : [
          `            earliest date ${judged.earliestDate}${judged.notBefore === undefined ? '' : `, critical before ${judged.notBefore}`}`,
        ]),
    '',
    '5 Came of it',
    ...(feedback.length === 0
      ? ['            Nobody has said anything: ignored cards are not reported.']
      : feedback.map((said) => `            ${saidOf(said)}`)),
    '',
    ...rowsOf(explanation),
  ].join('\n');
}

const WHY: Readonly<Record<NoCardBecause, string>> = {
  'nothing-found': 'No card, because no question found anything.',
  'only-shadow': 'No card, because all that was found is in shadow at this site.',
  'client-in-silent-mode': 'Nothing was shown: the client is in silent mode.',
  'client-wants-an-error':
    'The client got 412 in the place of cards, as its entry says: nothing of the chart could be had.',
  'opioid-history-unknown':
    'Beside an opioid order what is not known is answered with silence and a counter.',
  bug: 'A fault of this program kept the order from being checked; the log says which.',
};

function ordersIn({ record, judged }: Explanation): string {
  if (judged === undefined) {
    return record.orders.map(({ ingredients }) => ingredients.join(' + ')).join('; ');
  }
  return judged.orders.map(({ order, planned }) => `${order} planned for ${planned}`).join('; ');
}

const armsIn = ({ record: { arms = [] } }: Explanation): string =>
  arms.map(({ experiment, arm }) => `, arm ${arm} of ${experiment}`).join('');

function quietIn({ judged }: Explanation): readonly string[] {
  if (judged === undefined) return [];
  return [
    `Asked and nothing found: ${judged.quietQuestions.join(', ')}`,
    ...(judged.switchedOff.length === 0
      ? []
      : [`Switched off by the site: ${judged.switchedOff.join(', ')}`]),
  ];
}

function saidOf({ outcome, at, reason, accepted }: FeedbackRecord): string {
  const when = at === undefined ? '' : ` ${new Date(at).toISOString()}`;
  const why =
    reason === undefined
      ? ''
      : `, reason ${reason.known ? reason.code : 'of the client\u2019s own list'}`;
  return `${outcome}${when}${accepted.length === 0 ? '' : `, taken: ${accepted.join(', ')}`}${why}`;
}

const WEIGHTS: Readonly<Record<WeighedRow['weight'], string>> = {
  decides: 'without it another answer',
  counts: 'counted',
  ignored: 'ignored',
};

function rowsOf({ judged, record }: Explanation): readonly string[] {
  if (judged === undefined) {
    const why =
      record.snapshot === undefined
        ? 'no snapshot was kept'
        : 'there is no snapshot any more, or none that shows a decision';
    return [`Rows of the chart: ${why}, so nothing more is known of them (docs/replay.md).`];
  }
  return [
    `Rows of the chart${judged.same ? '' : ' as this program judges them, which differs from what was recorded'}`,
    printTable(
      ['Row', 'Weight', 'As', 'Named by'],
      judged.rows.map(({ row, weight, evidence, rules, because }) => [
        harmless(row),
        because === undefined
          ? WEIGHTS[weight]
          : `ignored for ${because === 'what it is about' ? because : `its ${because}`}`,
        evidence.join(', '),
        rules.join(', '),
      ]),
    ),
    ...(judged.rowsNotWeighed === 0
      ? []
      : [`${String(judged.rowsNotWeighed)} more rows were not weighed.`]),
  ];
}

const indent = (text: string): string =>
  text
    .split('\n')
    .map((line) => `            ${line}`)
    .join('\n');
