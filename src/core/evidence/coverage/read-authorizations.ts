import type {
  Claim,
  ClaimItem,
  ClaimResponse,
  ClaimResponseItem,
  CodeableConcept,
  Extension,
  Quantity,
} from 'fhir/r4.js';
import type { CoverageWords } from '../../pack/coverage-words.js';
import type { Terminology } from '../../pack/terminology.js';
import type { Span } from '../../time/instant.js';
import { readFhirTime } from '../../time/read-fhir-time.js';
import type { TimeZone } from '../../time/time-zone.js';
import { splitWords } from '../../words/split-words.js';
import { type ChartRow, provenanceOf } from '../chart-rows.js';
import { listOf, numberOf, textOf, textsOf } from '../fhir-json.js';
import { recogniseMedication } from '../recognise/recognise-medication.js';
import { conceptCodes, conceptTexts } from '../toxicology/concept-texts.js';
import type { Authorization } from './coverage-evidence.js';
import { holdsWords } from './holds-words.js';
import { milligramsOf } from './milligrams-of.js';

export interface AuthorizationReader {
  readonly words: CoverageWords;
  readonly terminology: Terminology;
  readonly zone: TimeZone;
  /** `Type/id` of the order. */
  readonly order: string;
}

/** As read, before the injections of its period are taken off. */
export type ReadAuthorization = Omit<Authorization, 'leftMg'>;

/**
 * Prior authorizations for the depot on record: answers of payers (ClaimResponse), and requests and claims that name a number
 * or have no answer yet (Claim). What does not name the drug or this order is none.
 */
export function readAuthorizations(
  claims: readonly ChartRow<Claim>[],
  responses: readonly ChartRow<ClaimResponse>[],
  reader: AuthorizationReader,
): readonly ReadAuthorization[] {
  const ours = claims.filter(
    ({ resource }) => resource.status !== 'cancelled' && linesOf(resource, reader).length > 0,
  );
  const byRef = new Map(ours.map(({ resource }) => [`Claim/${resource.id ?? ''}`, resource]));
  const answered = new Set<string>();
  const answers = responses.flatMap((row) => {
    const { resource } = row;
    const request = textOf(resource.request?.reference) ?? '';
    const claim = byRef.get(request);
    const isOurs = claim !== undefined || namesDrug(resource, reader);
    if (resource.status !== 'active' || resource.use === 'claim' || !isOurs) return [];
    answered.add(request);
    return [answerOf(row, claim, reader)];
  });
  const open = ours
    .filter(({ resource }) => !answered.has(`Claim/${resource.id ?? ''}`))
    .flatMap((row) => requestOf(row, reader));
  return [...answers, ...open];
}

/** The lines of a claim that name this order, or the depot itself. */
const linesOf = (claim: Claim, reader: AuthorizationReader): readonly ClaimItem[] =>
  listOf<ClaimItem>(claim.item).filter(
    (item) =>
      isDepot(item.productOrService, reader) ||
      listOf<Extension>(item.extension).some(
        ({ valueReference }) => valueReference?.reference === reader.order,
      ),
  );

function isDepot(
  concept: CodeableConcept | undefined,
  { terminology }: AuthorizationReader,
): boolean {
  const identity = recogniseMedication(terminology, concept);
  return identity.is === 'naltrexone' && identity.product === 'depot';
}

const namesDrug = (response: ClaimResponse, reader: AuthorizationReader): boolean =>
  listOf(response.addItem).some(({ productOrService }) => isDepot(productOrService, reader)) ||
  listOf<ClaimResponseItem>(response.item).some((item) =>
    authorizedDetails(item).some((detail) =>
      isDepot(partOf(detail, 'productOrServiceCode')?.valueCodeableConcept, reader),
    ),
  );

function answerOf(
  row: ChartRow<ClaimResponse>,
  claim: Claim | undefined,
  reader: AuthorizationReader,
): ReadAuthorization {
  const { resource } = row;
  const { zone, words } = reader;
  const sequences = new Set(
    claim === undefined ? [] : linesOf(claim, reader).map(({ sequence }) => sequence),
  );
  const items = listOf<ClaimResponseItem>(resource.item).filter(
    ({ itemSequence }) => claim === undefined || sequences.has(itemSequence),
  );
  const period =
    resource.preAuthPeriod ??
    items.flatMap(
      ({ extension }) => namedIn(extension, 'extension-itemPreAuthPeriod')?.valuePeriod ?? [],
    )[0];
  const number =
    textOf(resource.preAuthRef) ??
    items.flatMap((item) =>
      reviewActions(item).flatMap((one) => textOf(partOf(one, 'number')?.valueString) ?? []),
    )[0];
  const state = stateOf(resource, items, number, words);
  const granted = [
    ...items.flatMap(authorizedDetails).map((detail) => partOf(detail, 'quantity')?.valueQuantity),
    ...listOf(resource.addItem).map(({ quantity }) => quantity),
  ];
  const asked =
    state === 'approved' && claim !== undefined
      ? linesOf(claim, reader).map(({ quantity }) => quantity)
      : [];
  return {
    state,
    number,
    from: readFhirTime(period?.start, zone),
    until: readFhirTime(period?.end, zone),
    approvedMg: sumOf(granted, words) ?? sumOf(asked, words),
    provenance: provenanceOf(row),
  };
}

/** A request without an answer is pending; a claim that names a number says that somebody has one. */
function requestOf(
  row: ChartRow<Claim>,
  { zone }: AuthorizationReader,
): readonly ReadAuthorization[] {
  const { resource } = row;
  const [number] = listOf(resource.insurance).flatMap(({ preAuthRef }) => textsOf(preAuthRef));
  const isRequest = resource.use === 'preauthorization' && resource.status === 'active';
  if (number === undefined && !isRequest) return [];
  return [
    {
      state: number === undefined ? 'pending' : 'approved',
      number,
      from: undefined,
      until: readFhirTime(undefined, zone),
      approvedMg: undefined,
      provenance: provenanceOf(row),
    },
  ];
}

function stateOf(
  response: ClaimResponse,
  items: readonly ClaimResponseItem[],
  number: string | undefined,
  { authorization }: CoverageWords,
): Authorization['state'] {
  const { outcome } = response;
  if (outcome === 'queued') return 'pending';
  if (outcome === 'error') return 'unclear';
  const adjudications = items.flatMap(({ adjudication }) => listOf(adjudication));
  const concepts = [
    ...adjudications.flatMap(({ category, reason }) => [category, reason]),
    ...items.flatMap((item) =>
      reviewActions(item).map((one) => partOf(one, 'reviewActionCode')?.valueCodeableConcept),
    ),
  ];
  const codes = concepts.flatMap((concept) => conceptCodes(concept));
  const texts = [response.disposition, ...concepts.flatMap((concept) => conceptTexts(concept))]
    .flatMap((text) => textOf(text) ?? [])
    .map(splitWords);
  const says = ({ codes: known, words }: (typeof authorization)['approved']): boolean =>
    codes.some((code) => known.includes(code)) ||
    texts.some((text) => words.some((phrase) => holdsWords(text, phrase)));
  if (says(authorization.denied))
    return says(authorization.partlyApproved) ? 'partly-approved' : 'denied';
  if (says(authorization.partlyApproved)) return 'partly-approved';
  if (says(authorization.pending)) return 'pending';
  if (says(authorization.approved)) return 'approved';
  if (outcome === 'partial') return 'pending';
  return number === undefined ? 'unclear' : 'approved';
}

const authorizedDetails = (item: ClaimResponseItem): readonly Extension[] =>
  listOf<Extension>(item.extension).filter(({ url }) =>
    endsWith(url, 'extension-itemAuthorizedDetail'),
  );

const reviewActions = (item: ClaimResponseItem): readonly Extension[] =>
  listOf(item.adjudication).flatMap(
    ({ extension }) => namedIn(extension, 'extension-reviewAction') ?? [],
  );

const namedIn = (extensions: unknown, name: string): Extension | undefined =>
  listOf<Extension>(extensions as Extension[] | undefined).find(({ url }) => endsWith(url, name));

const partOf = (extension: Extension, name: string): Extension | undefined =>
  namedIn(extension.extension, name);

const endsWith = (url: unknown, name: string): boolean =>
  typeof url === 'string' && (url === name || url.endsWith(`/${name}`));

function sumOf(
  quantities: readonly (Quantity | undefined)[],
  words: CoverageWords,
): number | undefined {
  const amounts = quantities.flatMap(
    (quantity) =>
      milligramsOf(
        numberOf(quantity?.value),
        textOf(quantity?.code) ?? textOf(quantity?.unit),
        words,
      ) ?? [],
  );
  return amounts.length === 0 ? undefined : amounts.reduce((sum, mg) => sum + mg);
}

/** The span of days in which an authorization holds for sure and may hold. */
export const holdsOn = (
  { from, until }: Pick<Authorization, 'from' | 'until'>,
  day: Span['latest']['day'],
): boolean =>
  (from === undefined || from.latest.day <= day) &&
  (until === undefined || day <= until.earliest.day);
