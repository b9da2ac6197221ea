import type { SitePolicy } from '../../core/pack/knowledge.js';

/** A policy that holds for some calls, and whose it is. */
export interface NamedPolicy {
  /** `service` or a client's id; with `/` and the name of an arm where an experiment gives that arm a policy of its own. */
  readonly id: string;
  readonly policy: SitePolicy;
}

/** Each policy that may hold at a site: its own for calls that stand in no experiment, and that of each arm. */
export const policiesOf = ({ id, policy }: NamedPolicy): readonly NamedPolicy[] => [
  // Without its experiment: that would put all canaries into one arm, as orders of the same person.
  { id, policy: { ...policy, experiment: undefined } },
  ...(policy.experiment?.arms ?? []).map((arm) => ({ id: `${id}/${arm.id}`, policy: arm.policy })),
];
