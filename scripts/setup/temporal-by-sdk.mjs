/*
 * Lets the SDK download the Temporal CLI: node temporal-by-sdk.mjs FOLDER VERSION
 * A process of its own, since it needs packages that set-up can do without.
 */
import { TestWorkflowEnvironment } from '@temporalio/testing';

const [, , downloadDir, version] = process.argv;
const environment = await TestWorkflowEnvironment.createLocal({
  server: { executable: { type: 'cached-download', downloadDir, version } },
});
await environment.teardown();
