import { homedir } from 'node:os';
import path from 'node:path';

/** A path with a leading `~/` put into the user's home, which only a shell would do otherwise. */
export function fromHome(text: string): string {
  return text === '~' || text.startsWith('~/') ? path.join(homedir(), text.slice(1)) : text;
}
