export { ensureModel } from './model.mjs';

export type State = 'fresh' | 'absent' | 'stale';

export const INSTALL_STAMP: string;
export function ensureNode(version?: string): void;
export function ensureDependencies(options?: { root?: string; environment?: NodeJS.ProcessEnv }): Promise<void>;
export function ensurePage(options?: { root?: string }): Promise<void>;
export function checkDependencies(options?: { root?: string }): State;
export function checkPage(options?: { root?: string }): State;
export function setUp(options?: { page?: boolean }): Promise<void>;
