import type { Config } from '../config.ts';
import {
  createAudiobookshelf,
  librariesNamed,
  type Library,
} from '../integrations/audiobookshelf/index.ts';
import { RemoteError } from '../integrations/errors.ts';
import { OperationError } from './errors.ts';

/** A person waits: a slow server is left to the run's own check. */
const PATIENCE_MS = 5_000;

/**
 * Checks before a run is started that Audiobookshelf has the library that it is to be about. One
 * that can't be asked now refuses nothing: the run checks it as well, and waits for the server.
 *
 * @throws {OperationError} `unknown-library`, naming those that there are.
 */
export async function mustBeLibrary(config: Config, name: string | undefined): Promise<void> {
  if (name === undefined) return;
  const libraries = await listLibraries(config);
  if (libraries === null || librariesNamed(libraries, name).length > 0) return;
  const known = libraries.map((library) => `“${library.name}”`).join(', ');
  throw new OperationError(`there is no book library “${name}”`, {
    kind: 'unknown-library',
    remedy:
      known === ''
        ? 'Audiobookshelf shows none: check that ABS_TOKEN may access one'
        : `there are: ${known}`,
  });
}

/** Null when Audiobookshelf can't be asked. */
async function listLibraries({ audiobookshelf }: Config): Promise<readonly Library[] | null> {
  const { url, token } = audiobookshelf;
  if (token === null) return null;
  const timeoutMs = Math.min(audiobookshelf.timeoutMs, PATIENCE_MS);
  const client = createAudiobookshelf({ url, token, timeoutMs });
  try {
    return await client.libraries();
  } catch (error) {
    if (error instanceof RemoteError) return null;
    throw error;
  } finally {
    await client.close();
  }
}
