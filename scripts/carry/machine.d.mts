export function ensurePortableNode(libraries?: string[]): void;
export function findNeededLibraries(files: string[]): { glibc: string | null; libstdcxx: string | null };
