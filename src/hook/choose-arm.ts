import { createHash } from 'node:crypto';
import type { SiteExperiment, SitePolicy } from '../core/pack/knowledge.js';
import type { CdsClient } from './cds-client.js';
import type { HookRequest } from './hook-request.js';

/** The policy that holds for one call, and the side on which it stands in its site's experiment. */
export interface ChosenArm {
  readonly policy: SitePolicy;
  /** Undefined = the call stands in no experiment. */
  readonly arm: { readonly experiment: string; readonly arm: string } | undefined;
}

/**
 * The same encounter, clinician, patient or client always stands on the same side of an experiment. A call that does not say whose it
 * is stands in none.
 */
export function chooseArm(
  site: SitePolicy,
  request: Pick<HookRequest, 'encounterId' | 'user' | 'patientId'>,
  client: Pick<CdsClient, 'id'>,
): ChosenArm {
  const { experiment } = site;
  const unit = experiment && unitOf(experiment, request, client);
  if (experiment === undefined || unit === undefined) return { policy: site, arm: undefined };
  const { id, arms } = experiment;
  let place = placeOf(JSON.stringify([id, client.id, unit])) * sumOf(arms);
  const chosen = arms.find(({ share }) => (place -= share) < 0);
  return chosen === undefined
    ? { policy: site, arm: undefined }
    : { policy: chosen.policy, arm: { experiment: id, arm: chosen.id } };
}

function unitOf(
  { by }: SiteExperiment,
  { encounterId, user, patientId }: Pick<HookRequest, 'encounterId' | 'user' | 'patientId'>,
  { id }: Pick<CdsClient, 'id'>,
): string | undefined {
  return { encounter: encounterId, clinician: user, patient: patientId, site: id }[by];
}

const sumOf = (arms: SiteExperiment['arms']): number =>
  arms.reduce((sum, { share }) => sum + share, 0);

/** From 0 up to and without 1. */
const placeOf = (name: string): number =>
  createHash('sha256').update(name).digest().readUIntBE(0, 6) / 2 ** 48;
