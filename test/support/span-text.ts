import type { ReadableSpan } from '@opentelemetry/sdk-trace-node';

/** Everything that a span would carry out of the process. */
export const spanText = ({
  name,
  attributes,
  events,
  links,
  status,
  resource,
}: ReadableSpan): string =>
  JSON.stringify({ name, attributes, events, links, status, resource: resource.attributes });
