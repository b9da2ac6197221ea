import type { Response } from 'express';
import { ServiceError } from '../errors.js';
import type { BodyBudget } from './body-budget.js';

/** What one call has taken of the budget of bodies. */
export interface HeldBody {
  /**
   * Takes as much as is missing.
   * @throws ServiceError overloaded, with `Retry-After` on the answer
   */
  readonly upTo: (bytes: number) => void;
  readonly release: () => void;
}

const RETRY_AFTER_SECONDS = '2';

export function holdBody(response: Response, budget: BodyBudget): HeldBody {
  let held = 0;
  return {
    upTo(bytes) {
      if (bytes <= held) return;
      if (!budget.take(bytes - held)) {
        response.set('retry-after', RETRY_AFTER_SECONDS);
        throw new ServiceError('overloaded');
      }
      held = bytes;
    },
    release() {
      budget.give(held);
      held = 0;
    },
  };
}
