import { defineConfig } from 'vitest/config';

// Packing and an npm install take their time on a cold cache.
export default defineConfig({ test: { testTimeout: 60_000, hookTimeout: 240_000 } });
