export { parseAccount } from './account.ts';
export { classifyPage, type PageKind, type PageOrigin } from './classify.ts';
export { parseDownloadRefusal, type DownloadRefusal } from './download-refusal.ts';
export { pageFailure, type FailedPageKind } from './page-failure.ts';
export { parseResultPage } from './result-page.ts';
