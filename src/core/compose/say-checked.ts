import type { CardContent, Decision } from '../decision.js';
import { type Chart, RESOURCE_TYPE_OF, type Slice, type SliceName } from '../chart.js';
import type { Knowledge, SitePolicy } from '../pack/knowledge.js';
import { day, list, number, type RuleInput, span, term, type WordValue } from '../rules/rule.js';
import type { Span } from '../time/instant.js';
import { cardWords, type CardWords } from './card-words.js';
import { writeOverdue } from './write-overdue.js';

/** The only thing that this card lists: that it was asked for and said. */
const RULE = 'checked-nothing-found';

/**
 * For sites that want it: what was looked at, beside a naltrexone order about which there is nothing to say. Never where a
 * finding exists, even one that makes no card, or where anything was not wholly read: then it would reassure falsely.
 */
export function sayChecked(
  [first]: readonly RuleInput[],
  { slices, foreignRows }: Chart,
  { orders, findings, gaps }: Pick<Decision, 'orders' | 'findings' | 'gaps'>,
  knowledge: Knowledge,
  site: SitePolicy,
): readonly CardContent[] {
  const wanted =
    site.file.checkedNothingFound?.show === true && first?.call.question === 'naltrexone';
  if (!wanted || findings.some(({ shadow }) => !shadow)) return [];
  if (gaps.length > 0 || foreignRows > 0 || first.evidence.liver.futureDated.length > 0) return [];
  const words = cardWords(knowledge);
  const { source, version } = knowledge.drug;
  return [
    {
      kind: 'checked',
      indicator: 'info',
      summary: words.plain('checked.summary', { planned: day(first.clock.planned.day) }),
      detail: writeChecked(first, slices, knowledge, site, words),
      source: {
        label: source.label,
        url: source.url,
        topic: { system: source.topic.system, ...source.topic.missing },
      },
      suggestions: [],
      atMostOne: false,
      overrideReasons: [],
      orders,
      rules: [{ id: RULE, version, state: 'met', indicator: 'info' }],
      notBefore: undefined,
      earliestDate: undefined,
      unknown: [],
    },
  ];
}

function writeChecked(
  { evidence, clock }: RuleInput,
  slices: Readonly<Record<SliceName, Slice>>,
  knowledge: Knowledge,
  site: SitePolicy,
  words: CardWords,
): string {
  const { toxicology, liver } = evidence;
  const enzymes = liver.results.filter(
    ({ analyte, value }) => value.readable && (analyte === 'alt' || analyte === 'ast'),
  );
  const silenced = new Set(
    (site.file.modes ?? []).flatMap(({ rule, mode }) =>
      mode === 'off' || mode === 'shadow' ? rule : [],
    ),
  );
  const asked = [...knowledge.questions.keys()].map((question) => ({ question }));
  const bullets = [
    words.sentence('checked.drug-test', {
      date: newest(toxicology.clearing.map(({ collected }) => collected)),
    }),
    words.sentence('checked.liver-tests', { date: newest(enzymes.map(({ at }) => at)) }),
    words.sentence('checked.sources', { sources: readSources(slices) }),
    ...(silenced.size === 0
      ? []
      : [words.sentence('checked.silenced', { count: number(silenced.size) })]),
  ];
  const closing = [
    words.sentence('checked.not-seen', {}),
    words.sentence('checked.footer', { status: term(`status.${statusOf(knowledge)}`) }),
    ...writeOverdue(asked, clock.now.day, knowledge, site, words),
  ];
  return `${bullets.map((line) => `- ${line}`).join('\n')}\n\n${closing.join(' ')}`;
}

const newest = (spans: readonly Span[]): WordValue => {
  const [latest] = spans.toSorted((a, b) => b.latest.day - a.latest.day);
  return latest === undefined ? term('checked.none') : span(latest);
};

/** What was read to its end, as a clinician calls it. */
const readSources = (slices: Readonly<Record<SliceName, Slice>>): WordValue => {
  const names = Object.keys(slices) as SliceName[];
  const types = names
    .filter((name) => slices[name].state === 'complete')
    .map((name) => RESOURCE_TYPE_OF[name]);
  return list([...new Set(types)].sort().map((type) => term(`resource.${type}`)));
};

const statusOf = ({ drug, questions }: Knowledge): 'draft' | 'reviewed' =>
  [drug, ...questions.values()].every(({ status }) => status === 'reviewed') ? 'reviewed' : 'draft';
