import type { ChartSource, ResourceAnswer } from './chart-source.js';
import { localPathUnder } from './local-path.js';
import type { BundlePage } from './read-bundle.js';

/** What a server was asked during one hook call, and what it said. */
export interface RecordedReads {
  readonly root: string;
  readonly searches: readonly (readonly [question: string, pages: readonly BundlePage[]])[];
  readonly reads: readonly (readonly [path: string, answer: ResourceAnswer])[];
}

/** A source that does the same and notes it. */
export function noteReads(source: ChartSource): {
  readonly source: ChartSource;
  readonly noted: RecordedReads;
} {
  const searches: [string, readonly BundlePage[]][] = [];
  const reads: [string, ResourceAnswer][] = [];
  return {
    noted: { root: source.root, searches, reads },
    source: {
      root: source.root,
      localPath: (reference) => source.localPath(reference),
      async search(query, type, category) {
        const pages = await source.search(query, type, category);
        searches.push([questionOf(query, type, category), pages]);
        return pages;
      },
      async read(path) {
        const answer = await source.read(path);
        reads.push([path, answer]);
        return answer;
      },
    },
  };
}

/** Answers as it was answered then; what was not asked then is not known now. */
export function answerFrom({ root, searches, reads }: RecordedReads): ChartSource {
  const pagesOf = new Map(searches);
  const answerOf = new Map(reads);
  return {
    root,
    localPath: (reference) => localPathUnder(root, reference),
    search: (query, type, category) =>
      Promise.resolve(pagesOf.get(questionOf(query, type, category)) ?? [NOT_ASKED]),
    read: (path) => Promise.resolve(answerOf.get(path) ?? { ok: false, fault: NOT_ASKED.fault }),
  };
}

const NOT_ASKED = {
  ...{ rows: [], medications: [], next: undefined, total: undefined },
  fault: { reason: 'not-sent' },
} as const satisfies BundlePage;

const questionOf = (query: string, type: string, category: string | undefined): string =>
  JSON.stringify([type, category ?? '', query]);
