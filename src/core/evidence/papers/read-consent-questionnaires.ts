import type {
  QuestionnaireResponse,
  QuestionnaireResponseItem,
  QuestionnaireResponseItemAnswer,
} from 'fhir/r4.js';
import { readFhirTime } from '../../time/read-fhir-time.js';
import { type ChartRow, provenanceOf } from '../chart-rows.js';
import { listOf, textOf } from '../fhir-json.js';
import type { Reader } from '../opioid-use/reader.js';
import { recogniseAnswer } from '../recognise/recognise-answer.js';
import { consentTopics } from './consent-topics.js';
import { namesNaltrexone, paperWordsIn } from './paper-words.js';
import type { NaltrexoneConsent } from './papers-evidence.js';

const FINISHED = new Set<string>(['completed', 'amended']);

/**
 * Filled forms with a question about consent, in a form or a question that names naltrexone. No consent when it was answered no;
 * a question without an answer leaves it unfinished.
 */
export const readConsentQuestionnaires = (
  rows: readonly ChartRow<QuestionnaireResponse>[],
  reader: Reader,
): readonly NaltrexoneConsent[] =>
  rows.flatMap((row) => {
    const { resource } = row;
    if (!FINISHED.has(resource.status)) return [];
    const { terminology } = reader;
    const items = itemsIn(resource.item);
    const title = [resource.questionnaire, displayOf(resource)].flatMap(
      (text) => textOf(text) ?? [],
    );
    const asking = items.filter((item) => {
      const said = paperWordsIn(terminology, textsOf(item));
      return said.has('consent') && !said.has('disclosure');
    });
    const named = namesNaltrexone(terminology, [...title, ...asking.flatMap(textsOf)]);
    if (asking.length === 0 || !named) return [];
    return [
      {
        from: 'questionnaire',
        standing: standingOf(asking, reader),
        topics: consentTopics(
          paperWordsIn(
            terminology,
            items.filter((item) => isAffirmed(item, reader)).flatMap(textsOf),
          ),
        ),
        at: readFhirTime(resource.authored, reader.zone),
        until: undefined,
        provenance: provenanceOf(row),
      },
    ];
  });

function standingOf(
  asking: readonly QuestionnaireResponseItem[],
  reader: Reader,
): NaltrexoneConsent['standing'] {
  const answers = asking.flatMap(({ answer }) => listOf<QuestionnaireResponseItemAnswer>(answer));
  if (answers.length === 0) return 'unfinished';
  const meanings = answers.map((answer) => meaningOf(answer, reader));
  if (meanings.includes('no')) return 'refused';
  return meanings.includes('yes') ? 'valid' : 'unfinished';
}

/** A signature, a date or a signed paper is an answer that agrees. */
function meaningOf(
  answer: QuestionnaireResponseItemAnswer,
  { terminology }: Reader,
): 'yes' | 'no' | 'unsettled' {
  const { valueBoolean, valueCoding, valueString } = answer;
  const said = recogniseAnswer(terminology, {
    valueBoolean,
    valueString,
    valueCodeableConcept: valueCoding && { coding: [valueCoding] },
  });
  if (said !== undefined) return said;
  if (valueString !== undefined && paperWordsIn(terminology, [valueString]).has('withheld'))
    return 'no';
  const signed =
    answer.valueAttachment ?? answer.valueReference ?? answer.valueDate ?? answer.valueDateTime;
  return signed === undefined ? 'unsettled' : 'yes';
}

/** A topic counts where its question was not answered no; headings and displays have no answers. */
const isAffirmed = ({ answer }: QuestionnaireResponseItem, reader: Reader): boolean =>
  !listOf<QuestionnaireResponseItemAnswer>(answer).some((one) => meaningOf(one, reader) === 'no');

function itemsIn(items: unknown): readonly QuestionnaireResponseItem[] {
  return listOf(items as QuestionnaireResponseItem[] | undefined).flatMap((item) => [
    item,
    ...itemsIn(item.item),
    ...listOf<QuestionnaireResponseItemAnswer>(item.answer).flatMap((answer) =>
      itemsIn(answer.item),
    ),
  ]);
}

const textsOf = ({ text }: QuestionnaireResponseItem): readonly string[] => {
  const said = textOf(text);
  return said === undefined ? [] : [said];
};

const displayOf = (resource: QuestionnaireResponse): unknown =>
  listOf(resource._questionnaire?.extension).find(({ valueString }) => valueString !== undefined)
    ?.valueString;
