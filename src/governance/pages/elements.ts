import { type ComponentChildren, h, type VNode } from 'preact';
import type { Count } from '../report/governance-report.js';
import type { Rate } from '../report/rates-of-report.js';

export interface TableParts {
  readonly caption: string;
  readonly head: readonly string[];
  /** The first cell of a row is its heading. */
  readonly rows: readonly (readonly ComponentChildren[])[];
}

/** A table with a caption; wide ones scroll by themselves, with the keyboard too. */
export const table = ({ caption, head, rows }: TableParts): VNode =>
  rows.length === 0
    ? h('p', null, `${caption}: nothing in this period.`)
    : h(
        'div',
        { class: 'scroll', tabIndex: 0, role: 'region', 'aria-label': caption },
        h(
          'table',
          null,
          h('caption', null, caption),
          h(
            'thead',
            null,
            h(
              'tr',
              null,
              head.map((name) => h('th', { scope: 'col' }, name)),
            ),
          ),
          h(
            'tbody',
            null,
            rows.map(([first, ...others]) =>
              h(
                'tr',
                null,
                h('th', { scope: 'row' }, first),
                others.map((cell) => h('td', null, cell)),
              ),
            ),
          ),
        ),
      );

const withheld = (): VNode => h('span', { class: 'withheld' }, 'withheld');

export const count = (value: Count): ComponentChildren =>
  value === null ? withheld() : value.toLocaleString('en-US');

/** A share with both of its numbers, or that it is withheld, or a dash where there was nothing. */
export function rate(value: Rate | undefined): ComponentChildren {
  if (value === undefined || value.denominator === 0) return '–';
  const { numerator, denominator, per100 } = value;
  if (per100 === null || numerator === null || denominator === null) return withheld();
  return [
    `${per100.toFixed(1)} `,
    h(
      'small',
      null,
      `(${numerator.toLocaleString('en-US')}/${denominator.toLocaleString('en-US')})`,
    ),
  ];
}

export const milliseconds = (value: Count): ComponentChildren =>
  value === null ? withheld() : value.toFixed(1);
