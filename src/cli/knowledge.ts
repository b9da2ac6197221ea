import { payerPolicyBook } from '../knowledge/payer-policy-book.js';
import { cardBook } from '../knowledge/card-book.js';
import { loadCanaries } from '../knowledge/load-canaries.js';
import { loadDisclosureNotice } from '../knowledge/load-disclosure-notice.js';
import { loadKnowledge } from '../knowledge/load-knowledge.js';
import { loadPacketKnowledge } from '../knowledge/load-packet-knowledge.js';
import { loadLookAlikes } from '../knowledge/load-look-alikes.js';
import { loadServiceFile } from '../knowledge/load-service-file.js';
import { knowledgeReviewDates } from '../core/pack/review-dates.js';
import { CARDS } from '../wire.js';
import { printTable } from './print-table.js';
import { reviewWarnings } from './review-warnings.js';

/** Loads everything in `cards/` as a start would; the first thing that is wrong is said, and the exit code is 1. */
export function lintKnowledge(): void {
  try {
    const knowledge = loadKnowledge(CARDS);
    loadServiceFile(CARDS);
    const notice = loadDisclosureNotice(CARDS);
    loadLookAlikes(CARDS);
    const { words } = loadPacketKnowledge(CARDS);
    const { canaries, reviewDates } = loadCanaries(CARDS, knowledge.neverList);
    const { questions, payerPolicies, hash } = knowledge;
    console.log(
      `cards/ is in order: ${String(questions.size)} questions, ${String(payerPolicies.size)} payer policies, ${String(canaries.length)} canaries, knowledge ${hash}.`,
    );
    for (const line of reviewWarnings(
      [...knowledgeReviewDates(knowledge), ...reviewDates, notice, words],
      Date.now(),
    ))
      console.log(line);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}

/**
 * One line a question: what it is called, which version, who answers for it and until when, and which rules it owns; then one
 * line a payer policy with the date of its text.
 */
export function listKnowledge(): void {
  const { questions, drug, payerPolicies, hash } = loadKnowledge(CARDS);
  const rows = [drug, ...questions.values()].map((file) => [
    file.id,
    file.version,
    'status' in file ? file.status : '',
    file.owner,
    file.reviewBy,
    'outcomes' in file
      ? [...new Set(Object.values(file.outcomes).map(({ rule }) => rule))].join(', ')
      : '',
  ]);
  const head = ['question', 'version', 'status', 'owner', 'review by', 'rules'];
  console.log(printTable(head, rows));
  const policies = [...payerPolicies.values()].map((policy) => [
    policy.id,
    policy.version,
    policy.status,
    policy.owner,
    policy.reviewBy,
    policy.source.date,
  ]);
  console.log('');
  console.log(
    printTable(['payer policy', 'version', 'status', 'owner', 'review by', 'text of'], policies),
  );
  console.log(`\nknowledge ${hash}`);
}

/** Prints the card book: everything in `cards/naltrexone/` as a pharmacist reads it. */
export function printCardBook(): void {
  process.stdout.write(cardBook(loadKnowledge(CARDS)));
}

/** Prints the payer policies of `cards/coverage` as a page. */
export function printPayerPolicies(): void {
  process.stdout.write(payerPolicyBook(loadKnowledge(CARDS)));
}
