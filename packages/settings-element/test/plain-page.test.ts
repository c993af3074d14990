// A page without a bundler: one file in a script element, and the parts it loads by itself.

import { expect, test } from 'vitest';
import { fakeView, type FakeScene } from '../src/fake.ts';

/** A page of its own with the built file, in which the server answers with these settings. */
async function openPage(start: FakeScene): Promise<Document> {
  const frame = document.createElement('iframe');
  const answer = JSON.stringify(fakeView(start)).replaceAll('<', '\\u003c');
  frame.srcdoc = `<!doctype html><html lang="en"><body>
    <script>
      window.fetch = async () => new Response(${JSON.stringify(answer)});
      // The test server wraps every import(); in a page of its own nobody else has put the wrapper there.
      window.__vitest_browser_runner__ = { wrapDynamicImport: (load) => load() };
    </script>
    <script type="module" src="/dist/browser/team-sso.js"></script>
    <team-sso-settings team-id="acme"></team-sso-settings></body></html>`;
  document.body.append(frame);
  const page = (): Document | null => frame.contentDocument;
  await expect
    .poll(() => page()?.querySelector('team-sso-settings')?.getAttribute('state'), { timeout: 8_000 })
    .toBe(start);
  const loaded = page();
  if (!loaded) throw new TypeError('the page is gone');
  return loaded;
}

const rootOf = (page: Document): ShadowRoot | null | undefined =>
  page.querySelector('team-sso-settings')?.shadowRoot;

test('a team that has nothing yet is shown by the file alone, and its form comes with the switch', async () => {
  const page = await openPage('off');
  expect(rootOf(page)?.textContent).toContain('Members sign in with e-mail and password.');
  rootOf(page)?.querySelector<HTMLInputElement>('#enable')?.click();
  await expect.poll(() => rootOf(page)?.querySelector('#provider')).not.toBeNull();
});

test('what is saved is shown as soon as the panel is, with its words and its sizes', async () => {
  const page = await openPage('on');
  const facts = rootOf(page)?.querySelector('.facts');
  expect(facts?.textContent).toContain('Microsoft Entra ID');
  expect(facts && page.defaultView?.getComputedStyle(facts).display).toBe('grid');
});
