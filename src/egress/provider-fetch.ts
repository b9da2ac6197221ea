import { Agent, fetch as undiciFetch } from 'undici';

/** Made when somebody signs in for the first time. */
let agent: Agent | undefined;

/**
 * What a library that signs people in asks its provider with: certificates are checked whatever NODE_TLS_REJECT_UNAUTHORIZED says, no
 * proxy of the environment, no redirects. The provider's addresses are the operator's own setting and what its document names.
 */
export function providerFetch(address: string, options: object): ReturnType<typeof undiciFetch> {
  agent ??= new Agent({ connect: { rejectUnauthorized: true, timeout: 3000 } });
  return undiciFetch(address, { ...options, dispatcher: agent, redirect: 'manual' });
}
