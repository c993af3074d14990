import { defineConfig } from 'vitest/config';

// A busy machine is no failure: these only end what would never end.
export default defineConfig({ test: { hookTimeout: 60_000, testTimeout: 30_000 } });
