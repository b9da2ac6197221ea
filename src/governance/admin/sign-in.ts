/** How people show who they are. */
export type SignIn =
  | { readonly kind: 'token'; readonly token: string }
  | ({ readonly kind: 'provider' } & ProviderSettings);

export interface ProviderSettings {
  readonly issuer: URL;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Public address of the pages, without a path. */
  readonly url: URL;
}
