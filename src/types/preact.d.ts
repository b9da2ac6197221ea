/**
 * The part of preact that pages made on the server use. Its own types bring those of a browser into the whole program, where
 * `name` or `status` would then be variables that no server has.
 */
export type ComponentChildren =
  VNode | string | number | boolean | null | undefined | readonly ComponentChildren[];

export interface VNode {
  readonly type: unknown;
  readonly props: unknown;
  readonly key: unknown;
}

export declare function h(
  type: string,
  attributes: Readonly<Record<string, string | number | boolean | undefined>> | null,
  ...children: readonly ComponentChildren[]
): VNode;
