import type { InductionProtocol } from './induction-protocols.js';
import type { Knowledge, SitePolicy } from './knowledge.js';

/** The protocol that the site has chosen, else the standard one. */
export function protocolOf(
  { inductionProtocols: { protocols, standard } }: Pick<Knowledge, 'inductionProtocols'>,
  { file }: Pick<SitePolicy, 'file'>,
): InductionProtocol {
  const chosen = file.induction?.protocol ?? standard;
  const protocol = protocols.find(({ id }) => id === chosen);
  if (protocol === undefined) throw new Error(`no induction protocol ${chosen} in the knowledge`);
  return protocol;
}
