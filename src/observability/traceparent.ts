/** Where a trace comes from, or goes on: the header `traceparent` of W3C Trace Context. */
export interface Traceparent {
  readonly traceId: string;
  readonly spanId: string;
  /** Only the lowest bit is used: whoever sent it has sampled the trace. */
  readonly traceFlags: number;
}

/** Version 00; neither id may be all zeros. */
const FORM = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})$/;

/** @returns undefined unless the header is there once and well-formed: a freer text could carry a name or a record number */
export function readTraceparent(header: string | string[] | undefined): Traceparent | undefined {
  const [, traceId, spanId, flags = ''] = FORM.exec(String(header)) ?? [];
  return traceId === undefined || spanId === undefined
    ? undefined
    : { traceId, spanId, traceFlags: parseInt(flags, 16) & 1 };
}

export const writeTraceparent = ({ traceId, spanId, traceFlags }: Traceparent): string =>
  `00-${traceId}-${spanId}-0${String(traceFlags & 1)}`;
