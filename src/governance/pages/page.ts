import { type ComponentChildren, h } from 'preact';
import { renderToString } from 'preact-render-to-string';

export interface PageFrame {
  readonly title: string;
  /** Left out = nobody is signed in. */
  readonly formToken?: string | undefined;
  /** Keeps period and client from page to page. */
  readonly query?: string;
  readonly notice?: string;
  /** Goes on by itself to this path. */
  readonly continueTo?: string;
}

/** A whole page. It has neither script nor style of its own; nothing on it is about one patient. */
export const page = (
  { title, formToken, query = '', notice, continueTo }: PageFrame,
  ...content: readonly ComponentChildren[]
): string =>
  '<!doctype html>' +
  renderToString(
    h(
      'html',
      { lang: 'en' },
      h(
        'head',
        null,
        h('meta', { charSet: 'utf-8' }),
        h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
        h('meta', { name: 'color-scheme', content: 'light dark' }),
        continueTo === undefined
          ? null
          : h('meta', { 'http-equiv': 'refresh', content: `0;url=${continueTo}` }),
        h('title', null, `${title} – naltrexone-cds`),
        h('link', { rel: 'stylesheet', href: '/admin/style.css' }),
      ),
      h(
        'body',
        null,
        h('a', { class: 'skip', href: '#content' }, 'To the content'),
        formToken === undefined ? null : header(query, formToken),
        h('main', { id: 'content' }, h('h1', null, title), ...content),
        notice === undefined ? null : h('footer', null, h('p', null, notice)),
      ),
    ),
  );

const header = (query: string, formToken: string) =>
  h(
    'header',
    null,
    h(
      'nav',
      { 'aria-label': 'Pages' },
      h('a', { href: `/admin${query}` }, 'Overview'),
      h('a', { href: `/admin/review-dates${query}` }, 'Review dates'),
      h('a', { href: `/admin/definitions${query}` }, 'What the numbers mean'),
    ),
    h(
      'form',
      { method: 'post', action: '/admin/sign-out' },
      h('input', { type: 'hidden', name: 'token', value: formToken }),
      h('button', { type: 'submit' }, 'Sign out'),
    ),
  );
