import type { ToxicologyTest } from '../../pack/terminology.js';
import type { ToxicologyKnowledge } from '../../pack/toxicology-knowledge.js';
import type { IllicitUse, ToxicologyResult } from '../toxicology.js';
import type { ToxicologyReader } from './toxicology-reader.js';

/** The parts of a result that follow from its test alone. */
export type TestFacts = Pick<
  ToxicologyResult,
  | 'analyte'
  | 'analytes'
  | 'name'
  | 'test'
  | 'drug'
  | 'exposureClass'
  | 'illicit'
  | 'method'
  | 'covers'
  | 'panelMembers'
  | 'refutedBy'
  | 'detectionDays'
  | 'crossReacts'
>;

const known = new WeakMap<ToxicologyKnowledge, WeakMap<ToxicologyTest, TestFacts>>();

/**
 * Made once for each pair of knowledge and test, as nothing in either ever changes.
 * @param test an opioid row of the toxicology tables, or what words say in its place
 */
export function factsOfTest(test: ToxicologyTest, reader: ToxicologyReader): TestFacts {
  const ofKnowledge = known.get(reader.knowledge) ?? new WeakMap<ToxicologyTest, TestFacts>();
  known.set(reader.knowledge, ofKnowledge);
  const facts = ofKnowledge.get(test) ?? readFacts(test, reader);
  ofKnowledge.set(test, facts);
  return facts;
}

function readFacts(test: ToxicologyTest, reader: ToxicologyReader): TestFacts {
  const { file } = reader.knowledge;
  const { analyte, analytes, covers } = test;
  const rows = analytes
    .map((name) => reader.terminology.observations.analytes.get(name))
    .filter((row) => row !== undefined);
  const method = methodOf(test);
  const name = file.names[analyte] ?? analyte;
  const refutedBy = rows.flatMap((row) => row.refutedBy);
  return {
    analyte,
    analytes,
    name,
    test: `${name} ${file.methodNames[method]}`,
    drug: file.drugs[analyte] ?? rows[0]?.drug ?? analyte,
    exposureClass: test.exposureClass ?? 'unknown-opioid',
    illicit: strongest(rows.map((row) => row.illicit)),
    method,
    covers,
    panelMembers: file.panel
      .filter(({ coveredBy }) => coveredBy.some((drug) => covers.includes(drug)))
      .map((member) => member.name),
    refutedBy: refutedBy.length === 0 ? analytes : [...new Set(refutedBy)],
    detectionDays: Math.max(0, ...analytes.map((entry) => file.detectionDays[entry] ?? 0)),
    crossReacts: file.crossReactsWithNaltrexone[analyte]?.includes(method) ?? false,
  };
}

function methodOf({ method }: ToxicologyTest): ToxicologyResult['method'] {
  if (method === 'confirm' || method === 'confirm-creatinine-ratio') return 'confirm';
  return method === 'screen' ? 'screen' : 'unspecified';
}

const strongest = (uses: readonly IllicitUse[]): IllicitUse =>
  uses.includes('always')
    ? 'always'
    : uses.includes('with-opioid-use-disorder')
      ? 'with-opioid-use-disorder'
      : 'never';
