/** An object that behaves like another and notes the names that are read from it. */
interface Observed {
  readonly of: object;
  readonly notes: Notes;
}

/** Where the names go; whoever takes them puts an empty list in their place. */
export interface Notes {
  names: string[];
}

const prototypes = new Map<string, object>();

export function observe<T extends object>(of: T, notes: Notes): T {
  const names = Object.keys(of);
  const key = names.join();
  const prototype = prototypes.get(key) ?? observing(names);
  prototypes.set(key, prototype);
  const observed = Object.create(prototype) as Observed;
  return Object.assign(observed, { of, notes }) as unknown as T;
}

const observing = (names: readonly string[]): object =>
  Object.defineProperties(
    {},
    Object.fromEntries(
      names.map((name) => [
        name,
        {
          get(this: Observed): unknown {
            this.notes.names.push(name);
            return (this.of as Readonly<Record<string, unknown>>)[name];
          },
        },
      ]),
    ),
  );
