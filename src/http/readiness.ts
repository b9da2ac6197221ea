/** Why no calls should be sent here, by our own names. */
export type NotReady = 'shutting-down' | 'client-keys';

/** Whether a load balancer should send calls here. A process that answers `/healthz` is alive, ready or not. */
export interface Readiness {
  /** undefined = ready. Knowledge is always loaded: nothing listens before. */
  readonly missing: () => NotReady | undefined;
  /** Of the store: `open`, or its fault, for whoever looks; calls are answered without it. Undefined = there is none. */
  readonly store: () => string | undefined;
  /** Records that wait for the store in the spool. */
  readonly spooled: () => number;
  /** What the service has noticed about itself, for whoever looks; calls are answered all the same. */
  readonly watched: () => Readonly<Record<string, string>>;
  /** From now on and for ever not ready. */
  readonly stop: () => void;
}

/**
 * Once ready, it stays so until it stops: a client that is registered later, and whose key server is away, is refused by itself
 * and must not take the service from all others.
 * @param hasKeys false while a registered client's keys were never seen
 * @param store how the store is
 * @param spooled how many records wait for it
 * @param watched what the service has noticed about itself
 */
export function createReadiness(
  hasKeys: () => boolean = () => true,
  store: () => string | undefined = () => undefined,
  spooled: () => number = () => 0,
  watched: () => Readonly<Record<string, string>> = () => ({}),
): Readiness {
  let stopping = false;
  let started = false;
  return {
    missing() {
      if (stopping) return 'shutting-down';
      started ||= hasKeys();
      return started ? undefined : 'client-keys';
    },
    store,
    spooled,
    watched,
    stop() {
      stopping = true;
    },
  };
}
