import { defineConfig } from 'vitest/config';

// Each file starts servers and a browser of its own; one at a time leaves a core for them.
export default defineConfig({ test: { fileParallelism: false, testTimeout: 60_000, hookTimeout: 60_000 } });
