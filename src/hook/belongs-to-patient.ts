/** Whom a resource is about, seen from the patient of the hook call. */
export type Subject = 'this-patient' | 'another-patient' | 'not-said';

/**
 * Reads `subject`, `patient` or `beneficiary`, of an appointment its participants. A reference that does not name a Patient by id (a logical
 * reference, a Group, a urn) says nothing about who it is.
 */
export function subjectOf(resource: object, patientId: string): Subject {
  const { subject, patient, beneficiary, participant } = resource as Readonly<
    Record<string, unknown>
  >;
  const reference = referenceOf(subject) ?? referenceOf(patient) ?? referenceOf(beneficiary);
  if (reference !== undefined) return whoIs(reference, patientId);
  const attending = actorsOf(participant).map((actor) => whoIs(actor, patientId));
  return attending.find((who) => who === 'this-patient') ?? attending[0] ?? 'not-said';
}

function whoIs(reference: string, patientId: string): Subject {
  if (isPlainly(patientId, reference)) return 'this-patient';
  const id = /(?:^|\/)Patient\/([^/]+)(?:\/_history\/[^/]+)?$/.exec(reference)?.[1];
  if (id === undefined) return 'not-said';
  return id === patientId ? 'this-patient' : 'another-patient';
}

/** The patients among an appointment's participants; practitioners and rooms take part in it too. */
const actorsOf = (participant: unknown): readonly string[] =>
  Array.isArray(participant)
    ? participant
        .flatMap((one: unknown) => referenceOf((one as { actor?: unknown } | null)?.actor) ?? [])
        .filter((reference) => reference.includes(TYPE))
    : [];

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
