/** How many bytes of bodies the process may hold before they are parsed. */
export interface BodyBudget {
  /** @returns false when they do not fit any more; then none were taken */
  take(bytes: number): boolean;
  give(bytes: number): void;
}

/** Eight bodies of the largest size at once, or 400 calls of 320 kB: with what parsing adds it fits into a container of 512 MB. */
const MOST = 128_000_000;

export function createBodyBudget(most: number = MOST): BodyBudget {
  let taken = 0;
  return {
    take(bytes) {
      if (taken + bytes > most) return false;
      taken += bytes;
      return true;
    },
    give(bytes) {
      taken -= bytes;
    },
  };
}
