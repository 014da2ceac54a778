/** Whether an error says that our tables are not there (or not all): no worker has migrated yet. */
export function isSchemaAbsent(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error)) return false;
  return error.code === '42P01' || error.code === '42703'; // undefined table, undefined column
}
