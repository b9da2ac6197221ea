import type { SliceFault } from '../core/chart.js';
import type { BundlePage } from './read-bundle.js';

export type ResourceAnswer =
  | { readonly ok: true; readonly resource: unknown }
  | { readonly ok: false; readonly fault: SliceFault };

/** Reads one patient's chart from one FHIR server, for the length of one hook call. Never throws. */
export interface ChartSource {
  /** Base address of the server, with a slash at its end. */
  readonly root: string;
  /**
   * Runs a search with all its pages.
   * @param query `Type?name=value&…`, not yet percent-encoded
   * @param resourceType rows of other types are not returned
   * @param category in which all the rows stand that it asks for
   */
  search(query: string, resourceType: string, category?: string): Promise<readonly BundlePage[]>;
  /** @param path `Type/id` */
  read(path: string): Promise<ResourceAnswer>;
  /** The `Type/id` under this server that a reference means; undefined when it points elsewhere. */
  localPath(reference: string): string | undefined;
}
