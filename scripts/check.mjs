// `npm run check`: every static check, two at a time. One line each; the output only of what failed or warned.
import { spawn } from 'node:child_process';
import { performance } from 'node:perf_hooks';

// The slow ones first, so that the quick ones fill the gaps.
const checks = [
  { name: 'lint', run: 'eslint/bin/eslint.js .' },
  { name: 'types', run: 'typescript/bin/tsc' },
  { name: 'format', run: 'prettier/bin/prettier.cjs --check --log-level warn .' },
  {
    name: 'layers',
    run: 'dependency-cruiser/bin/dependency-cruise.mjs --config .dependency-cruiser.cjs src',
  },
  { name: 'knowledge', run: '../dist/cli/naltrexone-cds.js knowledge lint' },
  { name: 'list of packages', run: '../scripts/dependencies.mjs --check' },
  { name: 'unused code', run: 'knip/bin/knip.js --no-progress --no-config-hints' },
];

let passed = 0;
let failed = 0;
const waiting = [...checks];
await Promise.all([worker(), worker()]);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

async function worker() {
  for (let check = waiting.shift(); check; check = waiting.shift()) {
    const start = performance.now();
    const { ok, output } = await finished(check.run);
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    const warned = ok && check.name === 'lint' && output !== '';
    console.log(`${ok ? 'ok    ' : 'FAILED'} ${check.name} (${seconds} s)`);
    if (!ok || warned) console.log(`${output}\n`);
    if (ok) passed += 1;
    else failed += 1;
  }
}

function finished(command) {
  const [script, ...args] = command.split(' ');
  const child = spawn(process.execPath, [`node_modules/${script}`, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const chunks = [];
  child.stdout.on('data', (chunk) => chunks.push(chunk));
  child.stderr.on('data', (chunk) => chunks.push(chunk));
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ ok: false, output: error.message }));
    child.on('close', (code) => {
      resolve({ ok: code === 0, output: Buffer.concat(chunks).toString('utf8').trim() });
    });
  });
}
