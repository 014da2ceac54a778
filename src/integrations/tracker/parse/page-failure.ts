import { RemoteError, type RemoteErrorKind } from '../../errors.ts';
import type { PageKind } from './classify.ts';
import { layoutChanged } from './markup.ts';

/** The pages that answer no search. */
export type FailedPageKind = Exclude<PageKind, 'results' | 'empty-results'>;

/** The error for a page that came instead of the one that was asked for. */
export function pageFailure(kind: FailedPageKind): RemoteError {
  switch (kind) {
    case 'login':
    case 'not-logged-in':
      return failure(
        'not-signed-in',
        'The session is not signed in',
        'It is signed in again once.',
      );
    case 'locked':
      return failure(
        'login-locked',
        'The site locked the login after too many attempts',
        'Sign in by hand in a browser, wait until the site lifts the lock, then resume the run.',
      );
    case 'captcha':
      return failure(
        'captcha',
        'The site asks for a human',
        'Open the site in a browser, answer what it asks, then resume the run.',
      );
    case 'rejected-login':
      return failure(
        'bad-credentials',
        'The site refused the login',
        'Check MAM_USERNAME (the e-mail address) and MAM_PASSWORD.',
      );
    case 'engine-trouble':
      return failure(
        'search-refused',
        'The site could not run the search',
        'Try the term in a browser; check that the account has browse languages set.',
      );
    case 'signed-in':
      return layoutChanged('a signed-in page without search results');
    case 'unknown':
      return layoutChanged('neither results, nor a login page, nor any page that we know');
    default:
      return kind satisfies never;
  }
}

function failure(kind: RemoteErrorKind, message: string, remedy: string): RemoteError {
  return new RemoteError(message, { remote: 'tracker', kind, remedy });
}
