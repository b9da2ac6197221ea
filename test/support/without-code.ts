import type { Knowledge } from '../../src/core/pack/knowledge.js';
import type { MedicationCode } from '../../src/core/pack/terminology.js';

const SYSTEMS = ['rxnorm', 'ndc', 'hcpcs', 'atc', 'snomed'] as const;
export type CodeTable = (typeof SYSTEMS)[number];

/** Knowledge from which codes of drugs can be taken away, one at a time, as if their row were not there. */
export function losableKnowledge(knowledge: Knowledge) {
  const { terminology } = knowledge;
  const copies = Object.fromEntries(
    SYSTEMS.map((table) => [table, new Map(terminology.medications[table])]),
  ) as Record<CodeTable, Map<string, MedicationCode>>;
  const medications = { ...terminology.medications, ...copies };
  return {
    knowledge: { ...knowledge, terminology: { ...terminology, medications } } as Knowledge,
    codes: SYSTEMS.flatMap((table) =>
      [...copies[table].values()].map((row) => ({ table, code: row.code, row })),
    ),
    /** Runs with the code gone. */
    async without<T>(table: CodeTable, code: string, run: () => Promise<T>): Promise<T> {
      const row = copies[table].get(code);
      if (row === undefined) throw new Error(`${table} has no ${code}`);
      copies[table].delete(code);
      try {
        return await run();
      } finally {
        copies[table].set(code, row);
      }
    },
  };
}
