/** Whom a resource is about, seen from the patient of the hook call. */
export type Subject = 'this-patient' | 'another-patient' | 'not-said';

/**
 * Reads `subject` or `patient`. A reference that does not name a Patient by id (a logical reference, a Group, a urn) says
 * nothing about who it is.
 */
export function subjectOf(resource: object, patientId: string): Subject {
  const { subject, patient } = resource as { subject?: unknown; patient?: unknown };
  const reference = referenceOf(subject) ?? referenceOf(patient);
  if (reference === undefined) return 'not-said';
  if (isPlainly(patientId, reference)) return 'this-patient';
  const id = /(?:^|\/)Patient\/([^/]+)(?:\/_history\/[^/]+)?$/.exec(reference)?.[1];
  if (id === undefined) return 'not-said';
  return id === patientId ? 'this-patient' : 'another-patient';
}

const TYPE = 'Patient/';

/** The form that nearly every row carries, compared in parts: to join them for each row would cost more. */
const isPlainly = (patientId: string, reference: string): boolean =>
  reference.length === TYPE.length + patientId.length &&
  reference.startsWith(TYPE) &&
  reference.endsWith(patientId);

function referenceOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { reference } = value as { reference?: unknown };
  return typeof reference === 'string' ? reference : undefined;
}
