export function findChromium(options?: { environment?: NodeJS.ProcessEnv; platform?: string }): string | null;
export function ensureChromium(): Promise<string>;
export function hasChineseFont(): boolean;
