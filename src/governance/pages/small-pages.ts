import { type ComponentChildren, h } from 'preact';
import { overdueOn, type ReviewDate } from '../../core/pack/review-dates.js';
import { MEASURES } from '../report/define-measures.js';
import { table } from './elements.js';

/** By when somebody must look at each file again. @param today ISO day */
export function reviewDatesPage(
  dates: readonly ReviewDate[],
  today: string,
): readonly ComponentChildren[] {
  const overdue = new Set(overdueOn(today, dates));
  return [
    h(
      'p',
      null,
      overdue.size === 0
        ? 'Nothing is overdue.'
        : `${overdue.size} overdue. Cards say so; what they decide stays the same.`,
    ),
    table({
      caption: 'Files and site changes by the day of their review',
      head: ['File', 'Review by', 'State'],
      rows: dates
        .toSorted((a, b) => (a.reviewBy < b.reviewBy ? -1 : 1))
        .map((date) => [date.id, date.reviewBy, overdue.has(date) ? 'overdue' : 'in time']),
    }),
  ];
}

const SHOWN = { calls: 'calls', cards: 'cards', rule: 'rules', slice: 'chart inputs' };

/** Numerator and denominator of every measure, and what is withheld. */
export const definitionsPage = (): readonly ComponentChildren[] => [
  table({
    caption: 'Measures, each in hundreds',
    head: ['Measure', 'Of', 'Numerator', 'Denominator'],
    rows: MEASURES.map(({ of, title, numerator, denominator }) => [
      ...[title, SHOWN[of], numerator, denominator],
    ]),
  }),
  h('h2', null, 'What is withheld'),
  h(
    'p',
    null,
    'A number from 1 to 10 is withheld, and so are as many others as it takes that nobody can work it out from sums. A share is withheld with either of its numbers. What is withheld of one client does not change when that client alone is shown. Two reports about periods that overlap can be compared: give away one report for each period.',
  ),
];

/** @param problem why the last try was refused */
export const signInPage = (
  kind: 'token' | 'provider',
  problem?: string,
): readonly ComponentChildren[] => [
  problem === undefined ? null : h('p', { role: 'alert', class: 'problem' }, problem),
  kind === 'provider'
    ? h('p', null, h('a', { class: 'button', href: '/admin/provider' }, 'Sign in'))
    : h(
        'form',
        { method: 'post', action: '/admin/sign-in' },
        h(
          'label',
          null,
          'Token ',
          h('input', { type: 'password', name: 'token', required: true, autocomplete: 'off' }),
        ),
        h('button', { type: 'submit' }, 'Sign in'),
      ),
];
