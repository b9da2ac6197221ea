import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { GENERIC } from '../core/evidence/coverage/choose-policy.js';
import { PayerPolicy } from '../core/pack/payer-policy.js';
import { checkPayerPolicies } from './check-payer-policies.js';
import { deepFreeze } from './deep-freeze.js';
import { KnowledgeError } from './knowledge-error.js';
import { readCheckedJson } from './read-checked-json.js';

/**
 * Reads, checks and freezes the policies of `cards/coverage`, one file each.
 * @throws KnowledgeError naming the first file that cannot be used: a bad policy stops the start
 */
export function loadPayerPolicies(cards: string): ReadonlyMap<string, PayerPolicy> {
  const folder = join(cards, 'coverage');
  const policies = new Map<string, PayerPolicy>();
  for (const file of filesIn(folder)) {
    const name = `cards/coverage/${file}`;
    const policy = readCheckedJson(join(folder, file), name, PayerPolicy);
    if (`${policy.id}.json` !== file) {
      throw new KnowledgeError(
        name,
        `holds the policy "${policy.id}"`,
        'Name the file like its id',
      );
    }
    policies.set(policy.id, deepFreeze(policy));
  }
  if (!policies.has(GENERIC)) {
    throw new KnowledgeError(folder, `has no ${GENERIC}.json`, 'It is used for unknown payers');
  }
  checkPayerPolicies(policies);
  return policies;
}

function filesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((file) => file.endsWith('.json'))
      .sort();
  } catch {
    throw new KnowledgeError(folder, 'cannot be read', 'It holds one file for each payer policy');
  }
}
