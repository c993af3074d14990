import { defineConfig } from 'vitest/config';

// Keys are derived and thousands of messages judged; a busy machine may take its time.
export default defineConfig({ test: { testTimeout: 120_000, hookTimeout: 120_000 } });
