import type { SliceName } from '../chart.js';
import type { CoverageEvidence } from '../evidence/coverage/coverage-evidence.js';
import type { Evidence } from '../evidence/evidence.js';
import { findConsent } from '../readiness/find-consent.js';
import { day, defineRule, type RuleInput, span, text, type Verdict } from './rule.js';

const OUTCOMES = {
  'consent-missing': [],
  'consent-ended': ['date'],
  'consent-refused': [],
  'authorization-missing': ['payer'],
  'authorization-ended': ['date'],
  'authorization-used-up': [],
  'authorization-too-small': [],
  'authorization-denied': [],
} as const;
type PaperVerdict = Verdict<typeof OUTCOMES>;

/** Where a consent may stand, and the papers of the payer. */
const CONSENT_SOURCES: readonly SliceName[] = [
  'consents',
  'documents',
  'questionnaireResponses',
  'procedures',
];
const PAYER_SOURCES: readonly SliceName[] = ['coverages', 'claims', 'claimResponses'];

/**
 * Are the papers there that an injection of naltrexone needs before it is given? (`clinical-liver-other` E2)
 *
 * When no consent to naltrexone that counts on the planned day is found, and when the payer's policy asks for prior authorization and
 * none that holds is on record, then coverage-readiness. Each part is silent while one of its sources was not wholly read. The lot
 * number belongs to the record of the administration and is never asked for here.
 */
export const coverageReadiness = defineRule({
  question: 'coverage-readiness',
  asks: 'readiness',
  onlyWhere: 'documentation',
  needs: [...CONSENT_SOURCES, ...PAYER_SOURCES, 'medicationAdministrations'],
  parameters: [],
  outcomes: OUTCOMES,
  judge: ({ order: { identity }, evidence }: RuleInput) =>
    identity.is === 'naltrexone' && identity.product === 'depot'
      ? [...consentVerdicts(evidence), ...authorizationVerdicts(evidence)]
      : [],
});

function consentVerdicts({ papers, incomplete }: Evidence): readonly PaperVerdict[] {
  if (CONSENT_SOURCES.some((slice) => incomplete.has(slice))) return [];
  const { standing, newest } = findConsent(papers.consents);
  if (standing === 'valid') return [];
  const evidence = newest === undefined ? [] : [newest.provenance];
  if (standing === 'refused') return [{ outcome: 'consent-refused', values: {}, evidence }];
  if (standing === 'conflicting') {
    return [{ outcome: 'consent-refused', values: {}, evidence, state: 'conflicting' }];
  }
  return standing !== 'ended' || newest?.until === undefined
    ? [{ outcome: 'consent-missing', values: {}, evidence }]
    : [{ outcome: 'consent-ended', values: { date: day(newest.until) }, evidence }];
}

function authorizationVerdicts({ coverage, incomplete }: Evidence): readonly PaperVerdict[] {
  if (PAYER_SOURCES.some((slice) => incomplete.has(slice))) return [];
  const { state, until, evidence } = coverage.priorAuthorization;
  switch (state) {
    case 'none-on-file':
    case 'needed':
      return isAskedFor(coverage)
        ? [
            {
              outcome: 'authorization-missing',
              values: { payer: text(coverage.policy.policy.payer) },
              evidence,
            },
          ]
        : [];
    case 'expired':
      return until === undefined
        ? []
        : [{ outcome: 'authorization-ended', values: { date: span(until) }, evidence }];
    case 'used-up':
      return [{ outcome: 'authorization-used-up', values: {}, evidence }];
    case 'too-small':
      return [{ outcome: 'authorization-too-small', values: {}, evidence }];
    case 'denied':
      return isAskedFor(coverage)
        ? [{ outcome: 'authorization-denied', values: {}, evidence }]
        : [];
    default:
      return [];
  }
}

/** By the policy of this payer; what the generic policy collects says nothing about this one. */
const isAskedFor = ({ policy }: CoverageEvidence): boolean =>
  policy.by !== 'generic' && policy.policy.priorAuthorization === 'yes';
