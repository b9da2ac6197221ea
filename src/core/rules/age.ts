import { defineRule, number } from './rule.js';

/**
 * Is the patient an adult on the planned day? (`clinical-liver-other` C9)
 *
 * When surely younger than 18, then age-under-18: warning; when a missing or partial birth date leaves it open, info.
 * Silent while the Patient could not be read, which data-source-unreadable says.
 */
export const age = defineRule({
  question: 'age',
  asks: 'naltrexone',
  needs: ['patient'],
  parameters: ['adult.from'],
  outcomes: { 'under-age': ['years'], unsettled: [] },
  judge: ({ order, evidence }, numbers) => {
    if (order.identity.is !== 'naltrexone' || evidence.failed.has('patient')) return [];
    const adult = numbers['adult.from'];
    const { age: ages } = evidence;
    if (ages === undefined || (ages.least < adult && ages.most >= adult)) {
      return [{ outcome: 'unsettled', values: {}, evidence: [] }];
    }
    return ages.most < adult
      ? [{ outcome: 'under-age', values: { years: number(ages.most) }, evidence: [] }]
      : [];
  },
});
