import { Agent, fetch as undiciFetch, type RequestInit as UndiciInit } from 'undici';

/** Made when somebody signs in for the first time. */
let agent: Agent | undefined;

/**
 * What a library that signs people in asks its provider with: certificates are checked whatever NODE_TLS_REJECT_UNAUTHORIZED says, no
 * proxy of the environment, no redirects. The provider's addresses are the operator's own setting and what its document names.
 */
export function providerFetch(address: string, options: object): Promise<Response> {
  agent ??= new Agent({ connect: { rejectUnauthorized: true, timeout: 3000 } });
  const asked = { ...options, dispatcher: agent, redirect: 'manual' } as UndiciInit;
  return undiciFetch(address, asked);
}
