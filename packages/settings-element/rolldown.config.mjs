// The elements for pages without a bundler: one file to name in a <script type="module">, and parts it loads by itself.

import { defineConfig } from 'rolldown';

export default defineConfig({
  input: {
    'team-sso': 'dist/define.js',
    'team-sso-settings': 'dist/define-settings.js',
    'team-sso-login': 'dist/define-login.js',
  },
  platform: 'browser',
  resolve: { conditionNames: ['browser', 'import', 'production', 'default'] },
  transform: { define: { 'process.env.NODE_ENV': '"production"' } },
  output: {
    dir: 'dist/browser',
    format: 'es',
    minify: true,
    cleanDir: true,
    entryFileNames: '[name].js',
    chunkFileNames: 'parts/[name]-[hash].js',
  },
});
