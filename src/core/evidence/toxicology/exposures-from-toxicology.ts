import { DAY_MS, dayPlus, type Moment, type Point, type Span } from '../../time/instant.js';
import type { Exposure } from '../exposure.js';
import type { RaisedResult, ToxicologyEvidence, ToxicologyResult } from '../toxicology.js';

/**
 * The drug tests that are judged as opioid use rather than as an open positive (`clinical-opioid` 6.1, 6.2, 6.4): a positive
 * with a negative of a later day (last use = its collection), and, as possible use, results that cannot be read or dated.
 * @param opioidDiagnosis an opioid use disorder, opioid use or withdrawal is active: then fentanyl is illicit (8.4)
 */
export const exposuresFromToxicology = (
  { raised }: ToxicologyEvidence,
  opioidDiagnosis: boolean,
): readonly Exposure[] =>
  raised.flatMap((result) => {
    const certainty = certaintyOf(result);
    return certainty === undefined ? [] : [{ ...useBy(result, opioidDiagnosis), ...certainty }];
  });

/** Illicit fentanyl or heroin by the test (8.4). */
export const isIllicit = (
  { illicit }: Pick<ToxicologyResult, 'illicit'>,
  opioidDiagnosis: boolean,
): boolean => illicit === 'always' || (illicit === 'with-opioid-use-disorder' && opioidDiagnosis);

function certaintyOf({
  standing,
  dating,
  result,
  status,
}: RaisedResult): Pick<Exposure, 'certainty' | 'doubt'> | undefined {
  if (standing === 'refuted' || standing === 'replaced-by-final') return undefined;
  if (dating === 'future') return { certainty: 'possible', doubt: 'future-dated' };
  if (dating === 'undated') return { certainty: 'possible', doubt: 'undated' };
  if (result === 'unreadable') return { certainty: 'possible', doubt: 'unreadable-test' };
  return standing === 'followed-by-negative' && status === 'final'
    ? { certainty: 'confirmed', doubt: undefined }
    : undefined;
}

const useBy = (
  result: RaisedResult,
  opioidDiagnosis: boolean,
): Omit<Exposure, 'certainty' | 'doubt'> => ({
  ingredient: result.drug,
  name: result.name,
  exposureClass: result.exposureClass,
  illicit: isIllicit(result, opioidDiagnosis),
  from: 'toxicology',
  last: detectable(result),
  ongoing: false,
  asNeeded: false,
  listedOn: undefined,
  provenance: result.provenance,
});

/** The detection window runs backwards from the collection. */
const detectable = ({ collected, detectionDays }: RaisedResult): Span | undefined =>
  collected && { earliest: before(collected.earliest, detectionDays), latest: collected.latest };

const before = ({ day, moment }: Point, days: number): Point => ({
  day: dayPlus(day, -days),
  moment: moment === undefined ? undefined : ((moment - days * DAY_MS) as Moment),
});
