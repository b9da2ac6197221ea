import type { Difference } from '../replay/compare-answers.js';
import type { ReplayReport } from '../replay/replay-report.js';

/** What a person wants to know of one answer that was made again. */
export function printReplay(report: ReplayReport): string {
  const { decision, at, client, identical, differences } = report;
  const head = `${decision}  ${at}  ${client}: ${identical ? 'the same to the byte' : 'different'}`;
  if (identical) return head;
  const { answer, cards, findings, lines, members } = differences;
  return [
    head,
    ...(['knowledge', 'site', 'build'] as const)
      .filter((name) => report[name].then !== report[name].now)
      .map((name) => `  ${name} was ${report[name].then}, is ${report[name].now}`),
    ...(answer === undefined ? [] : [said('answer', answer, (text) => text)]),
    ...cards.map((one) =>
      said('card', one, ({ indicator, rules }) => `${indicator} (${rules.join(', ')})`),
    ),
    ...findings.map((one) =>
      said(
        'finding',
        one,
        ({ rule, version, state, indicator, outcome, shadow }) =>
          `${rule}@${version} ${outcome} ${state} ${indicator}${shadow ? ' in shadow' : ''}`,
      ),
    ),
    ...lines.flatMap(({ gone, come }) => [
      ...gone.map((line) => `  - ${line}`),
      ...come.map((line) => `  + ${line}`),
    ]),
    ...members.map(
      ({ card, names }) => `  card ${card} has the same lines, but another ${names.join(', ')}`,
    ),
    ...(differences.words === 'unknown'
      ? ['  the words of then are not known, as this program does not give them any more']
      : []),
  ].join('\n');
}

function said<T>(
  what: string,
  { before, after }: Difference<T>,
  words: (one: T) => string,
): string {
  if (before === undefined) return `  ${what} new: ${after === undefined ? '' : words(after)}`;
  if (after === undefined) return `  ${what} gone: ${words(before)}`;
  return `  ${what} was: ${words(before)}; is: ${words(after)}`;
}
