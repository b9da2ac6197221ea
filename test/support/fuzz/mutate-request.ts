import { pick } from '../vary-case.js';
import { HOSTILE_VALUES } from './hostile-values.js';

type Random = () => number;

/** A place in a body: a container and the key under it. */
interface Place {
  readonly inside: Record<string, unknown>;
  readonly key: string;
}

/** Spoils a request in one to five places, chosen among all that it has. The original is left as it is. */
export function mutateRequest(original: object, random: Random): object {
  const body = structuredClone(original);
  const times = 1 + Math.floor(random() * 5);
  for (let time = 0; time < times; time += 1) {
    const place = anyPlace(random() < 0.1 ? body : chartOf(body, random), random);
    if (place !== undefined) pick(SPOIL, random)(place, random);
  }
  return body;
}

const SPOIL: readonly ((place: Place, random: Random) => void)[] = [
  replace,
  replace,
  replace,
  ({ inside, key }) => {
    if (Array.isArray(inside)) inside.splice(Number(key), 1);
    else Reflect.deleteProperty(inside, key);
  },
  ({ inside, key }) => (inside[key] = [inside[key]]),
  ({ inside, key }) => (inside[key] = { value: inside[key] }),
  ({ inside, key }) => (inside[key] = String(inside[key])),
  ({ inside, key }) => (inside[`_${key}`] = inside[key]),
  ({ inside, key }, random) => {
    const value = inside[key];
    const times = pick([2, 10, 200], random);
    if (Array.isArray(value)) inside[key] = Array.from({ length: times }, () => value).flat();
  },
  ({ inside }, random) => {
    const keys = Object.keys(inside);
    const [one, other] = [pick(keys, random), pick(keys, random)];
    [inside[one], inside[other]] = [inside[other], inside[one]];
  },
];

function replace({ inside, key }: Place, random: Random): void {
  // A part of the list is large: each place gets its own.
  inside[key] = structuredClone(pick(HOSTILE_VALUES, random));
}

/** Most of a body is chart; drawn from the top alone most calls would already fail at their envelope. */
function chartOf(body: object, random: Random): object {
  const { prefetch, context } = body as Record<string, unknown>;
  const { draftOrders } = (context ?? {}) as Record<string, any>;
  const parts: unknown[] = [...(random() < 0.7 ? [prefetch] : []), draftOrders?.entry];
  return parts.find((part): part is object => typeof part === 'object' && part !== null) ?? body;
}

/** Goes down from the top and stops anywhere: near the top and deep down are drawn about as often. */
function anyPlace(body: object, random: Random): Place | undefined {
  let inside = body as Record<string, unknown>;
  for (;;) {
    const keys = Object.keys(inside);
    if (keys.length === 0) return undefined;
    const key = pick(keys, random);
    const value = inside[key];
    const canGoOn = typeof value === 'object' && value !== null && Object.keys(value).length > 0;
    if (!canGoOn || random() < 0.15) return { inside, key };
    inside = value as Record<string, unknown>;
  }
}
