import { defineConfig } from 'vite';

// The server writes the pages; the bundle is one script and one style sheet, found through the manifest.
export default defineConfig({
  root: 'page',
  publicDir: 'public',
  build: {
    outDir: '../dist',
    emptyOutDir: true,
    manifest: 'manifest.json',
    // No inlined data: URLs and no injected preload script: the pages' CSP allows neither.
    assetsInlineLimit: 0,
    modulePreload: false,
    rolldownOptions: { input: 'page/main.ts' },
  },
});
