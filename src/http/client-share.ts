/** How many calls of one client may be in hand at once. */
export interface ClientShare {
  /**
   * Takes a place in the client's share.
   * @returns what gives the place back, or undefined when the share is used up
   */
  enter(client: string): (() => void) | undefined;
}

/** Half of what the process holds: a client whose FHIR server hangs leaves the other half to the others. */
const MOST = 200;

export function createClientShare(most: number = MOST): ClientShare {
  const inHand = new Map<string, number>();
  return {
    enter(client) {
      const before = inHand.get(client) ?? 0;
      if (before >= most) return undefined;
      inHand.set(client, before + 1);
      return () => {
        const left = (inHand.get(client) ?? 1) - 1;
        if (left > 0) inHand.set(client, left);
        else inHand.delete(client);
      };
    },
  };
}
