import type { AdminSettings } from './admin-sign-in.js';
import type { ReviewDate } from './core/pack/review-dates.js';
import type { TimeZone } from './core/time/time-zone.js';
import { createAdminApp } from './governance/admin/create-admin-app.js';
import { createRateLimit } from './http/rate-limit.js';
import { urlOf } from './http/url-of.js';
import { startHttpServer } from './http-server.js';
import { loadDisclosureNotice } from './knowledge/load-disclosure-notice.js';
import { openStore } from './store/open-store.js';
import { CARDS } from './wire.js';

export interface OpenAdmin {
  readonly url: string;
  close(): Promise<void>;
}

export interface AdminContent {
  readonly zone: TimeZone;
  readonly knowledge: string;
  readonly reviewDates: readonly ReviewDate[];
  readonly failed: (error: unknown) => void;
}

const GRACE_MS = 2000;

/**
 * The pages of governance on a listener of their own. They read the store over a connection of their own, opened for each use:
 * a long report keeps no answer waiting, and a store that was away is there again.
 * @throws the system's error, with `code` EADDRINUSE for a busy port
 */
export async function openAdmin(
  { address, store, signIn }: AdminSettings,
  content: AdminContent,
): Promise<OpenAdmin> {
  const notice = loadDisclosureNotice(CARDS);
  const provider =
    signIn.kind === 'provider'
      ? (await import('./governance/admin/provider.js')).createProvider(signIn)
      : undefined;
  const app = createAdminApp({
    ...{ signIn, provider, notice },
    ...content,
    reviewDates: [...content.reviewDates, notice],
    tries: createRateLimit(() => performance.now(), { perSecond: 0.2, burst: 10, clients: 10 }),
    clock: () => Date.now(),
    async withStore(use) {
      const opened = await openStore(store, { readOnly: true });
      try {
        return await use(opened);
      } finally {
        await opened.close();
      }
    },
  });
  const server = await startHttpServer(app, address);
  return {
    url: `${urlOf(address.host, server.port)}/admin`,
    close: () => server.close(GRACE_MS),
  };
}
