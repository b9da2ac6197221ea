import type {
  Extension,
  Questionnaire,
  QuestionnaireItem,
  QuestionnaireResponse,
  QuestionnaireResponseItem,
  QuestionnaireResponseItemAnswer,
  Reference,
} from 'fhir/r4.js';
import type { PacketWords } from '../pack/packet-words.js';
import type { DocumentedItems, ItemAnswer } from './documented.js';
import { ITEM_IDS } from './fact-names.js';
import type { ChartIndex } from './index-chart.js';
import type { StatementWriter } from './statements.js';

/** Da Vinci DTR 2.2: who gave an answer. What a program filled in has a source and no author (its invariant dtrx-1). */
const ORIGIN: Extension = {
  url: 'http://hl7.org/fhir/us/davinci-dtr/StructureDefinition/information-origin',
  extension: [{ url: 'source', valueCode: 'auto-client' }],
};
const EXTENSIONS = 'https://naltrexone-cds.org/fhir/StructureDefinition';
const SOURCE = `${EXTENSIONS}/answer-source`;
const REPORTED: Extension = { url: `${EXTENSIONS}/patient-reported`, valueBoolean: true };

export interface AnsweredQuestionnaire {
  readonly response: QuestionnaireResponse;
  /** Answers that rest on rows of the chart that can be named. */
  readonly answers: readonly ItemAnswer[];
  /** Items of the questionnaire that count as filled, and all of them. */
  readonly filled: number;
  readonly total: number;
}

/** The parts that are not of the chart. */
export interface ResponseFrame {
  readonly id: string;
  /** `Patient/id`. */
  readonly subject: string;
  /** FHIR instant. */
  readonly authored: string;
}

/**
 * Fills the questionnaire in from the chart, with origin and source of every answer. A question without an answer is left out
 * and stays open for the clinician; the status is therefore in-progress.
 */
export function answerQuestionnaire(
  questionnaire: Questionnaire,
  items: DocumentedItems,
  words: Pick<PacketWords, 'filledBy'>,
  index: ChartIndex,
  write: Pick<StatementWriter, 'rows'>,
  frame: ResponseFrame,
): AnsweredQuestionnaire {
  const answers = ITEM_IDS.flatMap((id) => items[id].answers).filter(
    ({ evidence }) => write.rows(evidence) !== undefined,
  );
  const answered = new Set(answers.map(({ linkId }) => linkId));
  const filled = ITEM_IDS.filter((id) =>
    words.filledBy[id].every((any) => any.some((linkId) => answered.has(linkId))),
  );
  const item = (questionnaire.item ?? []).flatMap((group) => fill(group, answers, index, write));
  return {
    response: {
      resourceType: 'QuestionnaireResponse',
      id: frame.id,
      questionnaire: `${questionnaire.url ?? ''}|${questionnaire.version ?? ''}`,
      status: 'in-progress',
      subject: { reference: frame.subject },
      authored: frame.authored,
      ...(item.length === 0 ? {} : { item }),
    },
    answers,
    filled: filled.length,
    total: ITEM_IDS.length,
  };
}

/** A question with its answers, or a group with its questions; nothing when there is no answer in it. */
function fill(
  question: QuestionnaireItem,
  answers: readonly ItemAnswer[],
  index: ChartIndex,
  write: Pick<StatementWriter, 'rows'>,
): readonly QuestionnaireResponseItem[] {
  const { linkId, text = '', type, repeats } = question;
  if (type !== 'group') {
    const own = answers.filter((one) => one.linkId === linkId);
    const answer = own.map((one) => answerOf(one, index, write));
    return answer.length === 0 ? [] : [{ linkId, text, answer }];
  }
  const inside = (among: readonly ItemAnswer[]): readonly QuestionnaireResponseItem[] => {
    const item = (question.item ?? []).flatMap((one) => fill(one, among, index, write));
    return item.length === 0 ? [] : [{ linkId, text, item }];
  };
  if (repeats !== true) return inside(answers);
  const occurrences = new Set(answers.map(({ occurrence }) => occurrence));
  return [...occurrences].flatMap((place) =>
    inside(answers.filter(({ occurrence }) => occurrence === place)),
  );
}

function answerOf(
  { value, evidence, reported }: ItemAnswer,
  index: ChartIndex,
  write: Pick<StatementWriter, 'rows'>,
): QuestionnaireResponseItemAnswer {
  const basis = write.rows(evidence);
  const sources = basis?.kind === 'chart' ? basis.citations.map(({ source }) => source) : [];
  return {
    extension: [
      ORIGIN,
      ...sources.map((source) => ({ url: SOURCE, valueReference: referenceTo(source, index) })),
      ...(reported ? [REPORTED] : []),
    ],
    ...value,
  };
}

/** A draft that the client gave no id is named, because nothing can point to it. */
function referenceTo(source: string, index: ChartIndex): Reference {
  const row = index.get(source);
  return row?.resource.id === undefined
    ? { type: source.replace(/#.*$/, ''), display: source }
    : { reference: source };
}
