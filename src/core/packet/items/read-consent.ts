import type { ChartPaper } from '../../evidence/papers/papers-evidence.js';
import type { Provenance } from '../../evidence/provenance.js';
import { findConsent } from '../../readiness/find-consent.js';
import { span } from '../../rules/rule.js';
import type { Span } from '../../time/instant.js';
import { dateAnswer } from '../date-answer.js';
import { answer, type Documented, fact, type Gap, gap } from '../documented.js';
import type { PacketInput } from '../packet-input.js';

interface Proof {
  readonly at: Span | undefined;
  readonly provenance: Provenance;
}

/**
 * Consent counts as in the checklist: a paper that names naltrexone, stands on the planned day, and that no later paper takes back.
 * Counselling counts when a completed procedure says that naltrexone was explained.
 */
export function readConsent({ situation }: PacketInput): Documented {
  const { consents, papers } = situation.evidence.papers;
  const { standing, newest } = findConsent(consents);
  const consent = standing === 'valid' ? newest : undefined;
  const counselling = papers.find((one) => isExplained(one, situation.clock.now.day));
  return {
    answers: [
      ...proven('consent.given', 'consent.date', consent),
      ...proven('consent.counselling', 'consent.counselling-date', counselling),
    ],
    facts: [...consentFact(consent), ...counsellingFact(counselling)],
    gaps: [
      ...(consent === undefined ? [consentGap(standing)] : []),
      ...(counselling === undefined ? [gap('counselling', 'procedures')] : []),
    ],
  };
}

const isExplained = ({ is, at }: ChartPaper, today: number): boolean =>
  is === 'naltrexone-education' && at !== undefined && at.latest.day <= today;

const proven = (linkId: string, dateId: string, proof: Proof | undefined) =>
  proof === undefined
    ? []
    : [
        answer(linkId, { valueBoolean: true }, [proof.provenance]),
        ...dateAnswer(dateId, proof.at, [proof.provenance]),
      ];

function consentFact(consent: Proof | undefined) {
  if (consent === undefined) return [];
  const { at, provenance } = consent;
  return [
    at === undefined
      ? fact('consent.given', {}, [provenance])
      : fact('consent.given-dated', { date: span(at) }, [provenance]),
  ];
}

const counsellingFact = (counselling: Proof | undefined) =>
  counselling?.at === undefined
    ? []
    : [fact('consent.counselling', { date: span(counselling.at) }, [counselling.provenance])];

/** No paper, or papers that do not count. */
const consentGap = (standing: ReturnType<typeof findConsent>['standing']): Gap => {
  const looked = ['consents', 'documents', 'questionnaireResponses', 'procedures'] as const;
  switch (standing) {
    case 'conflicting':
      return gap('consent-contradicted', ...looked);
    case 'refused':
    case 'ended':
    case 'unfinished':
      return gap('consent-not-in-force', ...looked);
    default:
      return gap('consent', ...looked);
  }
};
