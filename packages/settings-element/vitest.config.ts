import { defineConfig } from 'vitest/config';
import { playwright } from '@vitest/browser-playwright';
import { browserLaunch } from '@team-sso/test-browser';

export default defineConfig({
  test: {
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      provider: playwright({ launchOptions: await browserLaunch() }),
      instances: [{ browser: 'chromium' }],
    },
  },
});
