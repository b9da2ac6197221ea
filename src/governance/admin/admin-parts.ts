import type { DisclosureNotice } from '../../core/pack/disclosure-notice.js';
import type { ReviewDate } from '../../core/pack/review-dates.js';
import type { TimeZone } from '../../core/time/time-zone.js';
import type { RateLimit } from '../../http/rate-limit.js';
import type { ReportStore } from '../report/gather-report.js';
import type { Provider } from './provider.js';
import type { SignIn } from './sign-in.js';

/** What the pages are made of. */
export interface AdminParts {
  readonly signIn: SignIn;
  /** Undefined where people sign in with a token. */
  readonly provider: Provider | undefined;
  /** Tries to sign in, of everybody together. */
  readonly tries: RateLimit;
  /** Opens the store for one use of it; it may be away. */
  readonly withStore: <T>(use: (store: ReportStore) => Promise<T>) => Promise<T>;
  readonly zone: TimeZone;
  /** Hash of the knowledge in force. */
  readonly knowledge: string;
  readonly reviewDates: readonly ReviewDate[];
  readonly notice: DisclosureNotice;
  /** Epoch milliseconds. */
  readonly clock: () => number;
  /** A bug, or a store that is away. */
  readonly failed: (error: unknown) => void;
}
