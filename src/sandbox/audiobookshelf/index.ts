export type { Faults, PageChange, RequestFault, SearchFault, SightPermission } from './faults.ts';
export { RequestLog, type LoggedRequest, type Sin } from './request-log.ts';
export {
  startAudiobookshelf,
  type AudiobookshelfSandbox,
  type AudiobookshelfSandboxOptions,
} from './server.ts';
