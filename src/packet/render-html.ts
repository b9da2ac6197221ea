import { type ComponentChildren, h, type VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { formatDay } from '../core/compose/format-day.js';
import type { Basis, CitedPaper, Section, Table } from '../core/packet/paper.js';
import { STYLE } from './style.js';

const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/**
 * A paper as one HTML file that needs nothing else: no script, no request, its style inside. The title names no patient, because
 * browsers print it on every sheet and keep it in their history.
 */
export function renderHtml(paper: CitedPaper): string {
  const number = new Map(paper.cited.map((row) => [row.source, row.number]));
  const body = h(
    'main',
    null,
    h('h1', null, paper.title),
    paper.sections.map((section) => sectionOf(section, number, paper.captions.reported)),
    h('section', { class: 'cited' }, h('h2', null, paper.captions.cited), citedList(paper)),
    h(
      'section',
      { class: 'notice' },
      h('h2', null, paper.notice.title),
      h('p', null, paper.notice.text),
    ),
  );
  const head = h(
    'head',
    null,
    h('meta', { charSet: 'utf-8' }),
    h('meta', { 'http-equiv': 'Content-Security-Policy', content: POLICY }),
    h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    h('meta', { name: 'referrer', content: 'no-referrer' }),
    h('title', null, paper.title),
  );
  // The style is ours and holds no text of a chart; a renderer would escape its quotation marks.
  const page = renderToString(h('html', { lang: 'en' }, head, h('body', null, body)));
  return `<!doctype html>${page.replace('</head>', `<style>${STYLE}</style></head>`)}\n`;
}

type Numbers = ReadonlyMap<string, number>;

const sectionOf = (section: Section, numbers: Numbers, reported: string): VNode =>
  h(
    'section',
    { class: section.warns ? `${section.id} warns` : section.id },
    h('h2', null, section.title),
    section.statements.length === 0
      ? null
      : h(
          'ul',
          null,
          section.statements.map((statement) =>
            h(
              'li',
              { class: statement.basis.kind },
              statement.text,
              statement.reported ? h('em', null, ` (${reported})`) : null,
              citations(statement.basis, numbers),
            ),
          ),
        ),
    section.table === undefined ? null : tableOf(section.table, numbers, reported),
  );

const tableOf = ({ head, rows }: Table, numbers: Numbers, reported: string): VNode =>
  h(
    'table',
    null,
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
      rows.map(({ cells, basis, reported: told }) =>
        h(
          'tr',
          null,
          cells.map((cell, place) =>
            h(
              'td',
              null,
              cell,
              place < cells.length - 1
                ? null
                : [told ? h('em', null, ` (${reported})`) : null, citations(basis, numbers)],
            ),
          ),
        ),
      ),
    ),
  );

const citations = (basis: Basis, numbers: Numbers): ComponentChildren =>
  basis.kind !== 'chart'
    ? null
    : basis.citations.map(({ source }) => {
        const number = String(numbers.get(source));
        return [' ', h('a', { href: `#row-${number}` }, `[${number}]`)];
      });

const citedList = ({ cited }: CitedPaper): VNode =>
  h(
    'ol',
    null,
    cited.map(({ number, source, day, label }) =>
      h(
        'li',
        { id: `row-${String(number)}`, value: number },
        h('code', null, source),
        day === undefined ? '' : `, ${formatDay(day)}`,
        `: ${label}`,
      ),
    ),
  );
