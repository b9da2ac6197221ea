import type { Response } from 'express';
import { ServiceError } from '../errors.js';
import type { Load } from './load.js';

const RETRY_AFTER_SECONDS = '2';

/** Turns away what can come later as long as the process has its hands full with hook calls. */
export function giveWay(load: Load, response: Response): void {
  if (!load.isTooHigh()) return;
  response.set('retry-after', RETRY_AFTER_SECONDS);
  throw new ServiceError('overloaded');
}
