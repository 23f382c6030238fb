import { createKeptKey } from './kept-key.ts';

/** The one access key of this page. */
export const browserKey = createKeptKey({ ofTab: () => sessionStorage, lasting: () => localStorage });
