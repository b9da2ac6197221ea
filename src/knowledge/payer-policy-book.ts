import type { Knowledge } from '../core/pack/knowledge.js';
import type { PayerPolicy } from '../core/pack/payer-policy.js';

/**
 * The payer policies as one readable page: which there are, how old, by when somebody reads them again, and what each asks.
 * Generated, so that it cannot differ from what the service goes by.
 */
export const payerPolicyBook = ({
  payerPolicies,
  coverageWords,
}: Pick<Knowledge, 'payerPolicies' | 'coverageWords'>): string => {
  const policies = [...payerPolicies.values()];
  const lines = [
    '# Payer policies',
    'Generated from `cards/coverage/` by `npx naltrexone-cds knowledge payers > docs/payer-policies.md`; edit the files there, never this page.',
    ABOUT,
    table(
      [
        'Payer',
        'Text of',
        'Read',
        'Re-verify by',
        'Benefit',
        'Prior authorization',
        'Approval',
        'What it asks',
      ],
      policies.map((policy) => [
        policy.source.url === undefined ? policy.payer : `[${policy.payer}](${policy.source.url})`,
        `${policy.source.date} (${policy.source.read})`,
        policy.readAt,
        policy.reviewBy,
        policy.benefit,
        policy.priorAuthorization,
        approvalOf(policy),
        asked(policy),
      ]),
    ),
    '## Notes on the texts',
    ...policies.map(
      ({ payer, id, title, source, notes }) =>
        `**${payer}** (\`${id}\`): ${title}. ${[source.title, ...notes].map(closed).join(' ')}`,
    ),
    '## Criteria',
    'A policy names those that its text names. What was not wholly read, or is not in the chart, is unknown and never met.',
    table(
      ['Criterion', 'Asked as', 'What would meet it'],
      Object.entries(coverageWords.criteria).map(([id, { title, fix }]) => [
        `\`${id}\``,
        title,
        fix,
      ]),
    ),
    HOW_TO,
  ];
  return `${lines.join('\n\n')}\n`;
};

const ABOUT = `Each file is what one text said on the day on which it was read. **No policy here has been verified with its payer**: all say "to be
re-verified". A payer rule never touches a safety card: what naltrexone is safe for and what is paid for are two answers.

Which policy counts is decided by the site file (\`readiness.payers\`), else by names of payor and plan in the primary active Coverage. A
payer that no policy names gets the generic one, which says what payers usually ask and makes no claim about this payer. A name must stand
in the Coverage as whole words, the longest name wins, and words such as Medicaid rule a commercial policy out.`;

const HOW_TO = `## How to add a policy

Add one file to \`cards/coverage/\`, named like its \`id\`; nothing else changes. The shape is checked by
[payer-policy.ts](../src/core/pack/payer-policy.ts) when the service starts and by \`npx naltrexone-cds knowledge lint\`.

1. \`source\`: title, address, date of the text, and how much of it was read (\`whole\`, \`cut off\`, \`summary\`). \`readAt\`, \`reviewBy\`, \`owner\`.
2. \`match.names\`: the payer's names as they stand in Coverages. No two policies may share one. \`match.not\` and \`match.lines\` keep other plans of the same payer out.
3. \`criteria\`: only what the text asks. Where the text was cut off, leave criteria out and say so in \`notes\`; \`position\` then is not \`criteria\`.
4. \`cases\`: for each criterion one in which it is met and one in which it is not. \`psychosocial\`, \`visits\`, \`recent-hospital-stay\` and
   \`prescriber-experience\` need none.
5. Print this page again, and say in the changelog which text was read.`;

const closed = (sentence: string): string => (/[.!?]$/.test(sentence) ? sentence : `${sentence}.`);

function approvalOf({ approval }: PayerPolicy): string {
  if (approval === undefined) return 'not said';
  const { months, injections, renewalMonths, byPlan = [] } = approval;
  const parts = [
    ...(months === undefined ? [] : [`${String(months)} months`]),
    ...(injections === undefined ? [] : [`${String(injections)} injections`]),
    ...(renewalMonths === undefined ? [] : [`renewed for ${String(renewalMonths)} months`]),
    ...byPlan.map((one) => `${one.plan}: ${String(one.months)} months`),
  ];
  return parts.length === 0 ? 'not said' : parts.join(', ');
}

/** Criteria with their numbers: "opioid-free (7 days)". */
function asked({ criteria, position, counts }: PayerPolicy): string {
  const entries = Object.entries(criteria) as [string, Readonly<Record<string, unknown>>][];
  if (entries.length === 0) return position;
  return entries
    .map(([id, criterion]) => {
      const numbers = [
        ...['days', 'withinDays', 'everyDays'].flatMap((name) => counted(criterion[name], 'days')),
        ...counted(criterion['mg'], 'mg'),
        ...(id === 'age' ? counted(criterion['atLeast'], 'years') : []),
        ...(counts?.[id] === undefined ? [] : [`${String(counts[id])} of 12`]),
      ];
      return numbers.length === 0 ? id : `${id} (${numbers.join(', ')})`;
    })
    .join('; ');
}

const counted = (value: unknown, unit: string): readonly string[] =>
  typeof value === 'number' ? [`${String(value)} ${unit}`] : [];

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
