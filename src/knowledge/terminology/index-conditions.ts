import type {
  ConditionCode,
  ConditionGroup,
  ExposureClass,
  PoisoningCode,
  PoisoningEncounter,
  PoisoningIntent,
  Terminology,
} from '../../core/pack/terminology.js';
import type { Drugs } from './index-drugs.js';
import type { Tables } from './read-tables.js';
import type { TableRow } from './table-row.js';

type Order = Terminology['conditions']['order'];

/** Conditions by code; a code of several groups is one finding of the first, and means the others too. */
export function indexConditions(tables: Tables): Terminology['conditions'] {
  const order: Order = new Map(
    tables('condition-groups.csv').map((row) => [
      row.value<ConditionGroup>('concept_group'),
      Number(row.text('priority')),
    ]),
  );
  const exact = new Map<string, ConditionCode>();
  const prefix = new Map<string, ConditionCode>();
  for (const row of tables('icd10cm-conditions.csv')) {
    const target = row.text('match') === 'prefix' ? prefix : exact;
    add(target, withoutDot(row.text('code')), conditionOf('ICD-10-CM', 'code', row, order), order);
  }
  const snomed = new Map<string, ConditionCode>();
  for (const row of tables('snomed-conditions.csv')) {
    add(snomed, row.text('sctid'), conditionOf('SNOMED CT', 'sctid', row, order), order);
  }
  return { icd10cmExact: exact, icd10cmPrefix: prefix, snomed, order };
}

function conditionOf(
  system: ConditionCode['system'],
  column: 'code' | 'sctid',
  row: TableRow,
  order: Order,
): ConditionCode {
  const groupOf = (from: 'concept_group' | 'also', name: string): ConditionGroup => {
    if (order.has(name as ConditionGroup)) return name as ConditionGroup;
    throw row.fault(
      from,
      `"${name}" is no group`,
      'Add it to condition-groups.csv or correct the name',
    );
  };
  return {
    system,
    code: row.text(column),
    display: row.text('display'),
    group: groupOf('concept_group', row.text('concept_group')),
    also: row.list('also').map((name) => groupOf('also', name)),
    notes: row.text('notes'),
  };
}

function add(
  table: Map<string, ConditionCode>,
  key: string,
  condition: ConditionCode,
  order: Order,
): void {
  const other = table.get(key);
  const both = other === undefined ? [condition] : [condition, other];
  both.sort((a, b) => (order.get(a.group) ?? 0) - (order.get(b.group) ?? 0));
  const [main = condition] = both;
  const also = new Set(both.flatMap(({ group, also: more }) => [group, ...more]));
  also.delete(main.group);
  table.set(key, Object.freeze({ ...main, also: Object.freeze([...also]) }));
}

const withoutDot = (code: string): string => code.replace('.', '');

/** `t40-poisoning.csv` and `t40-characters.csv`. */
export function indexPoisoning(tables: Tables, drugs: Drugs): Terminology['poisoning'] {
  const prefixes = new Map<string, PoisoningCode>(
    tables('t40-poisoning.csv').map((row) => {
      const prefix = withoutDot(row.text('prefix'));
      const opioids = row.list('opioids').map((name) => drugs.named(row, 'opioids', name).drug);
      const exposureClass = row.value<ExposureClass>('exposure_class');
      return [
        prefix,
        Object.freeze({ prefix, opioids, exposureClass, illicit: row.yes('illicit') }),
      ];
    }),
  );
  const meanings = <Meaning extends string>(position: string): ReadonlyMap<string, Meaning> =>
    new Map(
      tables('t40-characters.csv')
        .filter((row) => row.text('position') === position)
        .map((row) => [row.text('character'), row.value<Meaning>('means')]),
    );
  return {
    prefixes,
    intent: meanings<PoisoningIntent>('6'),
    encounter: meanings<PoisoningEncounter>('7'),
  };
}
