import { readdir, readFile } from 'node:fs/promises';
import type { Bundle, FhirResource } from 'fhir/r4.js';
import { shiftDates } from './shift-dates.js';

/** A complete CDS Hooks 2.0 request without prefetch. */
export interface OrderSignRequest {
  readonly hook: 'order-sign';
  readonly hookInstance: string;
  readonly fhirServer: string;
  readonly context: {
    readonly userId: string;
    readonly patientId: string;
    readonly encounterId?: string;
    readonly draftOrders: Bundle;
  };
}

/** What `naltrexone-safety` says about the order at `now`. */
export interface ExpectedAnswer {
  readonly now: string;
  readonly timeZone: string;
  /** The rules of each card by id, in alphabetical order. */
  readonly cards: readonly {
    readonly indicator: 'info' | 'warning' | 'critical';
    readonly rules: readonly string[];
  }[];
  readonly earliestDate?: string;
  readonly story: string;
}

export interface FixturePatient {
  /** Folder name in `fhir-fixtures/patients`: given name and story. */
  readonly name: string;
  readonly patientId: string;
  readonly resources: readonly FhirResource[];
  readonly orderSign: OrderSignRequest;
  readonly expected: ExpectedAnswer;
}

export interface LoadFixturesOptions {
  /**
   * Moves every chart and order by whole days, so that the local day of the frozen `now` becomes the local day of
   * this instant. Without it the fixtures come as they are written.
   */
  readonly now?: Date;
  /** The FHIR base address that the requests name, in place of the one in the files. */
  readonly fhirServer?: string;
}

const DAY_MS = 86_400_000;
const FOLDER = new URL('../../fhir-fixtures/patients/', import.meta.url);

/** The named people of `fhir-fixtures`, sorted by folder name. */
export async function loadFixtures(
  options: LoadFixturesOptions = {},
): Promise<readonly FixturePatient[]> {
  const entries = await readdir(FOLDER, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(names.sort().map((name) => loadFixture(name, options)));
}

async function loadFixture(
  name: string,
  { now, fhirServer }: LoadFixturesOptions,
): Promise<FixturePatient> {
  const read = async (file: string): Promise<unknown> =>
    JSON.parse(await readFile(new URL(`${name}/${file}`, FOLDER), 'utf8'));
  const [chart, orderSign, expected] = (await Promise.all([
    read('chart.json'),
    read('order-sign.json'),
    read('expected.json'),
  ])) as [Bundle<FhirResource>, OrderSignRequest, ExpectedAnswer];
  const days = now
    ? localDay(now, expected.timeZone) - localDay(new Date(expected.now), expected.timeZone)
    : 0;
  return {
    name,
    patientId: orderSign.context.patientId,
    resources: shiftDates(
      (chart.entry ?? []).flatMap((entry) => entry.resource ?? []),
      days,
    ),
    orderSign: { ...shiftDates(orderSign, days), ...(fhirServer ? { fhirServer } : {}) },
    expected: shiftDates(expected, days),
  };
}

/** Days since 1970-01-01 of the calendar day on which an instant falls in a time zone. */
function localDay(instant: Date, timeZone: string): number {
  const format = new Intl.DateTimeFormat('en', {
    timeZone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
  });
  const part = new Map(
    format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]),
  );
  const [year = NaN, month = NaN, day = NaN] = [
    part.get('year'),
    part.get('month'),
    part.get('day'),
  ];
  return Date.UTC(year, month - 1, day) / DAY_MS;
}
