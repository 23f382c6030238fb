export const NODE_FILE: string;
export function gatherContents(options: {
  root: string;
  modelFolder: string;
  withCorpus: boolean;
  environment?: NodeJS.ProcessEnv;
}): Promise<{ contents: Map<string, string>; corpus: string; index: string }>;
export function readPackage(root: string): { version: string; scripts: Record<string, string> };
