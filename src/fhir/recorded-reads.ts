import type { ChartSource, ResourceAnswer } from './chart-source.js';
import { localPathUnder } from './local-path.js';
import type { BundlePage } from './read-bundle.js';

/** What a server was asked during one hook call, and what it said. */
export interface RecordedReads {
  readonly root: string;
  readonly searches: readonly (readonly [question: string, pages: readonly BundlePage[]])[];
  readonly reads: readonly (readonly [path: string, answer: ResourceAnswer])[];
}

/** A source that does the same and notes it, in the order in which it is asked. */
export function noteReads(source: ChartSource): {
  readonly source: ChartSource;
  readonly noted: RecordedReads;
} {
  const searches: [string, readonly BundlePage[]][] = [];
  const reads: [string, ResourceAnswer][] = [];
  // What has not come yet was not known to the answer.
  async function note<T>(list: [string, T][], question: string, answer: Promise<T>, none: T) {
    const noted: [string, T] = [question, none];
    list.push(noted);
    return (noted[1] = await answer);
  }
  return {
    noted: { root: source.root, searches, reads },
    source: {
      root: source.root,
      localPath: (reference) => source.localPath(reference),
      search: (query, type, category) =>
        note(searches, questionOf(query, type, category), source.search(query, type, category), [
          NOT_ASKED,
        ]),
      read: (path) => note(reads, path, source.read(path), UNREAD),
    },
  };
}

/** Answers as it was answered then, the same question in the same order; what was not asked then is not known now. */
export function answerFrom({ root, searches, reads }: RecordedReads): ChartSource {
  const pagesOf = inOrder(searches);
  const answerOf = inOrder(reads);
  return {
    root,
    localPath: (reference) => localPathUnder(root, reference),
    search: (query, type, category) =>
      Promise.resolve(pagesOf(questionOf(query, type, category)) ?? [NOT_ASKED]),
    read: (path) => Promise.resolve(answerOf(path) ?? UNREAD),
  };
}

const NOT_ASKED = {
  ...{ rows: [], medications: [], next: undefined, total: undefined },
  fault: { reason: 'not-sent' },
} as const satisfies BundlePage;

const UNREAD = { ok: false, fault: NOT_ASKED.fault } as const satisfies ResourceAnswer;

/** Gives the answers to one question one after the other, and the last of them from then on. */
function inOrder<T>(answers: readonly (readonly [question: string, answer: T])[]) {
  const left = new Map<string, T[]>();
  for (const [question, answer] of answers) {
    left.set(question, [...(left.get(question) ?? []), answer]);
  }
  return (question: string): T | undefined => {
    const its = left.get(question);
    return its !== undefined && its.length > 1 ? its.shift() : its?.[0];
  };
}

const questionOf = (query: string, type: string, category: string | undefined): string =>
  JSON.stringify([type, category ?? '', query]);
