import { randomBytes } from 'node:crypto';

export interface Session {
  readonly id: string;
  /** How the provider names the person; with a token nobody is named. */
  readonly who: string;
  /** What a form must send back. */
  readonly formToken: string;
}

export interface Sessions {
  open(who: string): Session;
  find(id: string | undefined): Session | undefined;
  close(id: string): void;
}

/** A working day: after it everybody signs in again. */
export const SESSION_MS = 8 * 3_600_000;
const MOST_SESSIONS = 1000;

/** Sessions in the memory of this process; they end with it. @param clock epoch milliseconds, or any clock in milliseconds */
export function createSessions(clock: () => number): Sessions {
  const sessions = new Map<string, Session & { readonly endsAt: number }>();
  const random = () => randomBytes(32).toString('base64url');
  return {
    open(who) {
      const oldest = sessions.keys().next().value;
      if (sessions.size >= MOST_SESSIONS && oldest !== undefined) sessions.delete(oldest);
      const session = { id: random(), who, formToken: random(), endsAt: clock() + SESSION_MS };
      sessions.set(session.id, session);
      return session;
    },
    find(id = '') {
      const session = sessions.get(id);
      if (session !== undefined && session.endsAt > clock()) return session;
      sessions.delete(id);
      return undefined;
    },
    close: (id) => void sessions.delete(id),
  };
}
