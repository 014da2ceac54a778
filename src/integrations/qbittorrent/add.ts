import { z } from 'zod';
import type { HttpAnswer } from '../http.ts';
import { addForm, type TorrentAddition } from './add-form.ts';
import { parseAnswer, type Api } from './api.ts';

/** What qBittorrent said to an add; never proof of anything: see `addOnce`. */
export type AddAnswer = 'accepted' | 'refused' | 'not-a-torrent';

const addSummary = z.object({ success_count: z.number(), pending_count: z.number().default(0) });

/** Sends an add, and says what was said. */
export async function addTorrent(api: Api, addition: TorrentAddition): Promise<AddAnswer> {
  const { contentType, body } = addForm(addition);
  const headers = { 'content-type': contentType };
  const answer = await api.call(
    { method: 'POST', path: 'torrents/add', headers, body },
    [409, 415],
  );
  return readAddAnswer(answer);
}

/** Up to 5.1 a word with status 200; from 5.2 counts, with 200, 202 (pending) or 409. */
function readAddAnswer(answer: HttpAnswer): AddAnswer {
  if (answer.status === 415) return 'not-a-torrent';
  if (answer.status === 409) return 'refused';
  const text = answer.text().trim();
  if (text === 'Ok.') return 'accepted';
  if (text === 'Fails.') return 'refused';
  const summary = parseAnswer(answer, { schema: addSummary, what: 'torrents/add' });
  return summary.success_count + summary.pending_count > 0 ? 'accepted' : 'refused';
}
