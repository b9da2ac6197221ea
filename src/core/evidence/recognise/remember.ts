/** Enough for the distinct texts of many charts; when it is full the memo starts anew. */
const CAPACITY = 5_000;
/** A longer text is read each time, so that few callers cannot fill the memory with large keys. */
const LONGEST_KEY = 300;

/** Keeps a reading in a bounded memo of the terminology, and returns it. */
export function remember<Reading>(
  memo: Map<string, Reading>,
  key: string,
  reading: Reading,
): Reading {
  if (key.length > LONGEST_KEY) return reading;
  if (memo.size >= CAPACITY) memo.clear();
  memo.set(key, reading);
  return reading;
}
