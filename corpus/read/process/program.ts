/** The program of the process that reads: see reading-process.ts. */
import { loadBytes, readArticles } from '../../file-reading.ts';
import { serveReadings } from './service.ts';

await serveReadings(async ({ folder, path }, limits) =>
  readArticles(path, await loadBytes(folder, path, limits), limits),
);
