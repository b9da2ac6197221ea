/** Why no calls should be sent here, by our own names. */
export type NotReady = 'shutting-down' | 'client-keys';

/** Whether a load balancer should send calls here. A process that answers `/healthz` is alive, ready or not. */
export interface Readiness {
  /** undefined = ready. Knowledge is always loaded: nothing listens before. */
  readonly missing: () => NotReady | undefined;
  /** From now on and for ever not ready. */
  readonly stop: () => void;
}

/** @param hasKeys false while a registered client's keys were never seen */
export function createReadiness(hasKeys: () => boolean = () => true): Readiness {
  let stopping = false;
  return {
    missing() {
      if (stopping) return 'shutting-down';
      return hasKeys() ? undefined : 'client-keys';
    },
    stop() {
      stopping = true;
    },
  };
}
