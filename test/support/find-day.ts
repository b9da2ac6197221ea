const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** Matches a day in any form that cannot be misread: 2026-11-05, 5 Nov 2026, 05 November 2026, Nov 5, 2026. */
export function dayPattern(isoDay: string): RegExp {
  const [year = '', month = '', day = ''] = isoDay.split('-');
  const name = `${MONTHS[Number(month) - 1] ?? ''}[a-z]*`;
  const date = `0?${Number(day)}`;
  return new RegExp(
    `\\b(?:${isoDay}|${date} ${name}\\.? ${year}|${name}\\.? ${date},? ${year})\\b`,
    'i',
  );
}
