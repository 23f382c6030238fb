export const SMALL_PROCESS: { nodeOptions: string[]; environment: NodeJS.ProcessEnv };
