import type { DecisionRecord } from '../../record/decision-record.js';
import type { AnsweredCall } from './answered-call.js';
import type { CountedEvent, Group } from './counted-event.js';
import { responseTo } from './response-to.js';
import { tableName } from './table-name.js';

/** Everything about one call that is counted, but for orders, which several calls share. */
export function eventsOfCall({ record, feedback }: AnsweredCall): readonly CountedEvent[] {
  const { client, question } = record;
  const groups = groupsOf(record);
  const event = (table: string, path: readonly string[]) => ({
    ...{ table, client, groups, path },
    times: 1,
  });
  const shown = wereShown(record);
  const standing = (card: string) =>
    shown ? ['shown', ...responseTo(feedback.get(card) ?? [])] : ['not-shown'];
  return [
    // Faults are few: in one sum with decided calls they would take the share of silent ones along when they are withheld.
    ...(isDecided(record)
      ? [
          event(
            tableName({ of: 'calls', question }),
            record.answer === 'cards' ? ['cards', shown ? 'shown' : 'not-shown'] : ['silent'],
          ),
          ...record.cards.map(({ uuid }) =>
            event(tableName({ of: 'cards', question }), standing(uuid)),
          ),
          ...rulesOf(record).map(({ rule, version, card, shadow }) =>
            event(
              tableName({ of: 'rule', question, rule, version }),
              card === undefined
                ? [shadow ? 'shadow' : 'on-no-card']
                : ['fired', ...standing(card)],
            ),
          ),
        ]
      : [event(tableName({ of: 'faults', question }), [record.answer])]),
    ...record.slices
      .filter(({ reason }) => reason !== 'not-needed')
      .map(({ slice, state, reason }) => ({
        ...event(
          tableName({ of: 'slice', slice }),
          reason === undefined ? [state] : [state, reason],
        ),
        groups: [],
      })),
    ...(record.unreadTexts === undefined
      ? []
      : [{ ...event('unread-texts', []), groups: [], times: record.unreadTexts }]),
  ];
}

/** Was it decided, and answered with what was decided? Not where a bug, or a chart that the client wants whole, came between. */
export const isDecided = ({ answer }: Pick<DecisionRecord, 'answer'>): boolean =>
  answer === 'cards' || answer === 'silent';

/** Were the cards that were made sent? Not to a client in silent mode. */
export const wereShown = (record: Pick<DecisionRecord, 'shown' | 'answer'>): boolean =>
  record.shown && record.answer === 'cards';

const groupsOf = ({ user, hook, arms = [] }: DecisionRecord): readonly Group[] => [
  { by: 'role', value: user?.type ?? 'not-said' },
  { by: 'hook', value: hook },
  ...arms.map(({ experiment, arm }) => ({ by: `experiment:${experiment}`, value: arm })),
];

interface RuleOfCall {
  readonly rule: string;
  readonly version: string;
  /** The one card on which it stands; undefined = on none. */
  readonly card: string | undefined;
  readonly shadow: boolean;
}

/** Each rule of a call once, however many drafts or subjects it speaks about. One that stands on a card is not in shadow. */
function rulesOf({ findings, cards }: DecisionRecord): readonly RuleOfCall[] {
  const byRule = new Map<string, RuleOfCall>();
  for (const { rule, version, shadow } of findings) {
    const card = cards.find(({ rules }) => rules.includes(rule))?.uuid;
    const before = byRule.get(rule);
    byRule.set(rule, { rule, version, card, shadow: shadow && (before?.shadow ?? true) });
  }
  return [...byRule.values()];
}
