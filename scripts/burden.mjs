// `npm run burden`: answers all clinical cases again and accepts what comes out: docs/burden.json and docs/scenarios.md.
import { spawnSync } from 'node:child_process';

const { status } = spawnSync(
  process.execPath,
  ['scripts/test.mjs', 'test/vignettes/burden.test.ts'],
  { stdio: 'inherit', env: { ...process.env, ACCEPT_BURDEN: 'yes' } },
);
process.exitCode = status ?? 1;
