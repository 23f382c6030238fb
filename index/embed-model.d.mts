/** What embed-model.mjs offers to the TypeScript that imports it; documented there. */
export function openModel(folder: string): Promise<(text: string) => Promise<Float32Array>>;
