import { isThisMachine } from '../egress/is-this-machine.js';

/** An https address; http on this machine alone. @param bare without path or query */
export function webAddress(text: string, bare: boolean): URL | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  const safe =
    url.protocol === 'https:' || (url.protocol === 'http:' && isThisMachine(url.hostname));
  const plain = url.username === '' && url.password === '' && url.hash === '';
  if (!safe || !plain) return undefined;
  return bare && url.href !== `${url.origin}/` ? undefined : url;
}
