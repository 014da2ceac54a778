import type { Authorized } from './schemas.ts';

/** Each permission that widens what a user sees, and what is hidden without it. */
const SIGHT = {
  accessAllLibraries: 'libraries that are not shared with it',
  accessAllTags: 'items by their tags',
  accessExplicitContent: 'items marked as explicit',
} as const;

/**
 * Warnings about a key that sees less than all. Audiobookshelf says nothing of it: a restricted
 * user silently sees a smaller library, and what it does not see would look like gaps.
 */
export function accessWarnings(user: Authorized['user']): string[] {
  const warnings: string[] = [];
  if (user.type !== 'root' && user.type !== 'admin') {
    warnings.push(
      `ABS_TOKEN acts for a user of type "${user.type}": use an API key of an admin, so that ` +
        'nothing of the library stays hidden.',
    );
  }
  for (const [permission, hidden] of Object.entries(SIGHT)) {
    if (user.permissions[permission] === true) continue;
    warnings.push(
      `The user of ABS_TOKEN lacks the permission ${permission}: Audiobookshelf hides ${hidden}, ` +
        'and hidden items would be searched for as gaps.',
    );
  }
  return warnings;
}
