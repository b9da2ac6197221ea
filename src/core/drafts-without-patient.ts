import type { Call } from './call.js';

/** How many drafts of the signing do not say whose they are; those of another patient never get this far. */
export function draftsWithoutPatient({ orders, otherDrafts }: Call): number {
  const drafts = [...orders, ...otherDrafts].filter(({ patientNotSaid }) => patientNotSaid);
  return new Set(drafts.map(({ ref }) => ref)).size;
}
