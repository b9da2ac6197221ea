import type { Knowledge } from '../core/pack/knowledge.js';
import type { SiteFile } from '../core/pack/site.js';
import { siteBounds } from '../core/pack/site-bounds.js';
import { isAtLeast } from '../core/rules/finding.js';
import { KnowledgeError } from './knowledge-error.js';

const NAME = 'the site file';
const MAY_DO =
  'A site may raise it, set its numbers within the bounds of the card book, or propose a change of cards/';

/**
 * Holds the changes that a site makes against the knowledge: they name what there is, each once, keep numbers within their
 * bounds, and leave the Never List alone.
 * @throws KnowledgeError for the first change that cannot be
 */
export function checkSiteChanges(file: SiteFile, knowledge: Knowledge): void {
  const { parameters = [], modes = [], indicators = [] } = file;
  checkOnce(parameters.map(({ question, parameter }) => `${question} ${parameter}`));
  checkOnce(modes.map(({ rule }) => `the mode of ${rule}`));
  checkOnce(indicators.map(({ rule }) => `the indicator of ${rule}`));
  for (const change of parameters) checkNumber(change, knowledge);
  for (const change of parameters) checkOrder(change, parameters, knowledge);
  const rules = new Set(
    [...knowledge.questions.values()].flatMap(({ outcomes }) =>
      Object.values(outcomes).map(({ rule }) => rule),
    ),
  );
  for (const { policy } of file.readiness?.payers ?? []) {
    if (policy !== undefined && !knowledge.payerPolicies.has(policy)) {
      throw new KnowledgeError(
        NAME,
        `names the payer policy "${policy}", which is not in cards/coverage`,
        'Add the policy, or name another',
      );
    }
  }
  for (const { rule, mode } of modes) {
    checkRule(rule, rules);
    if (mode !== 'on') refuseListed(rule, `"${mode}"`, knowledge);
  }
  for (const { rule, indicator } of indicators) {
    checkRule(rule, rules);
    const lowest = listedAs(rule, knowledge)?.lowest ?? indicator;
    if (!isAtLeast(indicator, lowest)) refuseListed(rule, `lowered to ${indicator}`, knowledge);
  }
}

function checkOnce(changes: readonly string[]): void {
  const twice = changes.find((change, place) => changes.indexOf(change) !== place);
  if (twice !== undefined) {
    throw new KnowledgeError(NAME, `changes ${twice} twice`, 'Keep one of the two');
  }
}

function checkNumber(
  { question, parameter, value }: NonNullable<SiteFile['parameters']>[number],
  knowledge: Knowledge,
): void {
  const owner = question === 'drug' ? knowledge.drug : knowledge.questions.get(question);
  const ours = owner?.parameters[parameter];
  if (ours === undefined) {
    throw new KnowledgeError(
      NAME,
      `there is no parameter "${parameter}" of "${question}"`,
      'See the card book',
    );
  }
  const bounds = siteBounds(ours, question, knowledge);
  if (bounds !== undefined && !(value >= bounds.min && value <= bounds.max)) {
    throw new KnowledgeError(
      NAME,
      `"${parameter}" of "${question}" cannot be ${String(value)} ${ours.unit}`,
      `A site may set ${String(bounds.min)} to ${String(bounds.max)} ${ours.unit}; ours is ${String(ours.value)} (${ours.source})`,
    );
  }
}

/** A wait below which it is critical (`….minimum`) is no longer than the one after which nothing is said (`….clear`). */
function checkOrder(
  { question, parameter }: NonNullable<SiteFile['parameters']>[number],
  parameters: NonNullable<SiteFile['parameters']>,
  knowledge: Knowledge,
): void {
  const group = parameter.replace(/\.(minimum|clear)$/, '');
  const [minimum, clear] = ['minimum', 'clear'].map((end) => {
    const name = `${group}.${end}`;
    const own = parameters.find((one) => one.question === question && one.parameter === name);
    return own?.value ?? knowledge.questions.get(question)?.parameters[name]?.value;
  });
  if (group !== parameter && minimum !== undefined && clear !== undefined && minimum > clear) {
    throw new KnowledgeError(
      NAME,
      `"${group}.minimum" of "${question}" would be ${String(minimum)} and "${group}.clear" ${String(clear)}`,
      'Raise the second with the first, or lower the first with the second',
    );
  }
}

function checkRule(rule: string, rules: ReadonlySet<string>): void {
  if (rules.has(rule)) return;
  throw new KnowledgeError(NAME, `there is no rule "${rule}"`, 'See the card book');
}

function refuseListed(rule: string, change: string, knowledge: Knowledge): void {
  const listed = listedAs(rule, knowledge);
  if (listed === undefined) return;
  throw new KnowledgeError(
    NAME,
    `"${rule}" cannot be ${change}: it is on the Never List. ${listed.reason} (${listed.source})`,
    MAY_DO,
  );
}

const listedAs = (rule: string, { neverList }: Knowledge) =>
  neverList.rules.find((one) => one.rule === rule);
