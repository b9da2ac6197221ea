import type { SliceFault } from '../core/chart.js';
import { mayAsk } from '../egress/may-ask.js';
import type { ChartSource, ResourceAnswer } from './chart-source.js';
import { encodeQuery } from './encode-query.js';
import { isLocalPath, localPathUnder } from './local-path.js';
import { isWithheld, saysWithheld } from './is-withheld.js';
import { type BundlePage, readBundle } from './read-bundle.js';
import type { ReadSession } from './read-session.js';
import { requestJson } from './request-json.js';
import type { Grant, ScopeQuery } from './smart-scopes.js';

const SORT = /&_sort=[^&]*/;

/** Reads a chart from a server whose base the caller has found on the allow-list; no request leaves that base. */
export function openChartSource(session: ReadSession): ChartSource {
  const { base, limits } = session;
  const root = `${base.origin}${base.path}/`;

  async function search(
    query: string,
    resourceType: string,
    category?: string,
  ): Promise<readonly BundlePage[]> {
    const grant = granted({ resourceType, interaction: 'search', category });
    if (grant === 'none') return [unread({ reason: 'not-permitted' })];
    const pages = await readInAnyOrder(query, resourceType);
    // A server leaves out what the scope does not cover, and says nothing about it.
    return grant === 'all' ? pages : [...pages, unread({ reason: 'not-permitted' })];
  }

  /**
   * A server that cannot sort answers 400; asked without an order it may still give everything. What it gives is whole only
   * when it is read to the end, see `hook/stops-short.ts`.
   */
  async function readInAnyOrder(query: string, type: string): Promise<readonly BundlePage[]> {
    const pages = await readPages(new URL(root + encodeQuery(query)), type);
    const unordered = query.replace(SORT, '');
    return pages[0]?.fault?.status === 400 && unordered !== query
      ? readPages(new URL(root + encodeQuery(unordered)), type)
      : pages;
  }

  async function readPages(first: URL, resourceType: string): Promise<readonly BundlePage[]> {
    const pages: BundlePage[] = [];
    const seen = new Set<string>();
    let rows = 0;
    let address = first;
    for (;;) {
      seen.add(address.href);
      const answer = await requestJson(address, { resourceType, interaction: 'search' }, session);
      if (!answer.ok) return [...pages, unread(answer.fault)];
      const page = readBundle(answer.value, resourceType);
      pages.push(page);
      rows += page.rows.length;
      if (rows > limits.rowsPerSearch) return [...pages, unread({ reason: 'too-large' })];
      if (page.next === undefined) return pages;
      const next = nextPage(page.next, address);
      if (next === undefined || seen.has(next.href) || seen.size >= limits.pagesPerSearch) {
        return [...pages, unread({ reason: 'more-pages' })];
      }
      address = next;
    }
  }

  /** The next page counts only under the same base: a link must not carry the token anywhere else. */
  function nextPage(link: string, from: URL): URL | undefined {
    if (link === '' || !URL.canParse(link, from.href)) return undefined;
    const url = new URL(link, from);
    url.hash = '';
    return mayAsk(url, base) ? url : undefined;
  }

  function granted(query: ScopeQuery): Grant {
    const grant = session.grantOf(query);
    if (grant === 'none') {
      const { resourceType } = query;
      session.report({
        resourceType,
        outcome: 'scope-forbids',
        status: undefined,
        milliseconds: 0,
      });
    }
    return grant;
  }

  return {
    root,
    search,
    async read(path) {
      if (!isLocalPath(path)) return { ok: false, fault: { reason: 'not-fhir' } };
      const resourceType = path.slice(0, path.indexOf('/'));
      const query = { resourceType, interaction: 'read' } as const;
      if (granted(query) === 'none') {
        return { ok: false, fault: { reason: 'not-permitted' } };
      }
      const answer = await requestJson(new URL(root + path), query, session);
      return answer.ok ? readResource(answer.value, resourceType) : answer;
    },
    localPath: (reference) => localPathUnder(root, reference),
  };
}

function readResource(value: unknown, type: string): ResourceAnswer {
  const { resourceType } = (value ?? {}) as { resourceType?: unknown };
  const refuse = (reason: 'operation-outcome' | 'not-fhir' | 'withheld'): ResourceAnswer => ({
    ok: false,
    fault: { reason },
  });
  if (resourceType === 'OperationOutcome') {
    return refuse(saysWithheld(value as object) ? 'withheld' : 'operation-outcome');
  }
  if (resourceType !== type) return refuse('not-fhir');
  return isWithheld(value as object) ? refuse('withheld') : { ok: true, resource: value };
}

const unread = (fault: SliceFault): BundlePage => ({
  rows: [],
  medications: [],
  fault,
  next: undefined,
  total: undefined,
});
