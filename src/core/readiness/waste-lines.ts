/** A drug line of a single-dose vial, with what was left of it. */
export interface WasteLine {
  readonly units: number;
  readonly modifier: 'JW' | 'JZ' | undefined;
}

/**
 * The drug lines of an injection that was given: what was given, and what its opened vials held more. Nothing left: one line with
 * JZ; else a line without modifier and one with JW. Never both on a bill. Waste is a fact of a completed administration: at
 * signing nobody knows it (CMS JW and JZ policy, frequently asked questions, 2023).
 * @param dose milligrams given, above 0; a started milligram counts as one unit
 * @param vialContent labelled milligrams of one vial, a whole number; what a vial holds beyond its label is never billed
 */
export function wasteLines(dose: number, vialContent: number): readonly WasteLine[] {
  const given = Math.ceil(dose);
  const discarded = Math.ceil(given / vialContent) * vialContent - given;
  return discarded === 0
    ? [{ units: given, modifier: 'JZ' }]
    : [
        { units: given, modifier: undefined },
        { units: discarded, modifier: 'JW' },
      ];
}
