import type {
  Assessment,
  AssessmentCode,
  ExposureClass,
  LiverTest,
  LiverTestAnalyte,
  ObservationCode,
  Terminology,
  ToxicologyAnalyte,
  ToxicologyTest,
} from '../../core/pack/terminology.js';
import type { Tables } from './read-tables.js';
import type { TableRow } from './table-row.js';

/** Laboratory tests and assessments by code. */
export function indexObservations(tables: Tables): Terminology['observations'] {
  const analytes = indexAnalytes(tables);
  const toxicology = byCode(
    tables('loinc-toxicology.csv').map((row) => toxicologyOf(row, analytes)),
  );
  const liver = byCode(tables('loinc-liver.csv').map(liverOf));
  const assessments = byCode(
    tables('loinc-assessments.csv').map((row) => assessmentOf(row, row.text('code'))),
  );
  const snomed = byCode(
    tables('snomed-observations.csv').map((row) => assessmentOf(row, row.text('sctid'))),
  );
  const code = (
    entries: readonly (readonly [string, ObservationCode])[],
  ): readonly (readonly [string, ObservationCode])[] =>
    entries.map(([key, value]) => [key, Object.freeze(value)]);
  return {
    toxicology,
    liver,
    analytes,
    loinc: new Map([
      ...code([...assessments].map(([key, test]) => [key, { is: 'assessment', by: 'code', test }])),
      ...code([...liver].map(([key, test]) => [key, { is: 'liver', by: 'code', test }])),
      ...code([...toxicology].map(([key, test]) => [key, { is: 'toxicology', by: 'code', test }])),
    ]),
    snomed: new Map(
      code([...snomed].map(([key, test]) => [key, { is: 'assessment', by: 'code', test }])),
    ),
    concepts: new Map(
      code(tables('concepts.csv').map((row) => [row.text('code'), conceptOf(row, analytes)])),
    ),
  };
}

const conceptOf = (
  row: TableRow,
  analytes: ReadonlyMap<string, ToxicologyAnalyte>,
): ObservationCode =>
  row.text('kind') === 'toxicology'
    ? { is: 'toxicology', by: 'code', test: toxicologyOf(row, analytes) }
    : { is: 'assessment', by: 'code', test: assessmentOf(row, row.text('code')) };

const byCode = <Test extends { readonly code: string | undefined }>(
  tests: readonly Test[],
): ReadonlyMap<string, Test> =>
  new Map(tests.flatMap((test) => (test.code === undefined ? [] : [[test.code, test]])));

const indexAnalytes = (tables: Tables): ReadonlyMap<string, ToxicologyAnalyte> =>
  new Map(
    tables('toxicology-analytes.csv').map((row) => [
      row.text('analyte'),
      Object.freeze({
        analyte: row.text('analyte'),
        subject: row.value<ToxicologyAnalyte['subject']>('subject'),
        drug: row.text('drug'),
        exposureClass: exposureClassOf(row),
        illicit: row.value<ToxicologyAnalyte['illicit']>('illicit'),
        refutedBy: row.list('refuted_by'),
        screenCovers: row.list('screen_covers'),
        sourceDrugs: row.list('source_drugs'),
      }),
    ]),
  );

const exposureClassOf = (row: TableRow): ExposureClass | undefined =>
  row.text('exposure_class') === '' ? undefined : row.value<ExposureClass>('exposure_class');

function toxicologyOf(
  row: TableRow,
  known: ReadonlyMap<string, ToxicologyAnalyte>,
): ToxicologyTest {
  const analytes = row.text('analyte').split(' + ');
  for (const analyte of analytes) {
    if (known.has(analyte)) continue;
    throw row.fault(
      'analyte',
      `"${analyte}" is no analyte`,
      'Add its row to toxicology-analytes.csv',
    );
  }
  const [only = ''] = analytes;
  return Object.freeze({
    code: row.text('code'),
    analyte: row.text('analyte'),
    analytes,
    subject: row.value<ToxicologyTest['subject']>('subject'),
    specimen: row.value<ToxicologyTest['specimen']>('specimen'),
    method: row.value<ToxicologyTest['method']>('method'),
    scale: row.text('scale'),
    unit: row.text('unit'),
    covers: row.list('covers'),
    sourceDrugs: row.list('source_drugs'),
    exposureClass: analytes.length === 1 ? known.get(only)?.exposureClass : undefined,
    notes: row.text('notes'),
  });
}

function liverOf(row: TableRow): LiverTest {
  const molarMass = row.text('molar_mass_g_mol');
  return Object.freeze({
    code: row.text('code'),
    analyte: row.value<LiverTestAnalyte>('analyte'),
    component: row.text('component'),
    specimen: row.text('specimen'),
    property: row.text('property'),
    scale: row.text('scale'),
    canonicalUnit: row.text('canonical_unit'),
    molarMass: molarMass === '' ? undefined : Number(molarMass),
    use: row.value<LiverTest['use']>('use'),
  });
}

const assessmentOf = (row: TableRow, code: string): AssessmentCode =>
  Object.freeze({
    code: code === '' ? undefined : code,
    assessment: row.value<Assessment>('assessment'),
    part: row.value<AssessmentCode['part']>('part'),
    display: row.text('display'),
  });
