export {
  createFaults,
  FAULT_KINDS,
  type FaultName,
  type Faults,
  type FaultSetting,
  type FaultVariant,
} from './faults.ts';
export type {
  RunningTrackerSite,
  SiteAccount,
  SitePace,
  SiteState,
  TrackerSiteOptions,
} from './options.ts';
export { startTrackerSite } from './server.ts';
