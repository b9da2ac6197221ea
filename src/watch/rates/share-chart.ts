import { cusumStep, type Direction, type Shift, shiftOf } from './cusum.js';

/** A share that has changed, or is as usual again. */
export interface ShareChange {
  readonly direction: Direction;
  readonly state: 'changed' | 'as-usual';
  /** Events in a thousand trials. */
  readonly usualPer1000: number;
  /** Trials since the sum began to rise, and the events among them. */
  readonly trials: number;
  readonly events: number;
}

/** Follows how often something happens. First it learns what is usual, then it looks for a change in both directions. */
export interface ShareChart {
  /** Counts towards what is usual. */
  learn(happened: boolean): void;
  /** One more trial. @returns the directions whose state it has changed */
  add(happened: boolean): readonly ShareChange[];
}

interface Counts {
  trials: number;
  events: number;
}

/** After so many events the usual share is known well enough, and a slow change shall not become usual. */
const LEARNT_EVENTS = 1000;

/** @param alarmAt the sum at which it alarms: the higher, the rarer is a false alarm and the later a true one */
export function createShareChart(alarmAt: number): ShareChart {
  const sides = [createSide('fell', alarmAt), createSide('rose', alarmAt)];
  return {
    learn(happened) {
      for (const side of sides) side.learn(happened);
    },
    add: (happened) => sides.flatMap((side) => side.add(happened) ?? []),
  };
}

function createSide(direction: Direction, alarmAt: number) {
  const usual: Counts = { trials: 0, events: 0 };
  // What is no sign of a change any more becomes usual: an unlucky beginning would alarm again and again.
  const open: Counts = { trials: 0, events: 0 };
  let shift: Shift | undefined;
  let sum = 0;
  let alarming = false;

  const learn = (happened: boolean): void => {
    count(usual, happened);
    shift = undefined;
  };

  return {
    learn,
    add(happened: boolean): ShareChange | undefined {
      shift ??= shiftOf(usual, direction);
      if (shift === undefined) {
        learn(happened);
        return undefined;
      }
      count(open, happened);
      // No higher than the alarm, so that it ends when things are as they were.
      sum = Math.min(alarmAt, cusumStep(sum, happened, shift));
      const { trials, events } = open;
      const { usual: before } = shift;
      const was = alarming;
      alarming = sum === alarmAt || (alarming && sum > 0);
      if (sum === 0) settle();
      if (alarming === was) return undefined;
      const usualPer1000 = Number((before * 1000).toPrecision(3));
      const state = alarming ? 'changed' : 'as-usual';
      return { direction, state, usualPer1000, trials, events };
    },
  };

  function settle(): void {
    if (usual.events < LEARNT_EVENTS) {
      usual.trials += open.trials;
      usual.events += open.events;
      shift = undefined;
    }
    [open.trials, open.events] = [0, 0];
  }
}

function count(counts: Counts, happened: boolean): void {
  counts.trials += 1;
  if (happened) counts.events += 1;
}
