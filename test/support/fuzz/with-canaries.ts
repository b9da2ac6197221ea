/** Stands in every id, name, address, number and token of a patient. */
export const ID_CANARY = 'canaryid';
/** Stands in every other text of a chart. A card may quote such a text, nothing else may. */
export const TEXT_CANARY = 'canarytext';

/** What a computer reads: with a canary in them a chart would not be understood, and less of the service would run. */
const STRUCTURE = new Set([
  ...['resourceType', 'hook', 'system', 'code', 'status', 'intent', 'type', 'unit', 'mode'],
  ...['gender', 'use', 'rank', 'fhirServer', 'fullUrl', 'hookInstance', 'comparator'],
]);
const IDENTIFYING = new Set([
  'id',
  'reference',
  'value',
  'family',
  'given',
  'line',
  'city',
  'postalCode',
  'div',
]);

/** Everything that FHIR lets a Patient hold. */
const PATIENT = {
  text: { status: 'generated', div: `<div>${ID_CANARY}</div>` },
  identifier: [{ system: 'https://clinic.example/mrn', value: `${ID_CANARY}-mrn` }],
  name: [
    {
      use: 'official',
      text: ID_CANARY,
      family: ID_CANARY,
      given: [ID_CANARY],
      prefix: [ID_CANARY],
    },
  ],
  telecom: [{ system: 'phone', value: `${ID_CANARY}-phone` }],
  address: [
    {
      text: ID_CANARY,
      line: [ID_CANARY],
      city: ID_CANARY,
      district: ID_CANARY,
      postalCode: ID_CANARY,
    },
  ],
  maritalStatus: { text: TEXT_CANARY },
  photo: [{ title: ID_CANARY, url: `https://ehr.example/${ID_CANARY}.png` }],
  contact: [
    { name: { text: ID_CANARY }, telecom: [{ value: ID_CANARY }], address: { text: ID_CANARY } },
  ],
  communication: [{ language: { text: TEXT_CANARY } }],
  generalPractitioner: [{ reference: 'Practitioner/1', display: ID_CANARY }],
  managingOrganization: { display: ID_CANARY },
  link: [{ other: { reference: `Patient/${ID_CANARY}`, display: ID_CANARY }, type: 'seealso' }],
};

/** The same request of the same patient with a canary in every text of it; ids and references to them stay together. */
export const withCanaries = (request: object): object => mark(request, '') as object;

function mark(value: unknown, key: string): unknown {
  if (Array.isArray(value)) return value.map((entry) => mark(entry, key));
  if (typeof value === 'object' && value !== null) return markObject(value);
  if (typeof value !== 'string' || STRUCTURE.has(key) || /^\d{4}-\d{2}/.test(value)) return value;
  return IDENTIFYING.has(key) || key.endsWith('Id')
    ? `${value}-${ID_CANARY}`
    : `${value} ${TEXT_CANARY}`;
}

function markObject(value: object): object {
  const { resourceType, id, status } = value as Record<string, unknown>;
  const marked = Object.fromEntries(
    Object.entries(value).map(([name, entry]) => [name, mark(entry, name)]),
  );
  if (resourceType === 'Patient') return { ...marked, ...PATIENT };
  // The extension of a card names its order by the id that the EHR has given it.
  return status === 'draft' ? { ...marked, id } : marked;
}
