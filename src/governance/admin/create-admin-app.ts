import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import type { ComponentChildren } from 'preact';
import { feedbackCsv } from '../exports/feedback-csv.js';
import { measureReport } from '../exports/measure-report.js';
import { reportCsv } from '../exports/report-csv.js';
import { type Filters, queryOf } from '../pages/filters.js';
import { overview } from '../pages/overview.js';
import { page, type PageFrame } from '../pages/page.js';
import { rulePage } from '../pages/rule-page.js';
import { definitionsPage, reviewDatesPage } from '../pages/small-pages.js';
import { STYLE } from '../pages/style.js';
import { gatherReport } from '../report/gather-report.js';
import type { GovernanceReport } from '../report/governance-report.js';
import type { AdminParts } from './admin-parts.js';
import { adminHeaders, originOf } from './guard.js';
import { readFilters } from './read-filters.js';
import type { Session } from './sessions.js';
import { signInRoutes } from './sign-in-routes.js';
import type { Period } from '../../store/store.js';

/** What a signed-in person asks for. */
interface Asked {
  readonly session: Session;
  readonly filters: Filters;
  readonly period: Period;
}

/** The pages of governance, on a listener of their own: reading alone, and nobody who is not signed in sees anything. */
export function createAdminApp(parts: AdminParts): Express {
  const { signIn, zone, notice, reviewDates, clock, withStore } = parts;
  const app = express().disable('x-powered-by').disable('etag').use(adminHeaders);
  app.set('query parser', 'simple');
  app.get('/admin/style.css', (_request, response) => {
    response.type('css').set('cache-control', 'max-age=3600').send(STYLE);
  });
  app.use((request, response, next) => {
    if (originOf(request, signIn) === undefined)
      response.status(421).type('text').send('No such host.');
    else next();
  });
  const { sessionOf } = signInRoutes(app, parts);

  const send = (
    response: Response,
    { title, ...frame }: PageFrame,
    content: readonly ComponentChildren[],
    status = 200,
  ): void =>
    void response
      .status(status)
      .type('html')
      .send(page({ title, notice: notice.short, ...frame }, ...content));

  const signedIn =
    (answer: (asked: Asked, request: Request, response: Response) => Promise<void> | void) =>
    async (request: Request, response: Response): Promise<void> => {
      const session = sessionOf(request);
      if (session === undefined) {
        response.redirect(303, '/admin/sign-in');
        return;
      }
      const read = readFilters(request.query, zone, clock());
      if (typeof read === 'string') {
        send(response, { title: 'No such period', formToken: session.formToken }, [read], 400);
      } else await answer({ session, ...read }, request, response);
    };

  const report = ({ from, until, client }: Filters, period: Period): Promise<GovernanceReport> =>
    withStore((store) =>
      gatherReport(store, period, zone, {
        ...{ period: { from, until, timeZone: zone.id }, client, reviewDates },
        ...{ knowledge: parts.knowledge, madeAt: new Date(clock()).toISOString() },
      }),
    );
  const frameOf = ({ session, filters }: Asked, title: string): PageFrame => ({
    ...{ title, formToken: session.formToken, query: queryOf(filters) },
  });

  app.get('/', (_request, response) => {
    response.redirect(303, '/admin');
  });
  app.get(
    '/admin',
    signedIn(async (asked, _request, response) => {
      const { filters, period } = asked;
      const all = await report({ ...filters, client: undefined }, period);
      const shown = filters.client === undefined ? all : await report(filters, period);
      send(response, frameOf(asked, 'Naltrexone decision support'), [
        ...overview(shown, filters, all.clients),
      ]);
    }),
  );
  app.get(
    '/admin/rule',
    signedIn(async (asked, { query }, response) => {
      const rule = typeof query['rule'] === 'string' ? query['rule'] : '';
      const shown = await report(asked.filters, asked.period);
      send(response, frameOf(asked, `Rule ${rule}`), rulePage(shown, rule));
    }),
  );
  app.get(
    '/admin/review-dates',
    signedIn((asked, _request, response) => {
      const today = new Date(clock()).toISOString().slice(0, 10);
      send(response, frameOf(asked, 'Review dates'), reviewDatesPage(reviewDates, today));
    }),
  );
  app.get(
    '/admin/definitions',
    signedIn((asked, _request, response) => {
      send(response, frameOf(asked, 'What the numbers mean'), definitionsPage());
    }),
  );
  app.get(
    '/admin/export',
    signedIn(async ({ filters, period }, { query }, response) => {
      const name = `naltrexone-cds_${filters.from}_${filters.until}`;
      const attach = (file: string, type: string, text: string) =>
        response.attachment(`${name}${file}`).type(type).send(text);
      switch (query['format']) {
        case 'csv':
          attach(
            '.csv',
            'text/csv; charset=utf-8',
            reportCsv(await report(filters, period), notice),
          );
          break;
        case 'json':
          attach(
            '.json',
            'application/json',
            JSON.stringify({ ...(await report(filters, period)), notice: notice.statement }),
          );
          break;
        case 'measure-report':
          attach(
            '_measure-report.json',
            'application/fhir+json',
            JSON.stringify(measureReport(await report(filters, period), notice)),
          );
          break;
        case 'feedback':
          attach(
            '_feedback.csv',
            'text/csv; charset=utf-8',
            await withStore((store) =>
              feedbackCsv({ store, period, client: filters.client, notice }),
            ),
          );
          break;
        default:
          response.status(404).type('text').send('No such format.');
      }
    }),
  );
  app.use((_request, response) => {
    send(response, { title: 'Nothing here' }, [], 404);
  });
  app.use((error: unknown, _request: Request, response: Response, next: NextFunction) => {
    parts.failed(error);
    if (response.headersSent) next(error);
    else
      send(
        response,
        { title: 'It did not work' },
        ['The records cannot be read now. Try again later.'],
        503,
      );
  });
  return app;
}
