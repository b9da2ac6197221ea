import type {
  Terminology,
  ToxicologyAnalyte,
  ToxicologyMethod,
  ToxicologySubject,
  ToxicologyTest,
  ToxicologyWords,
} from '../../pack/terminology.js';
import { findPhrases } from '../../words/find-phrases.js';

/**
 * A drug test that is known by its words only. An analyte counts when the words also name a specimen or a method, or say
 * nothing else ("fentanyl" alone); words about use, doses or scores make it no test unless a specimen is named.
 */
export function readToxicologyWords(
  terminology: Terminology,
  words: readonly string[],
): ToxicologyTest | undefined {
  const found = findPhrases(terminology.words.toxicology, words);
  const rows = found.map(({ row }) => row);
  const analytes = [...new Set(rows.flatMap((row) => (row.says === 'analyte' ? row.analyte : [])))];
  const specimen = rows.find((row) => row.says === 'specimen');
  const isPanel = rows.some(({ says }) => says === 'panel');
  if (rows.some(({ says }) => says === 'no-result') && specimen === undefined) return undefined;
  const used = found.reduce((sum, { length }) => sum + length, 0);
  const isTest = isPanel || specimen !== undefined || used === words.length || saysMethod(rows);
  if (!isTest) return undefined;
  const panel = terminology.observations.analytes.get(PANEL);
  if (analytes.length === 0)
    return isPanel && panel !== undefined ? testOf([panel], rows, 'panel') : undefined;
  const [subject] = analytes.map((analyte) => analyte.subject).sort(opioidFirst);
  const measured = analytes.filter((analyte) => analyte.subject === subject);
  return testOf(measured, rows, subject === 'validity' ? 'validity' : methodOf(rows));
}

const PANEL = 'drugs of abuse (unspecified)';

function testOf(
  analytes: readonly ToxicologyAnalyte[],
  rows: readonly ToxicologyWords[],
  method: ToxicologyMethod,
): ToxicologyTest {
  const all = (list: (analyte: ToxicologyAnalyte) => readonly string[]): readonly string[] => [
    ...new Set(analytes.flatMap(list)),
  ];
  const specimen = rows.find((row) => row.says === 'specimen');
  const hasResult = method !== 'cutoff';
  return {
    code: undefined,
    analyte: analytes.map(({ analyte }) => analyte).join(' + '),
    analytes: analytes.map(({ analyte }) => analyte),
    subject: analytes[0]?.subject ?? 'opioid',
    specimen: specimen?.says === 'specimen' ? specimen.specimen : 'unspecified',
    method,
    scale: '',
    unit: '',
    covers: hasResult
      ? all(({ analyte, screenCovers }) => (method === 'confirm' ? [analyte] : screenCovers))
      : [],
    sourceDrugs: hasResult ? all(({ sourceDrugs }) => sourceDrugs) : [],
    exposureClass: analytes.length === 1 ? analytes[0]?.exposureClass : undefined,
    notes: '',
  };
}

const saysMethod = (rows: readonly ToxicologyWords[]): boolean =>
  rows.some(({ says }) => says === 'method');

/** A cut-off is no result; a confirmation after a screen is a confirmation. */
function methodOf(rows: readonly ToxicologyWords[]): ToxicologyMethod {
  const methods = rows.flatMap((row) => (row.says === 'method' ? row.method : []));
  return (
    (['cutoff', 'confirm', 'screen'] as const).find((method) => methods.includes(method)) ??
    'unspecified'
  );
}

const opioidFirst = (a: ToxicologySubject, b: ToxicologySubject): number =>
  Number(b === 'opioid') - Number(a === 'opioid');
