const LOCAL_PATH = /^[A-Z][A-Za-z]{2,40}\/[A-Za-z0-9\-.]{1,64}$/;

export const isLocalPath = (path: string): boolean => LOCAL_PATH.test(path);

/**
 * The `Type/id` that a reference means on the server at `root`; undefined when it points elsewhere.
 * @param root base address with a slash at its end
 */
export function localPathUnder(root: string, reference: string): string | undefined {
  const path = reference.startsWith(root) ? reference.slice(root.length) : reference;
  const unversioned = path.replace(/\/_history\/[^/]*$/, '');
  return isLocalPath(unversioned) ? unversioned : undefined;
}
