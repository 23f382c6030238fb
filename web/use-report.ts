/** The report of the last days, and whether this reader may see it. */
import type { Report } from '../server/contract-feedback.ts';
import { type ApiClient, RequestFailure } from './api-client.ts';
import { useLoaded } from './use-loaded.ts';

export const PERIODS = [7, 30, 90] as const;

/** Refusals that another key mends. */
const KEY_CODES = new Set(['scope_insufficient', 'key_required', 'key_wrong']);

export type ReportAnswer = { report: Report } | { refused: string };

export function useReport(api: ApiClient, days: number) {
  return useLoaded<ReportAnswer>(`report ${days}`, async (signal) => {
    try {
      return { report: await api.readReport(days, signal) };
    } catch (error) {
      if (error instanceof RequestFailure && KEY_CODES.has(error.code ?? '')) return { refused: error.message };
      throw error;
    }
  });
}
