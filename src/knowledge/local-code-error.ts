import { KnowledgeError } from './knowledge-error.js';

/** A local code that cannot be used: in whose list and where in it, what is wrong, what to do. */
export class LocalCodeError extends KnowledgeError {
  readonly list: 'site' | 'client';
  /** As `localCodes[2].means`. */
  readonly place: string;

  constructor(list: 'site' | 'client', place: string, problem: string, remedy: string) {
    super(`${list === 'site' ? 'the site file' : "the client's entry"}, ${place}`, problem, remedy);
    this.list = list;
    this.place = place;
  }
}
