/** What `GET /demo` of a running demo answers, so that `demo sign` can send an order that fits its charts. */
export interface DemoInfo {
  readonly fhirServer: string;
  /** The instant to whose day charts and orders were shifted. */
  readonly loadedAt: string;
}
