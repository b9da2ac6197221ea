// Keeps docs/dependencies.md: what every package of package.json is, who keeps it and why it is here.
//   node scripts/dependencies.mjs          asks the npm registry and writes the tables anew; the last column is kept
//   node scripts/dependencies.mjs --check  offline: does the document name every package, in its version, with a reason?
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import prettier from 'prettier';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const inRoot = (name) => join(root, name);
const readJson = (name) => JSON.parse(readFileSync(inRoot(name), 'utf8'));

const document = 'docs/dependencies.md';
const manifest = readJson('package.json');
const described = rowsOf(readFileSync(inRoot(document), 'utf8'));

if (process.argv.includes('--check')) {
  const problems = faults();
  for (const problem of problems) console.error(problem);
  process.exitCode = problems.length === 0 ? 0 : 1;
} else {
  await renew();
}

/** The rows of all tables by package name: version, and the reason that somebody wrote by hand. */
function rowsOf(markdown) {
  const rows = new Map();
  for (const line of markdown.split('\n')) {
    const cells = line.split('|').map((cell) => cell.trim());
    const name = /^`(.+)`$/.exec(cells[1] ?? '')?.[1];
    if (name === undefined) continue;
    rows.set(name, { version: cells[2], why: cells.at(-2), twice: rows.has(name) });
  }
  return rows;
}

function faults() {
  const wanted = { ...manifest.dependencies, ...manifest.devDependencies };
  const renewing = 'run `node scripts/dependencies.mjs`';
  return [
    ...Object.entries(wanted).flatMap(([name, version]) => {
      const row = described.get(name);
      if (row === undefined) return `${document} does not name ${name}: ${renewing}.`;
      if (row.version !== version)
        return `${document} has ${name} ${row.version}, package.json ${version}: ${renewing}.`;
      if (row.twice) return `${document} names ${name} twice: keep the row with the right reason.`;
      return row.why === '' ? `${document}: write why we have ${name}, in its last column.` : [];
    }),
    ...[...described.keys()]
      .filter((name) => !(name in wanted))
      .map((name) => `${document} names ${name}, which package.json has not: ${renewing}.`),
  ];
}

async function renew() {
  const { count, bytes } = installedForProduction();
  const text = `# Dependencies

Written by \`node scripts/dependencies.mjs\` from package.json, package-lock.json and the npm registry; only the last column is written by hand. \`npm run check\` fails when a package of package.json is missing here, has another version or no reason.

Versions are pinned exactly. "Last release" is the day of the newest version, ours or a later one, as the registry reports it; a mirror may report the day of its copy. "Kept by" is the owner of the repository that the package names.

\`npm ci --omit=dev\` installs **${count} packages, ${(bytes / 1e6).toFixed(1)} MB**, without install scripts.

## In production

${table(manifest.dependencies)}

## For development and tests only

${table(manifest.devDependencies)}
`;
  const options = (await prettier.resolveConfig(inRoot(document))) ?? {};
  writeFileSync(inRoot(document), await prettier.format(text, { ...options, parser: 'markdown' }));
}

function table(dependencies) {
  return [
    '| package | version | licence | last release | kept by | why |',
    '| --- | --- | --- | --- | --- | --- |',
    ...Object.entries(dependencies).map(([name, version]) => {
      const { licence, released, keeper } = ask(name, version);
      const why = described.get(name)?.why ?? '';
      return `| \`${name}\` | ${version} | ${licence} | ${released} | ${keeper} | ${why} |`;
    }),
  ].join('\n');
}

function ask(name, version) {
  const fields = ['license', 'repository', 'time', 'dist-tags'];
  const npm = ['view', `${name}@${version}`, ...fields, '--json'];
  const seen = JSON.parse(execFileSync('npm', npm, { encoding: 'utf8', maxBuffer: 64e6 }));
  const newest = seen.time[seen['dist-tags'].latest] ?? seen.time[version];
  return {
    licence: seen.license ?? 'not said',
    released: newest?.slice(0, 10) ?? 'not said',
    keeper: keeperOf(seen.repository?.url ?? seen.repository),
  };
}

/** `github.com/owner` of any spelling of a repository. */
function keeperOf(repository) {
  const path = /(?:github\.com[/:]|^(?:github:)?)([\w.-]+)\/[\w.-]+/.exec(repository ?? '');
  return path === null ? 'not said' : `github.com/${path[1]}`;
}

/** What the lock file installs without development packages, and what of it lies here. */
function installedForProduction() {
  const folders = Object.entries(readJson('package-lock.json').packages)
    .filter(([path, entry]) => path !== '' && !entry.dev && !entry.devOptional)
    .map(([path]) => inRoot(path))
    .filter((path) => existsSync(path));
  return { count: folders.length, bytes: folders.reduce((sum, folder) => sum + sizeOf(folder), 0) };
}

/** A package nested in another is one of its own. */
function sizeOf(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => name !== 'node_modules')
    .map((entry) => join(folder, entry.name))
    .reduce(
      (sum, path) => sum + (statSync(path).isDirectory() ? sizeOf(path) : statSync(path).size),
      0,
    );
}
