import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/',
  esbuild: { jsx: 'automatic', jsxImportSource: 'preact' },
  build: {
    // The oldest browser that Chinese offices commonly run is built on Chromium 94.
    target: 'chrome94',
    outDir: 'dist',
    emptyOutDir: true,
    // The content security policy allows no inlined code, and a data: URL saves nothing here.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:3000' } },
});
