import { defineConfig } from 'vitest/config';
import { playwright } from '@vitest/browser-playwright';
import { browserLaunch } from '@team-sso/test-browser';

export default defineConfig({
  test: {
    expect: { poll: { timeout: 15_000 } },
    testTimeout: 30_000,
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      provider: playwright({ launchOptions: await browserLaunch() }),
      instances: [{ browser: 'chromium' }],
    },
  },
});
