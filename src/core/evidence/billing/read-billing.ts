import type { Claim } from 'fhir/r4.js';
import type { DraftOrder } from '../../call.js';
import type { Readiness } from '../../pack/readiness.js';
import type { BillingMeaning, Terminology } from '../../pack/terminology.js';
import type { TimeZone } from '../../time/time-zone.js';
import type { ChartRow } from '../chart-rows.js';
import {
  BILLING_SOURCES,
  type BilledCode,
  type BillingEvidence,
  type BillingLine,
} from './billing-evidence.js';
import { readClaimLines, readEarlierUnits } from './read-claim-lines.js';
import { readFormSigns } from './read-form-signs.js';
import { readOrderLines } from './read-order-lines.js';
import { readPharmacySupply } from './read-pharmacy-supply.js';
import { readSetting } from './read-setting.js';

export interface BillingReader {
  readonly terminology: Terminology;
  readonly zone: TimeZone;
  readonly site: Readiness | undefined;
  readonly encounterClass: string | undefined;
}

/** What is said about the bill of an order, fact by fact from the best source that states it (`clinical-liver-other` E2). */
export function readBilling(
  { terminology, zone, site, encounterClass }: BillingReader,
  claims: readonly ChartRow<Claim>[],
  order: DraftOrder,
): BillingEvidence {
  const claimLines = readClaimLines(terminology, claims, order.ref);
  const lines = [...claimLines, ...readOrderLines(terminology, order)];
  const drug = lines.filter(({ code }) => code === undefined || isDrug(code));
  return {
    codes: best(drug.filter(({ code }) => code !== undefined)),
    units: best(drug.filter(({ units }) => units !== undefined)),
    modifiers: best(
      lines.filter(
        ({ code, modifiers }) =>
          modifiers !== undefined &&
          (code === undefined || isDrug(code) || code.means === 'administration'),
      ),
    ),
    claimLines,
    expected: {
      depot: codeFor(terminology, 'depot-naltrexone'),
      programme: codeFor(terminology, 'programme-naltrexone'),
    },
    setting: readSetting(site, encounterClass),
    pharmacySupply: readPharmacySupply(terminology, order, site?.pharmacySuppliers),
    forms: readFormSigns(terminology, order),
    earlierUnits: readEarlierUnits(terminology, claims, order.ref, zone),
    jz: site?.jz ?? 'medicare',
  };
}

const codeFor = ({ billing }: Terminology, means: BillingMeaning): string =>
  [...billing.codes.values()].find((code) => code.means === means)?.code ?? '';

/** Codes of services are no drug; one that the tables do not know may be, unless it is a number. */
const isDrug = ({ code, means }: BilledCode): boolean =>
  means === undefined
    ? /^[JQS]/.test(code)
    : means !== 'administration' && means !== 'visit' && means !== 'nurse-visit';

/** The lines of the best source among them. */
function best(lines: readonly BillingLine[]): readonly BillingLine[] {
  const source = BILLING_SOURCES.find((one) => lines.some((line) => line.source === one));
  return lines.filter((line) => line.source === source);
}
