import { isCoverageInformation } from '../core/evidence/coverage/read-coverage-information.js';

/**
 * A changed order without what a payer asserted about it (Da Vinci CRD, `ext-coverage-information`): the assertion was made about
 * the order as it was, is the payer's, and is never sent in our name. The payer is asked again when the changed order is signed.
 */
export function withoutPayerAssertions<R extends object>(resource: R): R {
  const { extension } = resource as { extension?: unknown };
  if (!Array.isArray(extension) || !extension.some(isCoverageInformation)) return resource;
  const rest: readonly unknown[] = extension.filter((one) => !isCoverageInformation(one));
  const { extension: ours, ...without } = { ...resource, extension: rest };
  return (ours.length === 0 ? without : { ...without, extension: ours }) as R;
}
