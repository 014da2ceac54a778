import type { ReviewCase } from '../activities/reviews.ts';

/** What a review waits for, as Markdown: what a person reads in Temporal's own UI. */
export function reviewDetails(now: ReviewCase): string {
  const { title, author, wanted, status, note, reviewId } = now;
  const rows = [
    ['Torrent', author === '' ? title : `${title}, by ${author}`],
    ['Would fill', wanted],
    ['Status', status],
    ['Note', note ?? '–'],
  ];
  const lines = rows.map(([name, value = '']) => `| ${name} | ${value.replaceAll('|', '\\|')} |`);
  const table = ['| | |', '|---|---|', ...lines].join('\n');
  if (status !== 'open') return table;
  const ask =
    `It waits for the update \`approve\`, \`refuse\`, \`block\` or \`exclude\`; in a terminal: ` +
    `\`mamcrawler review approve ${reviewId}\`.`;
  return `${table}\n\n${ask}`;
}
