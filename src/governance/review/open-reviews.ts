import type { TimeZone } from '../../core/time/time-zone.js';
import type { DecisionRecord } from '../../record/decision-record.js';
import type { Period, ReviewSample, Store } from '../../store/store.js';
import { wereShown } from '../measures/events-of-call.js';
import { responseTo } from '../measures/response-to.js';
import { answeredCalls } from '../report/gather-report.js';
import { drawSample } from './draw-sample.js';
import type { ReviewAbout } from './review-about.js';
import { ReviewError } from './review-error.js';
import { type ReviewResult, reviewResult } from './review-result.js';
import type { Verdict } from './verdict.js';

export type ReviewStore = Pick<Store, 'decisions' | 'feedback' | 'reviews'>;

/** One decision as a reviewer gets it: what was shown and what came of it, without what the other reviewer says. */
export interface ReviewItem {
  /** From 1. */
  readonly number: number;
  readonly decision: string;
  /** Undefined when the record was deleted since. */
  readonly record: DecisionRecord | undefined;
  /** The response to each card, as a class path. */
  readonly responses: readonly (readonly string[])[];
  /** This reviewer's own. */
  readonly own: Verdict | undefined;
  /** The other's; undefined until both have spoken. */
  readonly other: Verdict | undefined;
}

export interface Reviews {
  /** @throws ReviewError when nothing with a card was shown in the period */
  draw(request: DrawRequest): Promise<ReviewSample>;
  samples(): Promise<readonly ReviewSample[]>;
  /** @throws ReviewError for a sample that is not there, or somebody who does not review it */
  show(sample: string, reviewer: string): Promise<readonly ReviewItem[]>;
  /** A later verdict takes the place of the earlier one, until the other reviewer has spoken. @throws ReviewError */
  judge(sample: string, reviewer: string, number: number, verdict: Verdict): Promise<void>;
  /** @throws ReviewError */
  result(sample: string): Promise<ReviewResult>;
}

export interface DrawRequest {
  readonly about: Omit<ReviewAbout, 'schema' | 'outOf'>;
  readonly period: Period;
  readonly size: number;
}

/** @param clock epoch milliseconds */
export function openReviews(store: ReviewStore, zone: TimeZone, clock: () => number): Reviews {
  async function find(id: string): Promise<{ sample: ReviewSample; about: ReviewAbout }> {
    const sample = (await store.reviews.samples()).find((one) => one.id === id);
    if (sample === undefined) throw new ReviewError('There is no such sample.');
    return { sample, about: JSON.parse(sample.about) as ReviewAbout };
  }

  async function findFor(id: string, reviewer: string) {
    const found = await find(id);
    if (!found.about.reviewers.includes(reviewer)) {
      throw new ReviewError('Whoever was named when the sample was drawn reviews it, nobody else.');
    }
    return found;
  }

  async function verdictsOf(
    id: string,
  ): Promise<ReadonlyMap<string, ReadonlyMap<string, Verdict>>> {
    const verdicts = new Map<string, Map<string, Verdict>>();
    for (const { decision, reviewer, verdict } of await store.reviews.ofSample(id)) {
      const said = verdicts.get(decision) ?? new Map<string, Verdict>();
      verdicts.set(decision, said.set(reviewer, JSON.parse(verdict) as Verdict));
    }
    return verdicts;
  }

  async function responsesTo(decision: string) {
    const row = await store.decisions.find(decision);
    const [call] = row === undefined ? [] : await answeredCalls(store, [row], zone);
    return {
      record: call?.record,
      responses: (call?.record.cards ?? []).map(({ uuid }) =>
        responseTo(call?.feedback.get(uuid) ?? []),
      ),
    };
  }

  return {
    async draw({ about, period, size }) {
      const ids: string[] = [];
      for await (const rows of store.decisions.read(period, about.client)) {
        for (const { decision, record } of rows) {
          const made = JSON.parse(record) as DecisionRecord;
          const asked = ({ rules }: DecisionRecord['cards'][number]) =>
            about.rule === undefined || rules.includes(about.rule);
          if (wereShown(made) && made.cards.some(asked)) ids.push(decision);
        }
      }
      const decisions = drawSample(ids, size, about.seed);
      if (decisions.length === 0) throw new ReviewError('No such card was shown in this period.');
      const full: ReviewAbout = { schema: 1, ...about, outOf: new Set(ids).size };
      const sample = {
        id: crypto.randomUUID(),
        drawnAt: clock(),
        about: JSON.stringify(full),
        decisions,
      };
      await store.reviews.createSample(sample);
      return sample;
    },
    samples: () => store.reviews.samples(),
    async show(id, reviewer) {
      const { sample, about } = await findFor(id, reviewer);
      const verdicts = await verdictsOf(id);
      const [other = ''] = about.reviewers.filter((name) => name !== reviewer);
      const items: ReviewItem[] = [];
      for (const [place, decision] of sample.decisions.entries()) {
        const said = verdicts.get(decision);
        const own = said?.get(reviewer);
        items.push({
          number: place + 1,
          decision,
          ...(await responsesTo(decision)),
          own,
          other: own === undefined ? undefined : said?.get(other),
        });
      }
      return items;
    },
    async judge(id, reviewer, number, verdict) {
      const { sample, about } = await findFor(id, reviewer);
      const decision = sample.decisions[number - 1];
      if (decision === undefined) throw new ReviewError('The sample has no item of this number.');
      const said = (await verdictsOf(id)).get(decision);
      // Having seen the other's verdict nobody may change the own one: it would no longer be blinded.
      if (about.reviewers.every((name) => said?.has(name))) {
        throw new ReviewError('Both have given their verdict about it; it stands.');
      }
      await store.reviews.put({
        ...{ sample: id, decision, reviewer, reviewedAt: clock() },
        verdict: JSON.stringify(verdict),
      });
    },
    async result(id) {
      const { sample, about } = await find(id);
      const verdicts = await verdictsOf(id);
      const items = [];
      for (const decision of sample.decisions) {
        const said = verdicts.get(decision);
        const [first, second] = about.reviewers.map((name) => said?.get(name));
        if (first === undefined || second === undefined) continue;
        items.push({ first, second, responses: (await responsesTo(decision)).responses });
      }
      return reviewResult(items, sample.decisions.length);
    },
  };
}
