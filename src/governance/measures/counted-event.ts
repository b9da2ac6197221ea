/** A way of splitting the events of a client: each of them has exactly one value. */
export interface Group {
  /** `role`, `hook`, or `experiment:` and its id. */
  readonly by: string;
  readonly value: string;
}

/** Something that happened `times` times, and everywhere that it counts. */
export interface CountedEvent {
  /** The subject: `calls`, a rule in a version, a chart input, … */
  readonly table: string;
  readonly client: string;
  readonly groups: readonly Group[];
  /** Its class, from the widest to the narrowest: `fired`, `shown`, `overridden`, a reason. Counts in each of them. */
  readonly path: readonly string[];
  readonly times: number;
}
