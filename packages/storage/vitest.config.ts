import { defineConfig } from 'vitest/config';

// PGlite's first start is an initdb in WebAssembly: seconds on a busy two-core machine.
export default defineConfig({ test: { hookTimeout: 60_000, testTimeout: 30_000 } });
