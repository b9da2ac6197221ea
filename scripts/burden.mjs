// `npm run burden`: answers all clinical cases again and accepts what comes out: docs/burden.json,
// docs/scenarios.md, docs/seed-document.md.
import { spawnSync } from 'node:child_process';

const { status } = spawnSync(
  process.execPath,
  ['scripts/test.mjs', 'test/vignettes/burden.test.ts', 'test/seed-document'],
  { stdio: 'inherit', env: { ...process.env, ACCEPT_BURDEN: 'yes' } },
);
process.exitCode = status ?? 1;
