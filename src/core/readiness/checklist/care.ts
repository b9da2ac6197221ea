import { isWithinDays } from '../../time/distance.js';
import { dated, isWhole, type Judgement } from '../criteria/judgement.js';
import { judged, type ListInput, parameter, say } from '../list-input.js';

/** Counselling or another psychosocial treatment that took place lately, or is ordered or booked (`product.md` C2, R7). */
export function psychosocial(input: ListInput): Judgement {
  const { planned } = input.clock;
  const all = input.evidence.papers.psychosocial;
  const current = all.filter(
    ({ standing, at }) =>
      standing === 'planned' ||
      (at !== undefined && isWithinDays(at.latest, planned, parameter(input, 'psychosocialDays'))),
  );
  const shown = (rows: typeof all) =>
    [
      rows.slice(0, 3).map(({ treatment, at }) => dated(say(input, `treatment.${treatment}`), at)),
      rows.map(({ provenance }) => provenance),
    ] as const;
  if (current.length > 0) return judged('met', ...shown(current));
  if (!isWhole(input, ...PSYCHOSOCIAL)) return judged('unknown', ...shown(all));
  return all.length > 0
    ? judged('not-met', ...shown(all))
    : judged('not-met', [say(input, 'nothing')]);
}

const PSYCHOSOCIAL = [
  'procedures',
  'visits',
  'appointments',
  'serviceRequests',
  'carePlans',
  'documents',
] as const;

/** A plan of treatment: an active plan of care, or a plan on paper (`product.md` P2). */
export function treatmentPlan(input: ListInput): Judgement {
  const plans = input.evidence.papers.papers.filter(({ is }) => is === 'treatment-plan');
  if (plans.length > 0) {
    return judged(
      'met',
      plans.slice(0, 1).map(({ at }) => dated(say(input, 'document'), at)),
      plans.map(({ provenance }) => provenance),
    );
  }
  return isWhole(input, 'documents', 'carePlans') ? judged('not-met') : judged('unknown');
}

/** On treatment: a visit and a drug test in the last weeks (`product.md` P7). Before the first dose there is nothing to monitor. */
export function adherenceMonitoring(input: ListInput): Judgement {
  const { evidence, clock } = input;
  const given = evidence.naltrexoneDoses.some(({ product }) => product === 'depot');
  if (!given) {
    return isWhole(input, 'medicationAdministrations', 'procedures')
      ? judged('not-applicable')
      : judged('unknown');
  }
  const days = parameter(input, 'monitoringDays');
  const visits = evidence.papers.visits.filter(
    ({ setting, at }) => setting === 'outpatient' && isWithinDays(at.latest, clock.planned, days),
  );
  const tests = [...evidence.toxicology.clearing, ...evidence.toxicology.raised].flatMap(
    ({ collected, provenance }) =>
      collected !== undefined && isWithinDays(collected.latest, clock.planned, days)
        ? [{ at: collected, provenance }]
        : [],
  );
  const found = [
    ...visits.slice(0, 1).map(({ at }) => dated(say(input, 'visit'), at)),
    ...tests.slice(0, 1).map(({ at }) => dated(say(input, 'drug-test'), at)),
  ];
  const rows = [...visits, ...tests].map(({ provenance }) => provenance);
  if (visits.length > 0 && tests.length > 0) return judged('met', found, rows);
  if (!isWhole(input, 'visits', 'laboratory')) return judged('unknown', found, rows);
  const missing = [
    ...(visits.length === 0 ? [say(input, 'visit')] : []),
    ...(tests.length === 0 ? [say(input, 'drug-test')] : []),
  ];
  return judged('not-met', missing, rows);
}

/** Why an injection and not tablets: tablets were taken before, or it is written down that they were not (`product.md` C7, C9). */
export function reasonForInjection(input: ListInput): Judgement {
  const { papers, naltrexoneDoses, naltrexoneListings } = input.evidence;
  const written = papers.nonAdherence;
  const tablets = [...naltrexoneDoses, ...naltrexoneListings].filter(
    ({ product }) => product === 'oral',
  );
  if (written.length + tablets.length > 0) {
    return judged(
      'met',
      [
        ...written.slice(0, 1).map(({ at }) => dated(say(input, 'not-taken'), at)),
        ...(tablets.length > 0 ? [say(input, 'oral-naltrexone')] : []),
      ],
      [...written, ...tablets].map(({ provenance }) => provenance),
    );
  }
  return isWhole(input, 'conditions', 'documents', 'medicationStatements', 'medicationDispenses')
    ? judged('not-met')
    : judged('unknown');
}
