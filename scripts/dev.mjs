// `npm run dev`: compiles on every save and restarts the demo; arguments go to the demo (npm run dev -- --port 4000).
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { stamp } from './fingerprint.mjs';

rmSync(stamp, { force: true }); // from here on dist/ is what the watcher makes of it

const tsc = 'node_modules/typescript/bin/tsc -p tsconfig.build.json --watch --preserveWatchOutput';
const demo = '--watch --watch-preserve-output --enable-source-maps dist/cli/naltrexone-cds.js demo';
const children = [tsc.split(' '), [...demo.split(' '), ...process.argv.slice(2)]].map((args) =>
  spawn(process.execPath, args, { stdio: 'inherit' }),
);

for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, stop);
for (const child of children) child.on('exit', stop);

function stop() {
  for (const child of children) child.kill();
}
