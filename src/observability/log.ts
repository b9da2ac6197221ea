import { destination, type DestinationStream, pino, stdTimeFunctions } from 'pino';
import type { ClientEvent } from '../clients/client-event.js';
import type { WatchEvent } from '../watch/watch-event.js';
import type { Observer } from './observer.js';
import { placeOf } from './place-of.js';
import { printable } from './printable.js';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

/**
 * The log of the service: JSON lines that hold listed fields only, each text short and printable. There is no way to log a
 * request, a chart, a token or the message of an error, because no function here takes one.
 */
export type Log = Observer;

/** @param stream stdout unless a test wants to see the lines; sentences for people go to stderr */
export function createLog(
  level: LogLevel,
  stream: DestinationStream = destination({ dest: 1, sync: false }),
): Log {
  const logger = pino({ level, base: null, timestamp: stdTimeFunctions.isoTime }, stream);
  const failure: Log['failure'] = (where, error) => {
    logger.error({ event: 'failure', where, ...placeOf(error) });
  };
  return {
    hook({ requestId, service, client, hook, answer, shown, question, rules, ...event }) {
      const { traceId, gaps, foreignRows, unassigned, unread, failure: error } = event;
      const alarming =
        answer === 'not-checked' ||
        (foreignRows ?? 0) > 0 ||
        (unread?.['naltrexone-order'] ?? 0) > 0;
      logger[alarming ? 'warn' : 'info']({
        event: 'hook',
        requestId,
        traceId,
        ...{ service, client, hook, answer, shown, question },
        ...{ rules, gaps, foreignRows, unassigned, unread },
      });
      if (error !== undefined) failure('hook', error);
    },
    feedback({ requestId, service, client, items, repeated, late, cut, withoutCard }) {
      const cards = (known: (typeof items)[number]['card']) =>
        items.filter(({ card }) => card === known).length;
      const [unknownCards, foreignCards] = [cards('unknown'), cards('foreign')];
      logger[foreignCards > 0 ? 'warn' : 'info']({
        event: 'feedback',
        ...{ requestId, service, client, items: items.length, repeated, unknownCards },
        ...{ foreignCards, late, cut, withoutCard },
      });
    },
    read({ resourceType, outcome, status, milliseconds }) {
      logger.debug({ event: 'read', resourceType, outcome, status, milliseconds });
    },
    http({ requestId, method, route, status, milliseconds, error, peer, aborted }) {
      const fields = { requestId, method, route, status, milliseconds, error, peer, aborted };
      logger.info({ event: 'http', ...fields });
    },
    auth({ requestId, reason, client }) {
      logger.warn({ event: 'auth', requestId, reason, client });
    },
    clients(event) {
      logger[isGood(event) ? 'info' : 'error'](fieldsOf(event));
    },
    record(fault, decision) {
      logger.error({ event: 'record', fault, decision });
    },
    spooling(isSpooling) {
      logger[isSpooling ? 'warn' : 'info']({
        event: 'spool',
        state: isSpooling ? 'in-use' : 'empty',
      });
    },
    chain({ writer, sequence, digest }) {
      logger.info({ event: 'chain-head', writer, sequence, digest });
    },
    retention(deleted) {
      if (deleted === 'failed') logger.error({ event: 'retention', outcome: 'failed' });
      else logger.info({ event: 'retention', outcome: 'done', ...deleted });
    },
    watch(event) {
      logger[isGoodNews(event) ? 'info' : 'error'](event);
    },
    failure,
  };
}

const isGoodNews = (event: WatchEvent): boolean =>
  event.event === 'canaries'
    ? event.failing === 0
    : event.event === 'rate' && event.state !== 'changed';

const isGood = (event: ClientEvent): boolean =>
  'outcome' in event && (event.outcome === 'loaded' || event.outcome === 'fetched');

/** The texts are about the operator's own file, which may hold anything. */
function fieldsOf(event: ClientEvent): object {
  if (event.event !== 'clients-file') return event;
  const { place, problem, remedy, ...fields } = event;
  const texts = Object.entries({ place, problem, remedy }).map(([name, text]) => [
    name,
    text === undefined ? undefined : printable(text),
  ]);
  return { ...fields, ...(Object.fromEntries(texts) as object) };
}
