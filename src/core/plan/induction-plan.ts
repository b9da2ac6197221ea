import type { InductionProtocol } from '../pack/induction-protocols.js';
import type { Provenance } from '../evidence/provenance.js';
import type { BuprenorphineDepotClass, ExposureSource } from '../evidence/exposure.js';
import type { ExposureWindow, WindowClass } from '../rules/exposure-window.js';
import type { Day, Span } from '../time/instant.js';

/** One exposure, depot or implant with its waiting time, on the first order's planned day. */
export interface Washout {
  /** Our own display of the drug. */
  readonly name: string;
  readonly class: WindowClass | BuprenorphineDepotClass;
  readonly from: ExposureSource;
  readonly certainty: 'confirmed' | 'possible';
  /** The last possible use; undefined = not dated, or without a known end. */
  readonly last: Span | undefined;
  /** Use without a known end: no day can be given. */
  readonly ongoing: boolean;
  /** Days after the last use: below `minimum` critical, from `clear` on nothing. */
  readonly window: ExposureWindow;
  /** Before this day the answer is critical; a merely possible use has none, nor has a slip during treatment. */
  readonly notBefore: Day | undefined;
  /** From this day on nothing is said about it. */
  readonly earliest: Day | undefined;
  /** Not over on the planned day. */
  readonly open: boolean;
  /** Of the open ones the last to end, or one without an end. */
  readonly deciding: boolean;
  readonly provenance: Provenance;
}

/** When naltrexone can be given by the waiting times, and why then. */
export interface InductionPlan {
  /** The site's way to start naltrexone after opioids. */
  readonly protocol: InductionProtocol;
  readonly washouts: readonly Washout[];
  /** The last day of a waiting time that runs today and is over on the planned day; the order may stand for the day it names. */
  readonly safeFrom: Day | undefined;
}
