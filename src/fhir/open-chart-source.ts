import type { SliceFault } from '../core/chart.js';
import type { ChartSource } from './chart-source.js';
import { type FhirBase, liesUnder } from './fhir-base.js';
import { type BundlePage, readBundle } from './read-bundle.js';
import { type ReadSession, requestJson } from './request-json.js';

const LOCAL_PATH = /^[A-Z][A-Za-z]{2,40}\/[A-Za-z0-9\-.]{1,64}$/;

/** Reads a chart from a server whose base the caller has found on the allow-list; no request leaves that base. */
export function openChartSource(base: FhirBase, session: ReadSession): ChartSource {
  const root = `${base.origin}${base.path}/`;

  async function search(query: string, resourceType: string): Promise<readonly BundlePage[]> {
    const pages: BundlePage[] = [];
    const seen = new Set<string>();
    let rows = 0;
    let next: URL | undefined = new URL(root + encodeQuery(query));
    while (next !== undefined) {
      seen.add(next.href);
      const answer = await requestJson(next, session);
      if (!answer.ok) return [...pages, unread(answer.fault)];
      const page = readBundle(answer.value, resourceType);
      rows += page.rows.length;
      if (page.next === undefined) return [...pages, page];
      const following = nextPage(page.next, next);
      const stop =
        following === undefined ||
        seen.has(following.href) ||
        seen.size >= session.limits.pagesPerSearch ||
        rows >= session.limits.rowsPerSearch;
      pages.push(stop ? { ...page, fault: page.fault ?? { reason: 'more-pages' } } : page);
      next = stop ? undefined : following;
    }
    return pages;
  }

  /** The next page counts only under the same base: a link must not carry the token anywhere else. */
  function nextPage(link: string, from: URL): URL | undefined {
    if (link === '' || !URL.canParse(link, from.href)) return undefined;
    const url = new URL(link, from);
    if (url.username !== '' || url.password !== '') return undefined;
    url.hash = '';
    return liesUnder(base, { origin: url.origin, path: url.pathname }) ? url : undefined;
  }

  return {
    search,
    async read(path) {
      if (!LOCAL_PATH.test(path)) return { ok: false, fault: { reason: 'not-fhir' } };
      const answer = await requestJson(new URL(root + path), session);
      return answer.ok ? readResource(answer.value, path) : answer;
    },
    localPath(reference) {
      const path = reference.startsWith(root) ? reference.slice(root.length) : reference;
      const unversioned = path.replace(/\/_history\/[^/]*$/, '');
      return LOCAL_PATH.test(unversioned) ? unversioned : undefined;
    },
  };
}

function readResource(value: unknown, path: string) {
  const type = path.slice(0, path.indexOf('/'));
  const { resourceType } = (value ?? {}) as { resourceType?: unknown };
  if (resourceType === type) return { ok: true, resource: value } as const;
  const reason = resourceType === 'OperationOutcome' ? 'operation-outcome' : 'not-fhir';
  return { ok: false, fault: { reason } } as const;
}

const unread = (fault: SliceFault): BundlePage => ({
  rows: [],
  medications: [],
  fault,
  next: undefined,
  total: undefined,
});

/** Percent-encodes the values; `,` `:` and `/` stay, because some servers split before they decode. */
function encodeQuery(query: string): string {
  const at = query.indexOf('?');
  if (at < 0) return query;
  const parameters = query
    .slice(at + 1)
    .split('&')
    .map((parameter) => {
      const equals = parameter.indexOf('=');
      const value = encodeURIComponent(parameter.slice(equals + 1));
      return `${parameter.slice(0, equals)}=${value.replace(/%(2C|3A|2F)/g, decodeURIComponent)}`;
    });
  return `${query.slice(0, at)}?${parameters.join('&')}`;
}
