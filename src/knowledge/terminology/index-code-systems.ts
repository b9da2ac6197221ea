import { normaliseSystem } from '../../core/evidence/recognise/recognise-system.js';
import type { CodeSystem, Terminology } from '../../core/pack/terminology.js';
import type { Tables } from './read-tables.js';

/** Every alias as written and as normalised. */
export const indexCodeSystems = (tables: Tables): Terminology['systems'] =>
  new Map(
    tables('code-systems.csv').flatMap((row) => {
      const system = row.value<CodeSystem>('system');
      const alias = row.text('alias');
      return [
        [alias, system],
        [normaliseSystem(alias), system],
      ];
    }),
  );
