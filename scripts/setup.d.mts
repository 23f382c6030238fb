export { ensureModel } from './model.mjs';

export function ensureNode(version?: string): void;
export function ensureDependencies(options?: { root?: string; environment?: NodeJS.ProcessEnv }): Promise<void>;
export function ensurePage(options?: { root?: string }): Promise<void>;
export function setUp(options?: { page?: boolean }): Promise<void>;
