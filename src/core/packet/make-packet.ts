import type { Bundle, Questionnaire, QuestionnaireResponse } from 'fhir/r4.js';
import type { Call } from '../call.js';
import type { Chart } from '../chart.js';
import { decide } from '../decide.js';
import { translateChart } from '../evidence/local-codes/translate-chart.js';
import { gapsIn } from '../gaps.js';
import type { Knowledge, SitePolicy } from '../pack/knowledge.js';
import type { PacketWords } from '../pack/packet-words.js';
import { situationOf } from '../situation-of.js';
import type { Moment } from '../time/instant.js';
import { answerQuestionnaire } from './answer-questionnaire.js';
import type { Gap } from '../decision.js';
import { indexChart } from './index-chart.js';
import { isOpen } from './open-findings.js';
import type { PacketInput } from './packet-input.js';
import type { CitedPaper } from './paper.js';
import { countChecklist } from './readiness-sections.js';
import { readItems } from './read-items.js';
import { statementWriter } from './statements.js';
import { type DocumentFrame, writeDocument } from './write-document.js';
import { writePapers } from './write-papers.js';

/** The reviewed words and the form that papers are made of. */
export interface PacketKnowledge {
  readonly words: PacketWords;
  readonly questionnaire: Questionnaire;
  /** Notice of 42 CFR part 2. */
  readonly notice: string;
}

export interface Packet {
  readonly letter: CitedPaper;
  readonly packet: CitedPaper;
  readonly response: QuestionnaireResponse;
  readonly document: Bundle;
  readonly filled: number;
  readonly total: number;
  /** Lines of the documentation checklist that are met, and that apply; none of none for an order that is no depot. */
  readonly documented: { readonly met: number; readonly of: number };
  /** Parts of the chart that were not read in full. */
  readonly unread: readonly Gap[];
  /** Open findings of the safety rules about the order. */
  readonly findings: number;
  /** How many things are said to be not documented, or not known. */
  readonly gaps: number;
}

/** Whose packet, and what papers and document say about themselves. */
export type PacketFrame = Omit<DocumentFrame, 'now'>;

/**
 * All papers of the first order of a call: letter, evidence packet, questionnaire and FHIR document. Pure: the same call, chart,
 * knowledge, site policy and instant always give the same papers.
 * @param call its question is `naltrexone`
 * @throws UncitedError
 */
export function makePacket(
  call: Call,
  chart: Chart,
  knowledge: Knowledge,
  packetKnowledge: PacketKnowledge,
  site: SitePolicy,
  now: Moment,
  frame: PacketFrame,
): Packet {
  const { words, questionnaire, notice } = packetKnowledge;
  const { chart: read } = translateChart(chart, knowledge.terminology, site.localCodes);
  const [situation] = situationOf(call, read, knowledge, site, now);
  if (situation === undefined) throw new Error('a call without an order');
  const decision = decide(call, chart, knowledge, site, now);
  const { terminology, readiness } = knowledge;
  const given: PacketInput = {
    ...{ situation, decision, chart: read, terminology, words },
    readinessTerms: readiness.terms,
  };
  const items = readItems(given);
  const index = indexChart(call, chart, site.zone);
  const instant = new Date(now).toISOString();
  const unread = gapsIn(chart);
  const rows = statementWriter(index, words, knowledge.drug.terms, {}, unread);
  const documented = countChecklist({ ...given, unread }, rows.rows);
  const id = frame.uuid(JSON.stringify(['response', now, items]));
  const { response, filled, total } = answerQuestionnaire(
    questionnaire,
    items,
    words,
    index,
    rows,
    { id, subject: frame.subject, authored: instant },
  );
  const { letter, packet } = writePapers({
    ...given,
    ...{ knowledge, site, questionnaire, items, index, unread, filled, total, documented, notice },
    today: situation.clock.now.day,
    software: frame.software,
  });
  const documentFrame = { ...frame, now: instant };
  return {
    letter,
    packet,
    response,
    document: writeDocument([packet, letter], response, index, chart, documentFrame),
    filled,
    total,
    documented,
    unread,
    findings: decision.findings.filter(isOpen).length,
    gaps: Object.values(items).reduce((sum, { gaps }) => sum + gaps.length, 0),
  };
}
