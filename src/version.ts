import { readFileSync } from 'node:fs';

export interface Version {
  readonly version: string;
  /** The commit that was built, where it is known. */
  readonly commit?: string;
}

/** Version of the package, and its commit when it runs from a clone. */
export function readVersion(): Version {
  const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');
  const { version } = JSON.parse(read('../package.json')) as { readonly version: string };
  try {
    const head = read('../.git/HEAD').trim();
    const commit = head.startsWith('ref: ') ? read(`../.git/${head.slice(5)}`).trim() : head;
    return { version, commit: commit.slice(0, 12) };
  } catch {
    return { version }; // an installed package or an image has no .git
  }
}
