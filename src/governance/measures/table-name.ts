import type { DecisionRecord } from '../../record/decision-record.js';

type Question = DecisionRecord['question'];

/** What a table of counts is about. */
export type Subject =
  | { readonly of: 'calls' | 'cards' | 'orders' | 'faults'; readonly question: Question }
  | {
      readonly of: 'rule' | 'orders-with-rule';
      readonly question: Question;
      readonly rule: string;
      readonly version: string;
    }
  | { readonly of: 'slice'; readonly slice: string };

export const tableName = (subject: Subject): string => {
  switch (subject.of) {
    case 'rule':
    case 'orders-with-rule':
      return [subject.of, subject.question, subject.rule, subject.version].join(' ');
    case 'slice':
      return `slice ${subject.slice}`;
    default:
      return `${subject.of} ${subject.question}`;
  }
};
