import type { Exposure } from '../evidence/exposure.js';
import type { ExposureClass } from '../pack/terminology.js';

/** The waiting times of `clinical-opioid` 4, by the names of their parameters in `opioid-interval.json`. */
export const WINDOW_CLASSES = [
  'short-acting',
  'antitussive',
  'extended-release',
  'transdermal',
  'tramadol',
  'long-acting',
  'buprenorphine',
  'mixed',
  'illicit',
  'kratom',
  'unknown',
] as const;
export type WindowClass = (typeof WINDOW_CLASSES)[number];
type WindowParameter = `${WindowClass}.${'minimum' | 'clear'}`;
export type WindowNumbers = Readonly<Record<WindowParameter, number>>;
export const WINDOW_PARAMETERS: readonly WindowParameter[] = WINDOW_CLASSES.flatMap(
  (name): WindowParameter[] => [`${name}.minimum`, `${name}.clear`],
);

/** Days after the last use: below `minimum` critical, from `clear` on nothing (the document's M and C). */
export interface ExposureWindow {
  readonly minimum: number;
  readonly clear: number;
}

const WINDOW_OF: Readonly<Record<ExposureClass, WindowClass>> = {
  'short-acting': 'short-acting',
  antitussive: 'antitussive',
  'extended-release': 'extended-release',
  transdermal: 'transdermal',
  tramadol: 'tramadol',
  methadone: 'long-acting',
  'long-acting': 'long-acting',
  'buprenorphine-transmucosal': 'buprenorphine',
  'buprenorphine-patch': 'buprenorphine',
  sublocade: 'buprenorphine',
  'brixadi-monthly': 'buprenorphine',
  'brixadi-weekly': 'buprenorphine',
  'buprenorphine-implant': 'buprenorphine',
  'mixed-agonist-antagonist': 'mixed',
  perioperative: 'short-acting',
  'kratom-tianeptine-nitazene': 'kratom',
  'unknown-opioid': 'unknown',
  antidiarrhoeal: 'short-acting',
};

export const windowClassOf = (
  exposure: Pick<Exposure, 'exposureClass' | 'illicit'>,
): WindowClass => (exposure.illicit ? 'illicit' : WINDOW_OF[exposure.exposureClass]);

export function exposureWindow(
  exposure: Pick<Exposure, 'exposureClass' | 'illicit'>,
  numbers: WindowNumbers,
): ExposureWindow {
  const name = windowClassOf(exposure);
  return { minimum: numbers[`${name}.minimum`], clear: numbers[`${name}.clear`] };
}
